import IncidentModel
import LogCorpus
import Testing

@testable import LogClusters

@Suite("Accuracy on a labelled log of our own")
struct CorpusTests {
    private func score(
        _ corpus: Corpus, _ records: [Corpus.Record], _ form: CorpusInput.Form
    ) throws -> ClusterScore {
        let input = try CorpusInput(records, services: corpus.services.count, form: form)
        let log = try ClusteredLog(files: input.files, form: form)
        try #require(log.clusters.count == input.truth.count)
        return log.score(truth: input.truth, templates: corpus.templates)
    }

    @Test("messages and raw lines of forty services are grouped by their templates")
    func groupsByTemplate() throws {
        let corpus = try Corpus()
        for form in CorpusInput.Form.allCases {
            let score = try score(corpus, corpus.records, form)
            let failed = score.failures.map { "\($0.lines) lines: \(corpus.templates[$0.group])" }
            #expect(
                score.groupingAccuracy >= 0.98, "\(form): \(failed.joined(separator: "\n"))")
        }
    }

    @Test("the order of the lines does not matter beyond noise")
    func isIndependentOfOrder() throws {
        let corpus = try Corpus()
        var random = SeededRandom(seed: 5)
        var found: [Double] = []
        for _ in 0..<3 {
            var records = corpus.records
            random.shuffle(&records)
            found.append(try score(corpus, records, .messages).groupingAccuracy)
        }
        let (least, most) = (found.min() ?? 0, found.max() ?? 1)
        #expect(most - least <= 0.005, "\(found)")
    }

    @Test("the same lines give the same clusters, and clusters add up to the lines")
    func isDeterministicAndAddsUp() throws {
        let corpus = try Corpus(seed: 2, records: 4_000)
        for form in CorpusInput.Form.allCases {
            let input = try CorpusInput(
                corpus.records, services: corpus.services.count, form: form)
            let first = try ClusteredLog(files: input.files, form: form)
            #expect(first.clusters == (try ClusteredLog(files: input.files, form: form)).clusters)
            let status = first.analysis.status
            #expect(status.lines == input.truth.count)
            #expect(
                status.clusters.reduce(status.otherLines) { $0 + $1.lines } == input.truth.count)
        }
    }

    @Test("the same seed writes the same corpus, another seed another one")
    func isSeeded() throws {
        let lines = try Corpus(seed: 9, records: 500).records.flatMap(\.lines)
        #expect(lines == (try Corpus(seed: 9, records: 500)).records.flatMap(\.lines))
        #expect(lines != (try Corpus(seed: 10, records: 500)).records.flatMap(\.lines))
    }

    @Test("forty services, four hundred templates, all of them seen, records of many lines")
    func isComplete() throws {
        let corpus = try Corpus()
        #expect(corpus.services.count == 40)
        #expect(corpus.templates.count == 400)
        #expect(Set(corpus.templates).count == 400)
        #expect(Set(corpus.records.map(\.template)).count == 400)
        #expect(corpus.records.contains { $0.lines.count > 10 })
        #expect(corpus.records.allSatisfy { !$0.message.contains("\n") && !$0.message.isEmpty })
    }

    @Test("scores are those of a reckoning by hand")
    func scoresByHand() {
        // Groups a (4 lines, found), b (3, split 2 + 1), c (2) and d (1) in one cluster.
        let score = ClusterScore(
            truth: [0, 0, 0, 0, 1, 1, 1, 2, 2, 3], found: [1, 1, 1, 1, 2, 2, 3, 4, 4, 4],
            trueTexts: [0: "up <*>", 1: "down <*>", 2: "gone", 3: "x"],
            foundTexts: [1: "up <*>", 2: "down <*>", 3: "down 7", 4: "gone"])
        #expect(score.groupingAccuracy == 0.4)
        #expect(score.groupingF1 == 0.25)
        #expect(score.templateF1 == 0.5)
        #expect(score.failures.map(\.group) == [1, 2, 3])
        #expect(score.failures.map(\.clusters) == [[2, 3], [4], [4]])
        #expect(score.failures.map(\.others) == [[], [3], [2]])
    }
}
