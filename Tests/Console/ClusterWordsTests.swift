import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Console

/// Words, shares and graphs of clusters and sources.
struct ClusterWordsTests {
    @Test func sharesSayWhatTheyCan() {
        #expect(ClusterWords.share(1, of: 3) == "33 %")
        #expect(ClusterWords.share(2_889, of: 7_923) == "36 %")
        #expect(ClusterWords.share(18, of: 7_923) == "0.2 %")
        #expect(ClusterWords.share(1, of: 1_000_000) == "< 0.1 %")
        #expect(ClusterWords.share(0, of: 5) == "0 %")
        #expect(ClusterWords.share(0, of: 0).isEmpty)
    }

    @Test func ratesAndBytesAreShort() {
        #expect(SourceWords.rate(0) == "0 lines/s")
        #expect(SourceWords.rate(0.42) == "0.4 lines/s")
        #expect(SourceWords.rate(98_210.2) == "98,210 lines/s")
        #expect(SourceWords.rate(.infinity) == "0 lines/s")
        #expect(CountText.bytes(812) == "812 B")
        #expect(CountText.bytes(4_210_000) == "4.2 MB")
        #expect(CountText.bytes(98_000_000_000) == "98 GB")
        #expect(CountText.bytes(7_000_000_000_000) == "7,000 GB")
    }

    @Test func scaleIsARoundNumber() {
        #expect(
            [0, 10, 11, 20, 53, 107, 5_001].map { BarGraph.scale(for: $0) }
                == [10, 10, 15, 20, 60, 150, 6_000])
    }

    @Test func barsFillTheirShareAndNeverVanish() {
        let rows = BarGraph.rows(
            of: [0, 1, 50, 100], scale: 100, height: 2, glyphs: GlyphSet(asciiOnly: false))
        #expect(rows == ["   █", " ▁██"])
        #expect(
            BarGraph.rows(of: [1], scale: 0, height: 0, glyphs: GlyphSet(asciiOnly: true)).isEmpty)
    }

    @Test func worstTroubleOfSourcesComesFirst() {
        #expect(SourceWords.trouble(of: Fixture.sources)?.plain == "api reconnecting +1")
        var sources = Fixture.sources
        sources[2].state = .failed
        #expect(SourceWords.trouble(of: sources)?.plain == "edge failed +1")
        #expect(SourceWords.trouble(of: [sources[0]]) == nil)
    }

    @Test func lossesAreTrouble() {
        var source = Fixture.sources[0]
        source.missed = 1
        #expect(SourceWords.trouble(of: [source])?.plain == "app missed 1 line")
        source.dropped = 2
        #expect(SourceWords.trouble(of: [source])?.plain == "app lost 2 lines")
    }

    @Test func lagIsTroubleFromItsLimitOn() {
        var source = Fixture.sources[0]
        source.lag = .seconds(29)
        #expect(SourceWords.trouble(of: source) == nil)
        source.lag = .seconds(30)
        #expect(SourceWords.trouble(of: source)?.words == "lags 30.0 s")
    }

    @Test func badgesAreInTheOrderOfTheirWeight() {
        var cluster = Fixture.clusters[0]
        cluster.isSpiking = true
        cluster.marks.fixedAt = Fixture.now
        #expect(ClusterBadge.all(of: cluster) == [.spiking, .isNew, .isFixed])
        cluster.marks.spokeAgainAt = Fixture.now
        #expect(ClusterBadge.all(of: cluster) == [.spokeAgain, .spiking, .isNew])
    }

    @Test(arguments: [false, true])
    func everyBadgeHasASignAndAWordOfItsOwn(asciiOnly: Bool) {
        let glyphs = GlyphSet(asciiOnly: asciiOnly)
        let signs = ClusterBadge.allCases.map { $0.sign(glyphs) }
        #expect(Set(signs).count == signs.count)
        if asciiOnly { #expect(signs.joined().utf8.allSatisfy { $0 < 128 }) }
        #expect(ClusterBadge.allCases.allSatisfy { $0.word.count <= ClusterBadge.width })
    }

    /// The row is what 200 clusters are drawn by: it must not depend on what else there is.
    @Test func exceptionStandsBeforeTheTemplateUnlessItIsNamedThere() {
        let columns = ClusterColumns(width: 120, clusters: [], arrangement: ClusterArrangement())
        let writer = ClusterRowText(
            columns: columns, arrangement: ClusterArrangement(),
            glyphs: GlyphSet(asciiOnly: false))
        let handler = writer.left(Fixture.markedClusters[2], isSelected: false).plain
        #expect(handler.contains("KeyError: 'tenant_id'  Unhandled exception"))
        let root = writer.left(Fixture.markedClusters[0], isSelected: false).plain
        #expect(root.components(separatedBy: "ModuleNotFoundError").count == 2)
    }
}
