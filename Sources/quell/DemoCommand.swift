import ArgumentParser
import ConsoleRuntime
import Drills
import Settings

/// `quell demo`.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Open the console on a built-in staging outage.",
        discussion: """
            Starts a simulated staging stack on loopback (real HTTP and WebSocket servers, a real log \
            and a shell sandbox) in which the backend crashes at every start. Walk the runbook with \
            `r` and watch the services come back. Leaving removes every process and file of it.
            """)

    @OptionGroup var screen: ScreenOptions

    func run() throws {
        do {
            try ConsoleSession.requireTerminal()
            let demo = try Demo.start(
                executable: ProgramPath.current, utcOffsetSeconds: WallClock.localOffset())
            var session = try ConsoleSession(
                settings: SettingsLoader.load(path: demo.configurationPath), screen: screen,
                stateRoot: demo.stateRoot, workingDirectory: demo.sandbox.path)
            session.stepEnvironment = demo.environment
            session.leavesNothingBehind = true
            session.afterTerminalClosed = { demo.stop() }
            try session.run()
        } catch let error as ExitCode {
            throw error
        } catch {
            throw Plain.fail(error)
        }
    }
}
