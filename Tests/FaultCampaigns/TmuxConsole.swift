import Foundation

/// A console in a real terminal: one tmux server with one window in which a command runs.
final class TmuxConsole {
    /// Its folder; the console's state lies in `state` below it.
    let folder: String
    private var socket: String { folder + "/tmux" }

    /// Makes the folder; nothing runs yet.
    init() throws {
        folder = NSTemporaryDirectory() + "/quell-console-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        end()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The folder of all incidents.
    var incidents: String { folder + "/state/quell/incidents" }

    /// Writes a file into the folder.
    func write(_ text: String, to name: String) throws {
        try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }

    /// Opens a window of 140 × 42 in which a line of shell runs.
    func start(_ line: String) throws {
        let variables =
            "LANG=C.UTF-8 TERM=tmux-256color HOME='\(folder)' XDG_STATE_HOME='\(folder)/state'"
            + " XDG_CONFIG_HOME='\(folder)/config' TZ=UTC"
        let command = "cd '\(folder)'; env \(variables) \(line)"
        _ = try tmux(["new-session", "-d", "-x", "140", "-y", "42", command])
        _ = try? tmux(["set-option", "-g", "status", "off"])
        _ = try? tmux(["resize-window", "-x", "140", "-y", "42"])
    }

    /// Ends the server, and what runs in it with it.
    func end() {
        let text = (try? tmux(["display-message", "-p", "#{pid}"])) ?? ""
        guard let server = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            return
        }
        kill(server, SIGTERM)
        for _ in 0..<100 where kill(server, 0) == 0 { usleep(20_000) }
    }

    /// The process of the window.
    func process() throws -> Int32 {
        let text = try tmux(["display-message", "-p", "#{pane_pid}"])
        guard let id = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw CampaignFailure("tmux does not name the window's process")
        }
        return id
    }

    /// Types text as it is.
    func type(_ text: String) throws { _ = try tmux(["send-keys", "-l", text]) }

    /// Presses keys by their tmux names.
    func press(_ keys: String...) throws {
        for key in keys { _ = try tmux(["send-keys", key]) }
    }

    /// What the screen shows now.
    func text() throws -> String { try tmux(["capture-pane", "-p"]) }

    /// Waits until the screen satisfies a condition.
    ///
    /// - Throws: `CampaignFailure` with the screen when it does not come.
    @discardableResult
    func wait(
        for what: String, seconds: Double = 30, pause: UInt32 = 100_000,
        until isSatisfied: ((String) -> Bool)? = nil
    ) throws -> String {
        let end = SteadyMoment.now.seconds + seconds
        var seen = ""
        repeat {
            seen = try text()
            if isSatisfied?(seen) ?? seen.contains(what) { return seen }
            usleep(pause)
        } while SteadyMoment.now.seconds < end
        throw CampaignFailure("waited \(seconds) s for \(what); the screen shows:\n\(seen)")
    }

    private func tmux(_ words: [String]) throws -> String {
        let file = folder + "/tmux-output"
        try ChildProgram.run(["tmux", "-S", socket, "-f", "/dev/null"] + words, output: file)
        return (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    }
}

/// Seconds of the clock that nobody sets.
struct SteadyMoment {
    let seconds: Double

    static var now: SteadyMoment {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return SteadyMoment(seconds: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
    }
}
