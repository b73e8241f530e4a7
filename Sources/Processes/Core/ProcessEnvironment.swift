/// The environment variables a command sees: the console's own with changes, or exactly the ones given.
public struct ProcessEnvironment: Sendable, Equatable {
    /// Whether the command sees the variables of this program as well.
    public var inheritsOwn: Bool
    /// Variables that are added or replaced; a name must not be empty nor hold `=` or a NUL.
    public var set: [String: String]
    /// Inherited variables that the command does not see; `set` wins over it.
    public var unset: Set<String>

    /// Describes an environment.
    public init(
        inheritsOwn: Bool = true, set: [String: String] = [:], unset: Set<String> = []
    ) {
        self.inheritsOwn = inheritsOwn
        self.set = set
        self.unset = unset
    }

    /// This program's variables, unchanged.
    public static let inherited = ProcessEnvironment()

    /// This program's variables with some added or replaced.
    public static func adding(_ variables: [String: String]) -> ProcessEnvironment {
        ProcessEnvironment(set: variables)
    }

    /// Exactly these variables.
    public static func exactly(_ variables: [String: String]) -> ProcessEnvironment {
        ProcessEnvironment(inheritsOwn: false, set: variables)
    }

    /// The variables that result when `own` is what this program sees.
    public func resolved(own: [String: String]) -> [String: String] {
        let base = inheritsOwn ? own.filter { !unset.contains($0.key) } : [:]
        return base.merging(set) { _, new in new }
    }
}
