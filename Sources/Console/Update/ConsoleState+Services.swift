import CellGrid
import IncidentModel
import SafeText

/// Looking at services: order, folding, dependencies; and holding them.
extension ConsoleState {
    /// The service that is looked at: in details, in the dependencies, else the selected one.
    var serviceInHand: ServiceStatus? {
        switch overlays.last {
        case .details(.service(let id), _): return service(id)
        case .graph(let view):
            let ids = GraphPage.ids(of: self)
            return view.position(in: ids).flatMap { service(ids[$0].service) }
        case .help, .details, .sources, .incident, .pastReport, .confirmCluster, .confirmRun,
            .confirmTrust,
            .confirmRollBack, .confirmFile, .confirmCancel, .confirmQuit, .record, .confirmRecord:
            return nil
        case nil: return focus == .services ? ServiceList.selected(of: self) : nil
        }
    }

    /// The root at the selected row, whose blocked services can be folded; nil when there is none.
    var foldInHand: ServiceID? {
        guard overlays.isEmpty, focus == .services, foldsBlocked else { return nil }
        switch ServiceList.selectedRow(of: self) {
        case .blocked(let root): return root
        case .service(let id): return service(id).flatMap(ServiceRanking.root(of:)) ?? id
        case nil: return nil
        }
    }

    mutating func sortServicesAnotherWay() {
        let next = serviceOrder.next
        serviceArrangement.chosen = next
        show("Services \(DisplayText(next.words)).", .notice)
    }

    /// Shows or folds what the root in hand blocks; from another service, what any root blocks.
    mutating func toggleBlocked() {
        let roots = Set(ServiceRanking(shownServices).blocked.keys)
        if let root = foldInHand, roots.contains(root) {
            let isOpen = serviceArrangement.unfolded.contains(root)
            setUnfolded(!isOpen, [root])
            return
        }
        setUnfolded(serviceArrangement.unfolded.isDisjoint(with: roots), roots)
    }

    private mutating func setUnfolded(_ isOpen: Bool, _ roots: Set<ServiceID>) {
        if isOpen {
            serviceArrangement.unfolded.formUnion(roots)
            return
        }
        serviceArrangement.unfolded.subtract(roots)
    }

    /// Shows the dependencies with the service in hand selected, or leaves them.
    mutating func toggleGraph() {
        if case .graph? = overlays.last {
            overlays.removeLast()
            return
        }
        var view = ListView<DependencyTree.RowID>()
        if let service = serviceInHand?.id {
            view.selected = DependencyTree.RowID(service: service, occurrence: 0)
        }
        overlays.append(.graph(view))
    }

    mutating func settleGraph(height: Int) {
        for index in overlays.indices {
            guard case .graph(var view) = overlays[index] else { continue }
            view.settle(ids: GraphPage.ids(of: self), height: height)
            overlays[index] = .graph(view)
        }
    }

    mutating func moveInGraph(_ movement: Movement) {
        guard case .graph(var view)? = overlays.last else { return }
        let ids = GraphPage.ids(of: self)
        guard let position = view.position(in: ids) else { return }
        let height = layout.body.rows - 2
        view.select(
            position + movement.distance(from: position, count: ids.count, height: height), in: ids)
        overlays[overlays.count - 1] = .graph(view)
    }

    /// Asks how and for how long the service in hand is held.
    mutating func askToHold() {
        guard let service = serviceInHand else { return }
        prompt = Prompt(purpose: .hold(service.id))
    }

    /// Takes the chosen row.
    mutating func acceptHold(of service: ServiceID, _ prompt: Prompt) -> [ConsoleEffect] {
        if let readOnlyReason { return refuse(readOnlyReason) }
        switch HoldRequest.options(for: prompt.line.text) {
        case .failure(let problem): return refuse(problem.sentence)
        case .success(let options):
            guard let last = options.last else { return [] }
            let request = prompt.choice < options.count ? options[prompt.choice] : last
            self.prompt = nil
            return [.hold(service, request.kind, for: request.duration, reason: request.reason)]
        }
    }

    func release() -> [ConsoleEffect] {
        serviceInHand.map { [.release($0.id)] } ?? []
    }

    /// Why the service in hand cannot be held or released; nil when it can.
    func reasonNotToHold(by action: ConsoleAction) -> String? {
        if let readOnlyReason { return readOnlyReason }
        guard let service = serviceInHand else {
            let key = setup.keyMap.label(for: .focusServices)
            return focus == .services && overlays.isEmpty
                ? "No service is selected."
                : "That is for a service: press \(key) to go to the services."
        }
        guard action == .releaseService, service.hold == nil else { return nil }
        let key = setup.keyMap.label(for: .holdService)
        return "\(service.id.name) is not held: \(key) holds it."
    }

    /// Why nothing can be folded; nil when something can.
    var reasonNotToFold: String? {
        guard overlays.isEmpty, focus == .services else {
            let key = setup.keyMap.label(for: .focusServices)
            return "That is for the services: press \(key) to go there."
        }
        if ServiceRanking(shownServices).blocked.isEmpty { return "No service is blocked." }
        if foldsBlocked { return nil }
        if !serviceView.query.isEmpty { return "Nothing is folded while services are filtered." }
        if areAllServicesInSight { return "All services are in sight: nothing is folded." }
        let key = setup.keyMap.label(for: .sort)
        return "As configured, nothing is folded: \(key) sorts by urgency."
    }

    /// Why rows cannot be sorted another way; nil when they can.
    var reasonNotToSort: String? {
        guard overlays.isEmpty, focus == .services || focus == .clusters else {
            let keys = [ConsoleAction.focusServices, .focusClusters].map {
                setup.keyMap.label(for: $0)
            }
            return "Only services (\(keys[0])) and log clusters (\(keys[1])) can be sorted."
        }
        let isEmpty = focus == .services ? shownServices.isEmpty : false
        return isEmpty ? "There is nothing to sort yet." : nil
    }

    /// Sorts what the focused pane shows.
    mutating func sortAnotherWay() {
        if focus == .services { sortServicesAnotherWay() } else { sortClustersAnotherWay() }
    }
}
