import FaultCampaigns
import Testing

/// Samples of the campaigns that damage files; `quell-bench faults` runs them in full.
@Suite struct DamageCampaignTests {
    @Test func logCutAtManyPlacesOpensToAPrefixAndGoesOn() throws {
        let report = try CutLogCampaign(notes: 6, step: 1_009).perform()
        #expect(report.violations.isEmpty, "\(report.text)")
        #expect(report["lengths of the prefix"] == 7)
    }

    @Test func flippedBitIsNoticedOrHarmless() throws {
        let report = try FlippedBitCampaign(flips: 150, seed: 4).perform()
        #expect(report.violations.isEmpty, "\(report.text)")
        #expect(report["flipped"] == 150)
    }
}
