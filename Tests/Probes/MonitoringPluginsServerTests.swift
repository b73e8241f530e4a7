import Foundation
import IncidentModel
import NIOCore
import NIOPosix
import SafeText
import Testing

@testable import Probes

/// The real plugins of Debian's monitoring-plugins-basic.
@Suite(.serialized) struct MonitoringPluginsServerTests {
    private let folder = "/usr/lib/nagios/plugins"

    @Test(arguments: [
        (0, Outcome.up, ""), (1, .degraded, "WARNING: so so"), (2, .down, "CRITICAL: so so"),
        (3, .unknown, "UNKNOWN: so so"),
    ])
    func dummyIsJudgedByItsStatus(_ status: Int, _ outcome: Outcome, _ reason: String) async throws
    {
        let reading = try await reading("{exec: [\(folder)/check_dummy, \(status), so so]}")
        #expect(reading.outcome == outcome)
        #expect(reading.reason.string == reason)
    }

    @Test func refusedConnectionIsCritical() async throws {
        let port = try await unusedPort()
        let reading = try await reading(
            "{exec: \"\(folder)/check_tcp -H 127.0.0.1 -p \(port)\"}")
        #expect(reading.outcome == .down)
        #expect(reading.reason.string.contains("refused"))
    }

    @Test func openPortIsUpWithItsTimeMeasured() async throws {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = listener.localAddress?.port ?? 0
        let reading = try await reading(
            "{exec: [\(folder)/check_tcp, -H, 127.0.0.1, -p, \"\(port)\"]}")
        try await listener.close()
        #expect(reading.outcome == .up)
        let measured = reading.evidence.first { $0.label == "performance" }?.text.string ?? ""
        #expect(measured.hasPrefix("time = "))
        #expect(measured.contains(" s ("))
    }

    @Test func diskAndLoadAreReadWithTheirLimits() async throws {
        let disk = try await reading("{exec: [\(folder)/check_disk, -w, 0%, -c, 0%, -p, /]}")
        #expect(disk.outcome == .up)
        let size = disk.evidence.first { $0.label == "performance" }?.text.string ?? ""
        #expect(
            size.hasPrefix("/ = ") && size.contains(" B (warning ") && size.contains("from 0 to "))
        let load = try await reading(
            "{exec: \"\(folder)/check_load -w 10000,10000,10000 -c 20000,20000,20000\"}")
        #expect(load.outcome == .up)
        let loads = load.evidence.filter { $0.label == "performance" }.map(\.text.string)
        #expect(loads.map { $0.prefix(5) } == ["load1", "load5", "load1"])
    }

    @Test func fullDiskIsCritical() async throws {
        let reading = try await reading("{exec: [\(folder)/check_disk, -w, 100%, -c, 100%, -p, /]}")
        #expect(reading.outcome == .down)
        #expect(reading.reason.string.hasPrefix("DISK CRITICAL"))
        #expect(!reading.reason.string.contains("|"))
    }
}
