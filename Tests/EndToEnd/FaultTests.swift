import FaultCampaigns
import Foundation
import Testing

/// Samples of the campaigns that start processes; `quell-bench faults` runs them in full.
@Suite(.serialized) struct FaultTests {
    private func expectMet(_ report: CampaignReport) {
        #expect(report.violations.isEmpty, "\(report.text)")
    }

    private func writer(_ way: String) -> [String] {
        let bench = URL(fileURLWithPath: Program.path).deletingLastPathComponent()
            .appendingPathComponent("quell-bench").path
        return [bench, "faults", "write", "--way", way]
    }

    @Test(arguments: ["store", "room"])
    func nothingAcknowledgedIsLostWhenTheWriterIsKilled(way: String) throws {
        let report = try KillCampaign(writer: writer(way), runs: 10, seed: 4).perform()
        expectMet(report)
        #expect(report["killed"] == 10)
        #expect(report["acknowledged"] > 100)
    }

    @Test func whatStoodOnTheScreenIsOnDiskWhenTheConsoleIsKilled() throws {
        let report = try ConsoleKillCampaign(program: Program.path, runs: 3, seed: 4).perform()
        expectMet(report)
        #expect(report["killed"] == 3)
    }

    @Test(arguments: ErrorCampaign.Place.allCases, ["store", "room"])
    func nothingAcknowledgedIsLostWhenCallsFail(
        place: ErrorCampaign.Place, way: String
    ) throws {
        let report = try ErrorCampaign(writer: writer(way), place: place, runs: 4, seed: 4)
            .perform()
        expectMet(report)
        #expect(report["refused"] > 0)
    }

    @Test(.enabled(if: FullDiskCampaign.canBeMade, "mounting a file system needs privileges"))
    func eventsOfAFullDiskAreWrittenWhenThereIsRoomAgain() throws {
        let report = try FullDiskCampaign(rounds: 2, seed: 4).perform()
        expectMet(report)
        #expect(report["refused and kept"] > 0)
    }

    @Test func noClockMovesWhenTheWallClockJumpsByAnHour() throws {
        let report = try ClockCampaign(program: Program.path, rounds: [[3_600], [-3_600]]).perform()
        expectMet(report)
        #expect(report["jumps"] == 2)
    }
}
