import ArgumentParser
import Foundation
import LogClusters
import LogCorpus

/// `quell-bench logs sets FOLDER`: accuracy on labelled logs in the layout of Loghub.
struct SetsMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sets",
        abstract:
            "Accuracy on every labelled log below a folder (*_2k.log and its corrected table).")

    @Argument(help: "A folder with *_structured_corrected.csv and the logs beside them.")
    var folder: String

    @Flag(help: "List what is not found exactly, largest first.")
    var failures = false

    func run() throws {
        let logs = try LabelledLog.all(below: folder)
        guard !logs.isEmpty else { throw BenchmarkFailure("no labelled logs below \(folder)") }
        print("set\tinput\tlines\tclusters\tGA\tFGA\tFTA")
        var scores: [CorpusInput.Form: [ClusterScore]] = [:]
        for log in logs {
            for form in CorpusInput.Form.allCases {
                let score = try measure(log, form)
                scores[form, default: []].append(score)
            }
        }
        for form in CorpusInput.Form.allCases {
            let all = scores[form] ?? []
            let means = [\ClusterScore.groupingAccuracy, \.groupingF1, \.templateF1].map { value in
                (all.reduce(0) { $0 + $1[keyPath: value] } / Double(max(all.count, 1))).fixed(4)
            }
            print("mean of \(all.count)\t\(form)\t\t\t" + means.joined(separator: "\t"))
        }
    }

    private func measure(_ log: LabelledLog, _ form: CorpusInput.Form) throws -> ClusterScore {
        let input = try log.input(form)
        defer { input.remove() }
        let found = try ClusteredLog(files: [input.path], form: form)
        guard found.clusters.count >= log.truth.count else {
            throw BenchmarkFailure(
                "\(log.name): \(found.clusters.count) of \(log.truth.count) lines")
        }
        let score = ClusterScore(
            truth: log.truth, found: Array(found.clusters.prefix(log.truth.count)),
            trueTexts: log.templates,
            foundTexts: found.texts.mapValues(LabelledLog.withPlainPlaceholders))
        print("\(log.name)\t\(form)\t\(log.truth.count)\t\(found.texts.count)\t\(score.figures)")
        if failures {
            for failure in score.failures {
                print("\t\(failure.lines)\t\(log.templates[failure.group] ?? "")")
                for cluster in failure.clusters.prefix(3) {
                    print("\t\tfound\t\(found.texts[cluster] ?? "")")
                }
            }
        }
        return score
    }
}
