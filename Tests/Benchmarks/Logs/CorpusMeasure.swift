import ArgumentParser
import LogClusters
import LogCorpus

/// `quell-bench logs corpus`: accuracy on the labelled log of our own.
struct CorpusMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corpus",
        abstract: "Accuracy on the corpus of forty services: messages, raw lines, three shuffles.")

    @Option(help: "The seed of the corpus.")
    var seed: UInt64 = 1

    @Option(help: "How many entries.")
    var records = 20_000

    @Option(help: "How many shuffles.")
    var shuffles = 3

    @Flag(help: "List the templates that are not found exactly, largest first.")
    var failures = false

    @Option(help: "Write the corpus and its truth (Loghub columns) into this folder.")
    var write: String?

    func run() throws {
        let corpus = try Corpus(seed: seed, records: records)
        if let write { try CorpusFiles(corpus).write(into: write) }
        print("input\tlines\tclusters\tGA\tFGA\tFTA")
        var failed: [(CorpusInput.Form, ClusterScore, ClusteredLog)] = []
        for form in CorpusInput.Form.allCases {
            let (score, log) = try measure(corpus, corpus.records, form, "\(form)")
            failed.append((form, score, log))
        }
        var random = SeededRandom(seed: seed)
        for number in 0..<shuffles {
            var shuffled = corpus.records
            random.shuffle(&shuffled)
            for form in CorpusInput.Form.allCases {
                _ = try measure(corpus, shuffled, form, "\(form), shuffle \(number + 1)")
            }
        }
        guard failures else { return }
        for (form, score, log) in failed { list(form, score, log, corpus) }
    }

    private func measure(
        _ corpus: Corpus, _ records: [Corpus.Record], _ form: CorpusInput.Form, _ title: String
    ) throws -> (ClusterScore, ClusteredLog) {
        let input = try CorpusInput(records, services: corpus.services.count, form: form)
        let log = try ClusteredLog(files: input.files, form: form)
        guard log.clusters.count == input.truth.count else {
            throw BenchmarkFailure("\(log.clusters.count) of \(input.truth.count) lines came back")
        }
        let score = log.score(truth: input.truth, templates: corpus.templates)
        print("\(title)\t\(input.truth.count)\t\(log.texts.count)\t\(score.figures)")
        return (score, log)
    }

    private func list(
        _ form: CorpusInput.Form, _ score: ClusterScore, _ log: ClusteredLog, _ corpus: Corpus
    ) {
        print("\n\(form): \(score.failures.count) templates are not found exactly")
        for failure in score.failures {
            let kind = failure.others.isEmpty ? "split" : "merged"
            print("\(failure.lines)\t\(kind)\t\(corpus.templates[failure.group])")
            for cluster in failure.clusters.prefix(3) {
                print("\t\tfound\t\(log.texts[cluster] ?? "no cluster")")
            }
            if failure.clusters.count > 3 { print("\t\tand \(failure.clusters.count - 3) more") }
            for other in failure.others.prefix(3) { print("\t\twith\t\(corpus.templates[other])") }
        }
    }
}

extension ClusterScore {
    /// GA, FGA and FTA with four places, between tabs.
    var figures: String {
        [groupingAccuracy, groupingF1, templateF1].map { $0.fixed(4) }.joined(separator: "\t")
    }
}
