import CellGrid
import IncidentModel
import SafeText

extension DetailWriter {
    /// Records a minute as a graph of several rows with its scale and its time.
    func trend(_ cluster: ClusterStatus) -> [StyledText] {
        guard cluster.trend.count > 1 else { return [] }
        let most = cluster.trend.max() ?? 0
        let scale = BarGraph.scale(for: most)
        let labelWidth = CountText.short(scale).count
        // Two columns a minute where there is room: an hour then fills half of a wide screen.
        let room = max(8, columns - labelWidth - 5)
        let widening = room >= cluster.trend.count * 2 ? 2 : 1
        let minutes = Array(cluster.trend.suffix(room / widening))
        let values = minutes.flatMap { Array(repeating: $0, count: widening) }
        let height = columns >= 70 ? 5 : 3
        let bars = BarGraph.rows(of: values, scale: scale, height: height, glyphs: glyphs)
        var rows = heading(
            "Records a minute", "last \(minutes.count) min, at most \(CountText.grouped(most))")
        for (line, bar) in bars.enumerated() {
            let label = line == 0 ? CountText.short(scale) : line == height - 1 ? "0" : ""
            let padded = TextWidth.padded(label, toColumns: labelWidth, alignment: .right)
            rows.append(
                StyledText([
                    Span("  \(padded) \(glyphs.axis)", .faint), Span(bar, .graph),
                ]))
        }
        let start = "-\(minutes.count) min"
        let gap = values.count - start.count - 3
        let indent = String(repeating: " ", count: labelWidth + 4)
        if gap >= 1 {
            let space = String(repeating: " ", count: gap)
            rows.append(StyledText("\(indent)\(start)\(space)now", .faint))
        }
        return rows
    }

    /// What stood in the place of each `<*>`.
    func values(of cluster: ClusterStatus) -> [StyledText] {
        guard !cluster.values.isEmpty else { return [] }
        var rows = heading("Values of each \(TemplateText.wildcard)")
        for (index, variable) in cluster.values.enumerated() {
            var head = StyledText("  \(index + 1)  ", .strong)
            head.add(
                "\(ClusterWords.distinct(variable)) among \(CountText.grouped(variable.looked)) of \(CountText.counted(cluster.records, "record")) looked at",
                .faint)
            rows += head.wrapped(to: columns, indent: 5)
            let widest = variable.top.map { CountText.grouped($0.count).count }.max() ?? 0
            for value in variable.top {
                let count = TextWidth.padded(
                    CountText.grouped(value.count), toColumns: widest, alignment: .right)
                let share = TextWidth.padded(
                    ClusterWords.share(value.count, of: variable.looked), toColumns: 6,
                    alignment: .right)
                let label = "     \(count) \(share)  "
                rows += StyledText([Span(label, .faint), Span(value.text.string)])
                    .wrapped(to: columns, indent: TextWidth.width(of: label))
            }
        }
        return rows
    }

    /// What this cluster looks like a symptom of: never certain unless a person said so.
    func relation(of cluster: ClusterStatus) -> [StyledText] {
        guard let relation = cluster.relation else { return [] }
        var rows = heading(
            "Symptom of cluster \(relation.cause.number)",
            relation.isByHand ? "said by hand" : "a proposal, not certain")
        if let other = state.cluster(relation.cause) {
            rows += (StyledText("  ") + TemplateText.styled(other.template.string))
                .wrapped(to: columns, indent: 4)
        }
        for evidence in relation.evidence {
            rows += paragraph("\(glyphs.dot) \(evidence)", .text, indent: 4)
        }
        let link = state.setup.keyMap.label(for: .linkCluster)
        let unlink = state.setup.keyMap.label(for: .unlinkCluster)
        if !relation.isByHand, state.readOnlyReason == nil, !link.isEmpty, !unlink.isEmpty {
            rows += paragraph("\(link) makes it certain or names another one, \(unlink) denies it.", .faint)
        }
        return rows
    }

    /// The clusters that look like symptoms of this one.
    func symptoms(of cluster: ClusterStatus) -> [StyledText] {
        let symptoms = state.shownLogs.clusters.filter { $0.symptomOf == cluster.id }
        guard !symptoms.isEmpty else { return [] }
        var rows = heading(
            "Its symptoms", CountText.counted(symptoms.count, "cluster"))
        for symptom in symptoms {
            var text = StyledText("  \(symptom.id.number)  ", .strong)
            text.add("\(symptom.priority.label)  ", ClusterWords.role(of: symptom.priority))
            text += TemplateText.styled(symptom.template.string)
            rows += text.wrapped(to: columns, indent: 5)
            guard let relation = symptom.relation else { continue }
            let words = relation.isByHand ? ["by hand"] : ["proposed"]
            let reasons = (words + relation.evidence.map(\.string)).joined(separator: ", ")
            rows += paragraph(reasons, .faint, indent: 5)
        }
        return rows
    }
}
