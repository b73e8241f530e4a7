import Foundation
import IncidentModel
import LocatedYAML
import Probes
import Testing

@testable import EngineRoom

/// Checks without a screen, on real commands and files.
struct ServiceCheckTests {
    @Test func quickCheckJudgesOnOneReading() async throws {
        let report = try await Self.check("- {name: a, probes: [{exec: \"exit 2\"}]}")
        #expect(report.exitStatus == 2)
        #expect(report.table.contains("root: a"))
    }

    @Test func fullCheckSeesWhatFailsNowAndThen() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("quell-check-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let mark = folder.appendingPathComponent("mark").path
        // Fails the second time only.
        let command =
            "n=$(cat '\(mark)' 2>/dev/null || echo 0); echo $((n+1)) > '\(mark)'; [ $n != 1 ]"
        let report = try await Self.check(
            "- {name: a, probes: [{exec: \"\(command)\"}]}", mode: .full)
        #expect(try String(contentsOfFile: mark, encoding: .utf8) == "3\n")
        #expect(report.exitStatus == 1)
        #expect(report.table.contains("1 of 3 passes"))
    }

    @Test func namedServicesAreCheckedWithAllTheyNeed() async throws {
        let yaml = """
            - {name: web, needs: [api], probes: [{exec: "true"}]}
            - {name: api, needs: [{any: [a, b]}], probes: [{exec: "true"}]}
            - {name: a, probes: [{exec: "true"}]}
            - {name: b, probes: [{exec: "true"}]}
            - {name: other, probes: [{exec: "false"}]}
            """
        let report = try await Self.check(yaml, named: ["api"])
        #expect(report.exitStatus == 0)
        let names = report.table.split(separator: "\n").map { $0.prefix { $0 != " " } }
        #expect(names == ["a", "b", "api"])
    }

    @Test func unknownNameIsRefusedWithTheKnownOnes() throws {
        #expect(
            throws: ServiceCheck.Refusal(
                description: "no service is named x: expected one of a")
        ) {
            try Self.prepared("- {name: a, probes: [{exec: \"true\"}]}", ["x"], .quick)
        }
    }

    @Test func environmentCheckRunsNothingThatMayUseANetwork() async throws {
        let yaml = """
            - {name: a, needs: [b], probes: [{exec: "false"}, {env: [PATH]}]}
            - {name: b, probes: [{exec: "false"}]}
            """
        let report = try await Self.check(yaml, mode: .environment)
        #expect(report.exitStatus == 0)
        #expect(report.table.split(separator: "\n").count == 1)
    }

    @Test func environmentCheckWithoutSuchProbesIsRefused() throws {
        #expect(throws: ServiceCheck.Refusal.self) {
            try Self.prepared("- {name: b, probes: [{exec: \"true\"}]}", [], .environment)
        }
    }

    private static func check(
        _ yaml: String, named names: [String] = [], mode: ServiceCheck.Mode = .quick
    ) async throws -> CheckReport {
        try await prepared(yaml, names, mode).run { Timestamp(seconds: 1_700_000_000) }
    }

    @discardableResult
    private static func prepared(
        _ yaml: String, _ names: [String], _ mode: ServiceCheck.Mode
    ) throws -> ServiceCheck {
        let services = try ServiceSection.decode(LocatedNode.parse(yaml, path: "quell.yaml"))
        return try ServiceCheck(
            of: services, named: names, mode: mode, options: ProbeEngineOptions())
    }
}
