import CPosix
import Glibc

/// The files through which bash hands its folder and variables to whoever started it.
///
/// What bash writes holds the values of all its variables, so it lies in memory; the file `carry` only
/// points there.
final class CarryFiles {
    private let files: StepFiles
    private var memory: DescriptorBox?

    init(files: StepFiles) { self.files = files }

    /// Adds to a bash command what makes it leave its folder and variables behind.
    ///
    /// - Parameters:
    ///   - command: Bash with the step's text as its last argument.
    ///   - script: That text.
    /// - Returns: The command to start instead.
    /// - Throws: `SystemFailure`.
    func prepared(_ command: ProcessCommand, script: String) throws -> ProcessCommand {
        let mentionsTrap = CarryScript.mentionsTrap(script)
        try put(CarryScript.prologue(mentionsTrap: mentionsTrap), files.prologue)
        try makeCarry()
        var prepared = command
        var environment = command.environment.set
        environment[CarryScript.userStartVariable] = environment["BASH_ENV"]
        environment[CarryScript.folderVariable] = files.folder
        environment["BASH_ENV"] = CarryScript.startFile
        prepared.environment = .exactly(environment)
        if mentionsTrap, isWhole(command) {
            prepared.arguments = command.arguments.dropLast() + [script + CarryScript.epilogue]
        }
        return prepared
    }

    /// What bash left behind, once; nil when it left nothing whole.
    func take(before: [String: String]) -> CarryOver? {
        guard let file = try? Descriptor.open(files.carry, O_RDONLY),
            let bytes = try? file.readAll()
        else { return nil }
        unlink(files.carry)
        memory = nil
        return CarryOver(bytes, before: before)
    }

    /// Made here, so that the step's umask has no say in who can read it.
    private func makeCarry() throws {
        // A program with capabilities hides its descriptors from its children.
        guard quell_shows_descriptors() != 0 else { return try put("", files.carry) }
        let number = quell_memory_file("carry")
        guard number >= 0 else { throw SystemFailure("make a file in memory") }
        memory = DescriptorBox(Descriptor(number))
        guard symlink("/proc/\(getpid())/fd/\(number)", files.carry) == 0 else {
            throw SystemFailure("make \(files.carry)")
        }
    }

    private func put(_ text: String, _ path: String) throws {
        try Descriptor.open(path, O_WRONLY | O_CREAT | O_EXCL).write(Array(text.utf8))
    }

    /// Whether text can follow the script: bash finds neither an error nor an open here-document.
    private func isWhole(_ command: ProcessCommand) -> Bool {
        guard let script = command.arguments.last, script.last != "\\", let pipe = try? PipeEnds()
        else { return false }
        var check = command
        check.arguments = ["--noprofile", "--norc", "-n", "-c", script]
        let wiring = ChildProcess.Wiring(error: pipe.writer.number)
        guard let child = try? ChildProcess.start(check, wiring: wiring) else { return false }
        let reader = pipe.takeReader()
        var awaited = pollfd(fd: reader.number, events: Int16(POLLIN), revents: 0)
        poll(&awaited, 1, 2000)
        let isQuiet = readSome(reader.number, 1) == .end
        child.signalGroup(.kill)
        child.waitForDeath()
        return isQuiet
    }
}
