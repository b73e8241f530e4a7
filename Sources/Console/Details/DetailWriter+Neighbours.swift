import CellGrid
import IncidentModel
import SafeText

extension DetailWriter {
    /// What a service blocks, what it needs, and what needs it.
    func neighbours(_ service: ServiceStatus) -> [StyledText] {
        let blocked = state.shownServices.filter { ServiceRanking.root(of: $0) == service.id }
        guard !service.needs.isEmpty || !service.dependents.isEmpty || !blocked.isEmpty else {
            return []
        }
        let key = state.setup.keyMap.label(for: .showGraph)
        var rows = heading("Around it", key.isEmpty ? "" : "\(key) shows all dependencies")
        if !blocked.isEmpty {
            let label = "blocks \(CountText.grouped(blocked.count))"
            rows += named(label, blocked.map(\.id))
        }
        for need in service.needs {
            switch need {
            case .one(let id): rows += named("needs", [id])
            case .any(let ids): rows += anyOf(ids)
            }
        }
        return rows + named("needed by", service.dependents)
    }

    /// A group of which one is enough: how many are left says how near the end is.
    private func anyOf(_ ids: [ServiceID]) -> [StyledText] {
        let up = ids.count { state.service($0)?.verdict == .up }
        let note = StyledText("\(up) of \(ids.count) up", up == 0 ? .down : .faint)
        return named("needs one of", ids, note: note)
    }

    /// Names with their signs after a label; a sign is never parted from its name.
    private func named(
        _ label: String, _ ids: [ServiceID], note: StyledText = StyledText()
    ) -> [StyledText] {
        guard !ids.isEmpty else { return [] }
        let lead = 2 + 14 + 1
        var rows = [
            StyledText("  " + TextWidth.padded(label, toColumns: 14) + " ", .faint)
        ]
        for item in ids.map(sign) + (note.isEmpty ? [] : [note]) {
            let last = rows.count - 1
            let isFirst = rows[last].width == lead
            if !isFirst, rows[last].width + 3 + item.width > columns {
                rows.append(StyledText(String(repeating: " ", count: lead)) + item)
            } else {
                rows[last] += (isFirst ? StyledText() : StyledText("   ")) + item
            }
        }
        return rows
    }

    private func sign(_ id: ServiceID) -> StyledText {
        guard let service = state.service(id) else { return StyledText(id.name.string) }
        return StyledText([
            Span("\(glyphs.sign(of: service)) ", ServiceWords.role(of: service)),
            Span(id.name.string),
        ])
    }
}
