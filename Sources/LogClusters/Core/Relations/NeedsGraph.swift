import SafeText

/// Which services a service needs, directly and through others.
struct NeedsGraph {
    private let needs: [DisplayText: [DisplayText]]
    private var known: [DisplayText: [DisplayText: DisplayText]] = [:]

    init(_ needs: [DisplayText: [DisplayText]]) { self.needs = needs }

    /// The shortest way from a service to one that it needs, both included; nil when there is none.
    mutating func path(from service: DisplayText, to needed: DisplayText) -> [DisplayText]? {
        guard service != needed, !needs.isEmpty else { return nil }
        let before = steps(from: service)
        guard before[needed] != nil else { return nil }
        var path = [needed]
        var at = needed
        while at != service, let previous = before[at] {
            path.append(previous)
            at = previous
        }
        return path.reversed()
    }

    /// For every service that can be reached, the one before it on the shortest way.
    private mutating func steps(from service: DisplayText) -> [DisplayText: DisplayText] {
        if let steps = known[service] { return steps }
        var before: [DisplayText: DisplayText] = [:]
        var queue = [service]
        var next = 0
        while next < queue.count {
            let at = queue[next]
            next += 1
            for needed in needs[at] ?? [] where needed != service && before[needed] == nil {
                before[needed] = at
                queue.append(needed)
            }
        }
        known[service] = before
        return before
    }
}
