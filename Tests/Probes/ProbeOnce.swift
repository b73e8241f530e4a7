import Foundation
import IncidentModel
import LocatedYAML
import NIOCore
import NIOPosix

@testable import Probes

/// The wall clock, for tests with real servers.
@Sendable func wallClock() -> Timestamp {
    Timestamp(nanoseconds: Int64(Date().timeIntervalSince1970 * 1_000_000_000))
}

/// Decodes the list below `services:`.
func services(_ yaml: String) throws -> [ServiceDefinition] {
    try ServiceSection.decode(LocatedNode.parse(yaml, path: "quell.yaml"))
}

/// Makes one probe, written as in `quell.yaml` on one line, and gives its reading.
func reading(_ probe: String) async throws -> Reading {
    let list = try services("- {name: target, probes: [\(probe)]}")
    let statuses = await ProbeEngine.checkOnce(services: list, now: wallClock)
    guard let reading = statuses.first?.latest.first else { throw NoReading() }
    return reading
}

struct NoReading: Error {}

/// A port on which nobody listens: it was free a moment ago.
func unusedPort() async throws -> Int {
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .bind(host: "127.0.0.1", port: 0).get()
    let port = channel.localAddress?.port ?? 0
    try await channel.close()
    return port
}

/// Waits until something holds, with a generous limit; false when it never did.
func eventually(_ condition: () -> Bool) async -> Bool {
    for _ in 0..<3000 {
        if condition() { return true }
        try? await Task.sleep(for: .milliseconds(10))
    }
    return condition()
}
