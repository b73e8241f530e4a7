/// What to start, where, and with which variables; always in a session of its own.
public struct ProcessCommand: Sendable, Equatable {
    /// A path when it holds a slash, else a name that is looked for in the command's `PATH`.
    public var executable: String
    /// The arguments after the program's own name.
    public var arguments: [String]
    /// The variables the command sees.
    public var environment: ProcessEnvironment
    /// The folder the command starts in; nil means the current one.
    public var workingDirectory: String?
    /// What the command can read from descriptor 0; nil means `/dev/null`.
    public var standardInput: [UInt8]?

    /// Describes a program and its arguments; no shell reads them.
    public init(
        executable: String, arguments: [String] = [],
        environment: ProcessEnvironment = .inherited, workingDirectory: String? = nil
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
    }

    /// A script for `bash` that reads no start-up file and does not stop at the first error.
    ///
    /// The script is an argument and so can be seen in `ps`: values belong into `environment`. At most
    /// 131,071 bytes (the kernel's MAX_ARG_STRLEN).
    public static func bash(
        _ script: String, environment: ProcessEnvironment = .inherited,
        workingDirectory: String? = nil
    ) -> ProcessCommand {
        ProcessCommand(
            executable: "bash", arguments: ["--noprofile", "--norc", "-c", script],
            environment: environment, workingDirectory: workingDirectory)
    }
}
