import ArgumentParser

/// `quell-bench probes`: what a probe costs, how well intervals are kept, what stays behind.
struct ProbesBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probes",
        abstract: "CPU a probe, kept intervals, memory, leaks and the cost of being idle.",
        subcommands: [
            ProbesInTurn.self, ProbeCostMeasure.self, ProbeIntervalMeasure.self,
            ProbeLeakMeasure.self, ProbeIdleMeasure.self,
        ],
        defaultSubcommand: ProbesInTurn.self)
}

/// `quell-bench probes all`: every measure, each in a process of its own, so that none inherits memory.
struct ProbesInTurn: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "all", abstract: "Every measure, one after the other.")

    func run() throws {
        for measure in ["cost", "interval", "leak", "idle"] {
            let child = try MeasuredChild([SpeedMeasure.ownPath, "probes", measure])
            print(child.output, terminator: measure == "idle" ? "" : "\n")
        }
    }
}

/// One row of a result: a figure, and what it must not exceed.
struct FigureRow {
    var title: String
    var value: Double
    var limit: Double?
    var places = 1

    /// Prints rows as a plain table, columns parted by tabs.
    static func show(_ heading: String, _ rows: [FigureRow]) {
        print("\(heading)\tmeasured\ttarget\t")
        for row in rows {
            let limit = row.limit.map { "<= \($0.fixed(row.places))" } ?? "-"
            let isMet = row.limit.map { row.value <= $0 ? "met" : "MISSED" } ?? ""
            print("\(row.title)\t\(row.value.fixed(row.places))\t\(limit)\t\(isMet)")
        }
    }
}
