import Foundation
import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// Runbooks that fit what is seen, and gates that give up.
@Suite(.timeLimit(.minutes(5))) struct RoomSuggestionTests {
    @Test func runbookOfTheShelfIsSuggestedByAServiceThatIsDown() async throws {
        let port = try SocketServer.refusedPort()
        let bench = try RoomBench(
            """
            services:
              - {name: shop, probes: [{tcp: "127.0.0.1:\(port)"}]}

            """)
        try bench.folder.write(Self.fitting("service: shop"), to: "config/runbooks/shop.md")
        try bench.folder.write(Self.fitting("service: other"), to: "config/runbooks/other.md")
        let (room, log) = (bench.room(), bench.log)
        room.start()
        #expect(
            await eventually {
                log.suggestions.last?.contains { $0.reference == "shop" && $0.loaded == nil }
                    == true
            })
        #expect(log.suggestions.allSatisfy { $0.allSatisfy { $0.reference != "other" } })
        room.perform(.loadRunbook("shop"))
        #expect(
            await eventually {
                log.suggestions.last?.contains { $0.loaded?.name == "shop" } == true
            })
        room.stop(cancellingSteps: false)
    }

    @Test func loadedRunbookIsSuggestedByAClusterOfTheLog() async throws {
        let bench = try RoomBench(
            "sources:\n  - {name: app, file: app.log}\n",
            runbook: Self.fitting("cluster: cannot import"))
        try bench.folder.write("", to: "app.log")
        let (room, log) = (bench.room(), bench.log)
        room.start()
        #expect(await eventually { log.logs?.sources.map(\.state) == [.following] })
        #expect(log.suggestions.allSatisfy { $0.allSatisfy { $0.loaded == nil } })
        try bench.folder.append("ERROR cannot import module billing\n", to: "app.log")
        #expect(
            await eventually {
                log.suggestions.last?.contains { $0.loaded?.name == "drill" } == true
            })
        room.stop(cancellingSteps: false)
    }

    private static func fitting(_ trigger: String) -> String {
        "---\nwhen:\n  - {\(trigger)}\n---\n# Fits\n\n## Do\n\n### It\n\n```bash\necho it\n```\n"
    }
}
