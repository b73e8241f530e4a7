public import SafeText

/// The name of a service, unique in one configuration.
public struct ServiceID: Hashable, Comparable, Sendable, Codable {
    /// The name as written in the configuration.
    public var name: DisplayText

    /// Names a service.
    public init(_ name: DisplayText) {
        self.name = name
    }

    /// Alphabetical order.
    public static func < (left: ServiceID, right: ServiceID) -> Bool { left.name < right.name }
}

/// One probe of a service: its position in the service's list, from 0.
public struct ProbeID: Hashable, Sendable, Codable {
    /// The service the probe belongs to.
    public var service: ServiceID
    /// The probe's position in the configuration, from 0.
    public var index: Int

    /// Names the probe at a position.
    public init(service: ServiceID, index: Int) {
        self.service = service
        self.index = index
    }
}

/// The name of a log source, unique in one configuration.
public struct SourceID: Hashable, Comparable, Sendable, Codable {
    /// The name as written in the configuration.
    public var name: DisplayText

    /// Names a source.
    public init(_ name: DisplayText) {
        self.name = name
    }

    /// Alphabetical order.
    public static func < (left: SourceID, right: SourceID) -> Bool { left.name < right.name }
}

/// A log cluster's number, from 1.
///
/// A published number never changes meaning; it can only be forwarded.
public struct ClusterID: Hashable, Comparable, Sendable, Codable {
    /// The number shown to people.
    public var number: Int

    /// Names the cluster with a number.
    public init(_ number: Int) {
        self.number = number
    }

    /// Numeric order, that of appearance.
    public static func < (left: ClusterID, right: ClusterID) -> Bool { left.number < right.number }
}

/// A loaded runbook: the file's name without its extension, made unique when two share it.
public struct RunbookID: Hashable, Comparable, Sendable, Codable {
    /// The short name.
    public var name: DisplayText

    /// Names a runbook.
    public init(_ name: DisplayText) {
        self.name = name
    }

    /// Alphabetical order.
    public static func < (left: RunbookID, right: RunbookID) -> Bool { left.name < right.name }
}

/// A step of a runbook: phase and step number, both from 1, in file order.
public struct StepID: Hashable, Comparable, Sendable, Codable {
    /// The runbook.
    public var runbook: RunbookID
    /// The phase's number, from 1.
    public var phase: Int
    /// The step's number within its phase, from 1.
    public var step: Int

    /// Names a step.
    public init(runbook: RunbookID, phase: Int, step: Int) {
        self.runbook = runbook
        self.phase = phase
        self.step = step
    }

    /// The number as people say it, such as `1.2`.
    public var label: String { "\(phase).\(step)" }

    /// Runbook first, then file order.
    public static func < (left: StepID, right: StepID) -> Bool {
        (left.runbook, left.phase, left.step) < (right.runbook, right.phase, right.step)
    }
}

/// One command of a step: its position, from 0.
public struct CommandID: Hashable, Sendable, Codable {
    /// The step the command belongs to.
    public var step: StepID
    /// The command's position within the step, from 0.
    public var index: Int

    /// Names a command.
    public init(step: StepID, index: Int) {
        self.step = step
        self.index = index
    }
}

/// One check of a step: its position, from 0.
public struct CheckID: Hashable, Sendable, Codable {
    /// The step the check belongs to.
    public var step: StepID
    /// The check's position within the step, from 0.
    public var index: Int

    /// Names a check.
    public init(step: StepID, index: Int) {
        self.step = step
        self.index = index
    }
}

/// One file that a step offers to write: its position, from 0.
public struct FileID: Hashable, Sendable, Codable {
    /// The step the file belongs to.
    public var step: StepID
    /// The file's position within the step, from 0.
    public var index: Int

    /// Names a file.
    public init(step: StepID, index: Int) {
        self.step = step
        self.index = index
    }
}

/// One run of a step's commands: unique within an incident; also the name of its output folder.
public struct RunID: Hashable, Sendable, Codable {
    /// 1 to 64 lower-case ASCII letters, digits, `.` and `-`, the first one no `.`.
    public let name: String

    /// Names a run; characters outside the allowed set become `-`, an empty name `run`.
    public init(_ name: String) {
        var allowed = name.lowercased().prefix(64).map { character -> Character in
            let plain = character.isASCII && (character.isLetter || character.isNumber)
            return plain || character == "." || character == "-" ? character : "-"
        }
        // The name is a folder's too: it must not be hidden, nor lead out of its parent.
        if allowed.first == "." { allowed[0] = "-" }
        self.name = allowed.isEmpty ? "run" : String(allowed)
    }

    /// Reads one string and passes it through the same filter: a file on disk is foreign.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the name as one string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
