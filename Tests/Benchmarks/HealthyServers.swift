import ArgumentParser
import Foundation

/// Small HTTP servers in a process of their own, so that their cost is not the console's.
struct HealthyServers {
    /// The ports they listen on.
    let ports: [Int]
    private let process: Process

    /// Starts this benchmark again in the role of a server, once, with so many ports.
    init(count: Int) throws {
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["serve", String(count)]
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var text = ""
        while text.split(separator: "\n").count < count || !text.hasSuffix("\n") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw BenchmarkFailure("the servers did not start") }
            text += String(decoding: data, as: UTF8.self)
        }
        ports = text.split(separator: "\n").compactMap { Int($0) }
    }

    /// Ends the servers.
    func end() {
        process.terminate()
        process.waitUntilExit()
    }
}

/// `quell-bench serve N`: answers every request on N free ports with 200; ended by a signal.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", shouldDisplay: false)

    @Argument var count: Int

    func run() throws {
        signal(SIGPIPE, SIG_IGN)
        for _ in 0..<count {
            let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = inet_addr("127.0.0.1")
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isBound = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(listener, $0, size) == 0 && listen(listener, 64) == 0
                        && getsockname(listener, $0, &size) == 0
                }
            }
            guard isBound else { throw BenchmarkFailure("cannot listen on loopback") }
            let line = Array("\(UInt16(bigEndian: address.sin_port))\n".utf8)
            _ = write(STDOUT_FILENO, line, line.count)
            Thread.detachNewThread { Self.serve(listener) }
        }
        while true { pause() }
    }

    private static func serve(_ listener: Int32) {
        let answer = Array(
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n".utf8)
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { continue }
            _ = read(connection, &buffer, buffer.count)
            _ = write(connection, answer, answer.count)
            close(connection)
        }
    }
}
