import CellGrid

extension KeyMap {
    /// The keys that Quell comes with.
    ///
    /// They are those that responders know from lazygit, k9s, less, htop and vi.
    public static let standard = KeyMap(
        everywhere + lists + reading + services + clusters + runbook + record)

    private static var everywhere: [Binding] {
        [
            row(.focusServices, .character("1")), row(.focusClusters, .character("2")),
            row(.focusRunbook, .character("3")), row(.focusOutput, .character("4")),
            row(.focusTimeline, .character("5")), row(.focusNext, .tab),
            row(.focusPrevious, .backTab), row(.zoomIn, .character("+")),
            row(.zoomOut, .character("_")), row(.addNote, .character("a"), dangerous: true),
            row(.checkNow, .character("C")), row(.cancelStep, .character("c"), dangerous: true),
            row(.nextError, .character("e")), row(.previousError, .character("E")),
            row(.showSources, .character("S")), row(.showGraph, .character("d")),
            row(.chooseRunbook, .character("O")),
            row(.openPalette, .character(":")),
            row(.showHelp, .character("?"), .function(1)), row(.goBack, .escape),
            row(.suspend, .control("z")), row(.quit, .character("q"), .control("c")),
        ]
    }

    /// What shows the record of the incident.
    private static var reading: [Binding] {
        [row(.showIncident, .character("I")), row(.jump, .character("'"), in: .lists)]
    }

    private static var lists: [Binding] {
        [
            row(.moveDown, .character("j"), .down, in: .lists),
            row(.moveUp, .character("k"), .up, in: .lists),
            row(.pageDown, .pageDown, .control("d"), in: .lists),
            row(.pageUp, .pageUp, .control("u"), in: .lists),
            row(.moveToStart, .character("g"), .home, in: .lists),
            row(.moveToEnd, .character("G"), .end, in: .lists),
            row(.openDetails, .enter, in: .lists),
            row(.filter, .character("/"), in: .lists),
            row(.nextMatch, .character("n"), in: .lists),
            row(.previousMatch, .character("N"), in: .lists),
            row(.sort, .character("o"), in: .lists),
            row(.freeze, .character(" "), in: .lists),
            row(.copy, .character("y"), in: .lists),
        ]
    }

    private static var services: [Binding] {
        [
            row(.foldBlocked, .character("b"), in: .services),
            row(.holdService, .character("h"), in: .services, dangerous: true),
            row(.releaseService, .character("H"), in: .services, dangerous: true),
        ]
    }

    private static var clusters: [Binding] {
        [
            row(.clusterRange, .character("t"), in: .clusters),
            row(.showMuted, .character("M"), in: .clusters),
            row(.pinCluster, .character("p"), in: .clusters, dangerous: true),
            row(.muteCluster, .character("m"), in: .clusters, dangerous: true),
            row(.setPriority, .character("P"), in: .clusters, dangerous: true),
            row(.markFixed, .character("f"), in: .clusters, dangerous: true),
            row(.linkCluster, .character("l"), in: .clusters, dangerous: true),
            row(.unlinkCluster, .character("L"), in: .clusters, dangerous: true),
            row(.mergeCluster, .character("J"), in: .clusters, dangerous: true),
            row(.splitCluster, .character("D"), in: .clusters, dangerous: true),
        ]
    }

    private static var runbook: [Binding] {
        [
            row(.runStep, .character("r"), in: .runbook, dangerous: true),
            row(.runOn, .character("R"), in: .runbook, dangerous: true),
            row(.rollBack, .character("B"), in: .runbook, dangerous: true),
            row(.writeFile, .character("w"), in: .runbook, dangerous: true),
            row(.showValues, .character("v"), in: .runbook),
            row(.tick, .character("x"), in: .runbook, dangerous: true),
            row(.skipStep, .character("s"), in: .runbook, dangerous: true),
        ]
    }

    /// Those without a key are chosen from the palette, and from the page of the record.
    private static var record: [Binding] {
        [
            row(.writeRecord, .character("T"), in: .record),
            row(.showWhys, .character("W"), in: .record),
            row(.showActions, .character("A"), in: .record),
            row(.showCriteria, .character("X"), in: .record),
            row(.sendUpdate, .character("u"), in: .record, dangerous: true),
            row(.showHypotheses, in: .record),
            row(.openIncident, in: .record, dangerous: true),
            row(.acknowledge, in: .record, dangerous: true),
            row(.markMitigated, in: .record, dangerous: true),
            row(.resolve, in: .record, dangerous: true),
            row(.reopen, in: .record, dangerous: true),
            row(.correctDetection, in: .record, dangerous: true),
            row(.setSeverity, in: .record, dangerous: true),
            row(.setTitle, in: .record, dangerous: true),
            row(.setImpact, in: .record, dangerous: true),
            row(.setCadence, in: .record, dangerous: true),
            row(.setEscalation, in: .record, dangerous: true),
            row(.assignRole, in: .record, dangerous: true),
            row(.linkIncident, in: .record, dangerous: true),
        ]
    }

    private static func row(
        _ action: ConsoleAction, _ keys: Key..., in scope: Scope = .everywhere,
        dangerous: Bool = false
    ) -> Binding {
        Binding(action: action, keys: keys, scope: scope, isDangerous: dangerous)
    }
}
