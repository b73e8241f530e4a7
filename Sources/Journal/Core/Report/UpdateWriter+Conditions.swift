import IncidentModel
import SafeText

extension UpdateWriter {
    /// What is: impact, moments, services with their roots, what got better, clusters, causes.
    var conditions: [String] {
        var lines: [String] = []
        if let impact = state.facts?.impact, !impact.isEmpty {
            lines.append("Impact: \(escaped(impact))")
        }
        lines += news.moments.compactMap(line)
        lines += news.severities.map {
            "Severity is now \($0.severity.label): \(escaped($0.reason))"
        }
        lines += standing
        lines += better
        switch tone {
        case .plain: lines += plainCause
        case .technical: lines += clusters + causes + suspects
        }
        return lines
    }

    private func line(_ moment: MarkedMoment) -> String? {
        let reason = moment.reason.isEmpty ? "" : ": \(escaped(moment.reason))"
        let at = time(moment.at)
        switch moment.moment {
        case .detected: return nil
        case .acknowledged: return "Somebody takes care of it since \(at)\(reason)"
        case .mitigated: return "Users are no longer hurt since \(at)\(reason)"
        case .resolved:
            guard moment.unmet.isEmpty else {
                let unmet = moment.unmet.map(escaped).joined(separator: "; ")
                return "Resolved at \(at) although this does not hold: \(unmet)\(reason)"
            }
            return "Resolved at \(at)\(reason)"
        case .reopened: return "Reopened at \(at)\(reason)"
        }
    }

    private var standing: [String] {
        if let trouble = state.localTrouble, tone == .technical {
            return ["Our own side fails \(since(trouble.since)): \(escaped(trouble.reason))"]
        }
        let watched = services.filter { !$0.isHeld }
        guard !watched.isEmpty else { return [] }
        let down = watched.filter { $0.verdict == .down }
        var lines: [String] = []
        if down.count == watched.count, watched.count > 1 {
            lines.append("None of \(watched.count) services is available")
        } else if down.count > 1, tone == .plain {
            lines.append("\(down.count) of \(watched.count) services are not available")
        }
        lines += bounded(watched.filter(\.isDownItself).map(outage), "services that are down")
        lines += bounded(orphans(of: watched), "services that are blocked")
        lines += bounded(
            watched.filter { $0.verdict == .degraded }.map { service in
                let word = tone == .plain ? "slow or only partly available" : "degraded"
                return "\(escaped(service.id.name)) is \(word)\(age(service))\(reason(service))"
            }, "services that are impaired")
        let unknown = watched.count { $0.verdict == .unknown && $0.blocker == nil }
        if unknown > 0, tone == .technical {
            lines.append("\(unknown) of \(watched.count) services: nothing is known")
        }
        if watched.allSatisfy({ $0.verdict == .up }) {
            lines.append(
                watched.count == 1
                    ? "\(escaped(watched[0].id.name)) is available"
                    : "All \(watched.count) services are available")
        }
        return lines
    }

    /// One service that fails by itself, with those that it takes along.
    private func outage(_ root: StandingService) -> String {
        let blocked = services.filter { $0.blocker == root.id }.map { escaped($0.id.name) }
        let names = blocked.joined(separator: ", ")
        switch tone {
        case .technical:
            let tail = blocked.isEmpty ? "" : "; it blocks \(names)"
            return "\(escaped(root.id.name)) is down\(age(root))\(reason(root))\(tail)"
        case .plain:
            let tail = blocked.isEmpty ? "" : ", and because of it: \(names)"
            return "\(escaped(root.id.name)) is not available\(age(root))\(tail)"
        }
    }

    /// Services whose root is not among those that are down: its own recovery may just be ahead.
    private func orphans(of watched: [StandingService]) -> [String] {
        let roots = Set(watched.filter(\.isDownItself).map(\.id))
        return watched.compactMap { service in
            guard let blocker = service.blocker, !roots.contains(blocker) else { return nil }
            let name = escaped(service.id.name)
            return tone == .plain
                ? "\(name) is not available\(age(service))"
                : "\(name) is \(service.verdict.rawValue)\(age(service)), blocked by \(escaped(blocker.name))"
        }
    }

    private func age(_ service: StandingService) -> String {
        service.since.map { " " + since($0) } ?? ""
    }

    private func reason(_ service: StandingService) -> String {
        tone == .plain || service.reason.isEmpty ? "" : ": \(escaped(service.reason))"
    }

    private var better: [String] {
        let now = Dictionary(
            services.map { ($0.id, $0.verdict) }, uniquingKeysWith: { first, _ in first })
        let names = news.services.filter { change in
            change.to == .up && change.from != .up && change.from != .unknown
                && now[change.service] == .up
        }.map { "\(escaped($0.service.name)) (\(time($0.since)))" }
        return names.isEmpty ? [] : ["Available again: \(names.joined(separator: ", "))"]
    }

    private var clusters: [String] {
        let lines = news.clusters.map { change -> String in
            let template = MarkdownText.code(change.template)
            let number = change.cluster.number
            return switch change.moment {
            case .found: "Log cluster \(number) (\(change.severity)): \(template)"
            case .appeared: "New log cluster \(number) (\(change.severity)): \(template)"
            case .spiked: "Log cluster \(number) speaks far more: \(template)"
            case .fellSilent: "Log cluster \(number) fell silent: \(template)"
            case .returned: "Log cluster \(number) is back: \(template)"
            case .spokeAfterFix: "Log cluster \(number) speaks again after its fix: \(template)"
            }
        }
        return bounded(lines, "log clusters that changed")
    }

    private var causes: [String] {
        if let root = state.record.rootCause {
            return ["Root cause: \(escaped(root.answer))"]
        }
        let news = Set(news.hypotheses)
        return state.record.hypotheses.filter { news.contains($0.number) }.map { idea in
            let reason = idea.reason.isEmpty ? "" : ", because \(escaped(idea.reason))"
            return switch idea.standing {
            case .open: "Being looked at: \(escaped(idea.text))\(reason)"
            case .confirmed: "Confirmed: \(escaped(idea.text))\(reason)"
            case .discarded: "Ruled out: \(escaped(idea.text))\(reason)"
            }
        }
    }

    private var plainCause: [String] {
        if let root = state.record.rootCause {
            return ["The cause is known: \(escaped(root.answer))"]
        }
        let isConfirmed = state.record.hypotheses.contains { $0.standing == .confirmed }
        if isConfirmed { return ["A likely cause was found"] }
        return state.record.status == .open || state.record.status == .acknowledged
            ? ["The cause is not known yet"] : []
    }

    /// What was changed shortly before it broke; told once.
    private var suspects: [String] {
        guard isFirst else { return [] }
        let lines = services.filter(\.isDownItself).flatMap { service in
            service.since.map { state.changes(before: $0, of: service.id).prefix(3) } ?? []
        }.map { "Changed \(DurationText.rough($0.before)) before: \(escaped($0.change.line))" }
        var seen: Set<String> = []
        return bounded(lines.filter { seen.insert($0).inserted }, "changes before it")
    }
}
