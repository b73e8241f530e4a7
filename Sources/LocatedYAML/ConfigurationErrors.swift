/// Everything wrong in a configuration, in the order it was met; never empty.
public struct ConfigurationErrors: Error, Hashable, Sendable, CustomStringConvertible {
    /// The errors, at least one.
    public let errors: [ConfigurationError]

    /// Makes one error of several; nil when there are none.
    public init?(_ errors: [ConfigurationError]) {
        if errors.isEmpty { return nil }
        self.errors = errors
    }

    /// One line for each error.
    public var description: String {
        errors.map(\.description).joined(separator: "\n")
    }
}

/// Goes on after a mistake, so that a person sees all mistakes of a file at once.
public struct ConfigurationErrorCollector: Sendable {
    /// What was collected so far.
    public private(set) var errors: [ConfigurationError] = []

    /// Starts without errors.
    public init() {}

    /// Adds one error.
    public mutating func add(_ error: ConfigurationError) {
        errors.append(error)
    }

    /// Runs a piece of decoding; its configuration errors are kept and the result is nil.
    ///
    /// - Parameter body: The piece of decoding.
    /// - Returns: What the piece returned, or nil when it failed.
    /// - Throws: Only errors that are no configuration errors.
    public mutating func attempt<Value>(_ body: () throws -> Value) throws -> Value? {
        do {
            return try body()
        } catch let error as ConfigurationError {
            errors.append(error)
        } catch let several as ConfigurationErrors {
            errors += several.errors
        }
        return nil
    }

    /// Ends the collection.
    ///
    /// - Throws: `ConfigurationErrors` when there was at least one error.
    public func throwIfAny() throws {
        if let all = ConfigurationErrors(errors) { throw all }
    }
}
