/// How bad a service or probe looks at this moment, suspicion included.
enum ServiceLevel: Int, Comparable, Sendable {
    /// Well.
    case healthy
    /// Nothing is known.
    case unknown
    /// Slow or in part.
    case degraded
    /// Down, suspected to be, or not released yet.
    case failing

    static func < (left: ServiceLevel, right: ServiceLevel) -> Bool {
        left.rawValue < right.rawValue
    }

    /// True when somebody is to blame.
    var isUnhealthy: Bool { self >= .degraded }

    /// True when this level of a parent explains that level of a child.
    func explains(_ child: ServiceLevel) -> Bool {
        self == .failing || (self == .degraded && child == .degraded)
    }
}
