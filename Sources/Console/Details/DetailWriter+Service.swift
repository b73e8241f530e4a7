import CellGrid
import IncidentModel
import SafeText

extension DetailWriter {
    /// Everything about a service: what is wrong first, how to see it oneself last.
    func rows(of service: ServiceStatus) -> [StyledText] {
        var rows = summary(service)
        rows += readings(service)
        if let reading = service.deciding {
            rows += phases(reading)
            rows += evidence(reading)
        }
        rows += comparison(service)
        rows += neighbours(service)
        if let command = service.deciding?.equivalentCommand, !command.isEmpty {
            let key = state.setup.keyMap.label(for: .copy)
            rows += heading("See it yourself", "\(key) copies")
            rows += paragraph(command.string, .command)
        }
        return rows
    }

    private func summary(_ service: ServiceStatus) -> [StyledText] {
        let role = ServiceWords.role(of: service)
        var row = StyledText([
            Span(glyphs.service(service.verdict, cause: service.cause) + " ", role),
            Span(service.verdict.rawValue.uppercased(), role),
        ])
        if let since = service.since { row.add("  since \(moment(since))") }
        let cause = ServiceWords.cause(service.cause)
        if !cause.isEmpty { row.add("  \(glyphs.dot)  \(cause)", role) }
        if let mark = ServiceWords.passingMark(service), service.cause != .pending {
            row.add("  \(glyphs.dot)  \(mark.text)", mark.role)
        }
        return row.wrapped(to: columns) + paragraph(service.reason.string, .strong, indent: 2)
    }

    private func readings(_ service: ServiceStatus) -> [StyledText] {
        guard !service.latest.isEmpty else {
            return heading("Readings")
                + paragraph("None yet: the first check is under way.", .faint)
        }
        return heading("Readings", history(service)) + service.latest.flatMap(reading)
    }

    private func history(_ service: ServiceStatus) -> String {
        let failed = service.history.count { $0.outcome == .down || $0.outcome == .unknown }
        guard !service.history.isEmpty else { return "" }
        return "\(failed) of the last \(service.history.count) failed"
    }

    private func reading(_ reading: Reading) -> [StyledText] {
        let role = ServiceWords.role(of: reading.outcome)
        let taken = TextWidth.padded(
            DurationText.taken(reading.duration), toColumns: 7, alignment: .right)
        var row = StyledText([
            Span("  \(glyphs.reading(reading.outcome)) ", role),
            Span(TextWidth.padded(reading.kind.string, toColumns: 10)),
            Span(TextWidth.padded(reading.summary.string, toColumns: 8) + " ", role),
            Span("\(taken)  "),
            Span(state.wallClock.time(reading.startedAt) + "  ", .faint),
        ])
        row.add(reading.reason.string)
        return row.wrapped(to: columns, indent: 6)
    }

    /// Where the time went, each phase as a bar on one scale.
    private func phases(_ reading: Reading) -> [StyledText] {
        guard !reading.phases.isEmpty else { return [] }
        let longest = max(1, reading.phases.map(\.duration.wholeNanoseconds).max() ?? 1)
        let room = max(8, min(48, columns - 40))
        let rows = reading.phases.map { phase -> StyledText in
            let share = Double(max(0, phase.duration.wholeNanoseconds)) / Double(longest)
            let length = Int(share * Double(room))
            let isFailed = phase.name == reading.failedPhase
            let role: ThemeRole = isFailed ? .down : .graph
            var row = StyledText(
                "  " + TextWidth.padded(phase.name.string, toColumns: 12) + " ", .faint)
            row.add(
                TextWidth.padded(
                    DurationText.taken(phase.duration), toColumns: 7, alignment: .right))
            let bar = length == 0 ? glyphs.thinBar : String(repeating: glyphs.bar, count: length)
            row.add("  " + bar, role)
            if isFailed { row.add("  failed here", .down) }
            return row
        }
        return heading("Phases", "\(reading.kind) \(DurationText.taken(reading.duration))") + rows
    }

    private func evidence(_ reading: Reading) -> [StyledText] {
        guard !reading.evidence.isEmpty else { return [] }
        return heading("Evidence")
            + reading.evidence.flatMap { fact($0.label.string, StyledText($0.text.string)) }
    }

    /// The last good reading beside the first bad one: what changed.
    private func comparison(_ service: ServiceStatus) -> [StyledText] {
        guard service.verdict != .up, let bad = service.firstBad else { return [] }
        guard let good = service.lastGood else {
            return heading("First bad reading") + readingFacts(bad)
        }
        let half = (columns - 3) / 2
        guard half >= 34 else {
            return heading("Last good reading") + readingFacts(good)
                + heading("First bad reading") + readingFacts(bad)
        }
        let writer = DetailWriter(state: state, columns: half, glyphs: glyphs)
        let left = [StyledText("Last good reading", .heading)] + writer.readingFacts(good)
        let right = [StyledText("First bad reading", .heading)] + writer.readingFacts(bad)
        let rows = (0..<max(left.count, right.count)).map { row in
            let start = row < left.count ? left[row] : StyledText()
            let end = row < right.count ? right[row] : StyledText()
            return start.padded(to: half, ellipsis: glyphs.ellipsis) + StyledText("   ") + end
        }
        return [StyledText()] + rows
    }

    private func readingFacts(_ reading: Reading) -> [StyledText] {
        let role = ServiceWords.role(of: reading.outcome)
        var rows = fact("at", StyledText(moment(reading.startedAt)), width: 12)
        rows += fact(
            "status",
            StyledText(reading.summary.string, role)
                + StyledText("  \(DurationText.taken(reading.duration))"), width: 12)
        rows += fact("why", StyledText(reading.reason.string), width: 12)
        for evidence in reading.evidence.prefix(2) {
            rows += fact(evidence.label.string, StyledText(evidence.text.string), width: 12)
        }
        return rows
    }

    private func neighbours(_ service: ServiceStatus) -> [StyledText] {
        guard !service.needs.isEmpty || !service.dependents.isEmpty else { return [] }
        var rows = heading("Around it")
        for need in service.needs {
            switch need {
            case .one(let id): rows += fact("needs", names([id]))
            case .any(let ids): rows += fact("needs one of", names(ids))
            }
        }
        return rows + fact("needed by", names(service.dependents))
    }

    private func names(_ ids: [ServiceID]) -> StyledText {
        var text = StyledText()
        for id in ids {
            if !text.isEmpty { text.add("   ") }
            guard let service = state.service(id) else {
                text.add(id.name.string)
                continue
            }
            let sign = glyphs.service(service.verdict, cause: service.cause)
            text.add("\(sign) ", ServiceWords.role(of: service))
            text.add(id.name.string)
        }
        return text
    }
}
