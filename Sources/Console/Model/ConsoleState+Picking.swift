import IncidentModel
import SafeText

/// What is selected, as evidence: with what it shows at this moment.
extension ConsoleState {
    /// What a note or an answer written now would be about; nil when nothing is selected.
    ///
    /// It is taken from the topmost question, page or pane that shows one thing.
    var pickedEvidence: PickedEvidence? {
        for overlay in overlays.reversed() {
            if let evidence = evidence(in: overlay) { return evidence }
            if !overlay.isQuestion { return nil }
        }
        if focus == .services, case .blocked(let root)? = ServiceList.selectedRow(of: self) {
            return evidence(of: .service(root))
        }
        return detailSubject(of: focus).flatMap(evidence)
    }

    private func evidence(in overlay: Overlay) -> PickedEvidence? {
        switch overlay {
        case .details(let subject, _): evidence(of: subject)
        case .graph: serviceInHand.flatMap { evidence(of: .service($0.id)) }
        case .confirmCluster(let question): evidence(of: .cluster(question.cluster.id))
        case .confirmRun(let question): evidence(of: .step(question.preview.step))
        case .confirmFile(let question): evidence(of: .step(question.preview.file.step))
        case .confirmCancel(let step, _): evidence(of: .step(step))
        case .incident(let view): evidence(in: view)
        case .help, .sources, .pastReport, .confirmTrust, .confirmRollBack, .confirmQuit,
            .record, .confirmRecord:
            nil
        }
    }

    /// One thing as evidence; nil when it is no longer there.
    func evidence(of subject: DetailSubject) -> PickedEvidence? {
        switch subject {
        case .service(let id): service(id).map(reading)
        case .cluster(let id): cluster(id).map(count)
        case .step(let id): step(id).map(standing)
        case .change(let change): .change(change)
        case .event(let event):
            if case .noticed(.change(let change)) = event.body {
                .change(change)
            } else {
                .event(event.sequence, text: event.headline)
            }
        }
    }

    private func reading(of service: ServiceStatus) -> PickedEvidence {
        let deciding = service.deciding
        let summary = deciding?.summary.string ?? ""
        let reason = ServiceWords.reason(of: service)
        let first = summary.isEmpty ? service.verdict.rawValue : summary
        let text = reason.isEmpty || reason == first ? first : "\(first): \(reason)"
        let at = deciding.map { $0.startedAt + $0.duration } ?? service.since ?? now
        return .reading(
            service.id, text: DisplayText(text), at: at ?? Timestamp(seconds: 0))
    }

    private func count(of cluster: ClusterStatus) -> PickedEvidence {
        var words = CountText.counted(cluster.records, "record")
        if cluster.lastMinute > 0 {
            words += ", \(CountText.grouped(cluster.lastMinute)) in the last minute"
        }
        return .cluster(
            ClusterReference(id: cluster.id, template: cluster.template), text: DisplayText(words))
    }

    private func standing(of step: StepPlan) -> PickedEvidence {
        let words: DisplayText =
            switch incident.step(step.id) {
            case .pending: "still to be done"
            case .running: "running"
            case .ended(let end, _, _, let took):
                "\(end.phrase) after \(DisplayText(DurationText.taken(took)))"
            case .ticked(let by, _): "ticked by \(by)"
            case .skipped(let reason, _, _): "left out: \(reason)"
            }
        return .step(step.id, title: step.title, text: words)
    }
}
