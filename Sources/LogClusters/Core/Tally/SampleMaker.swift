import IncidentModel
import SafeText

/// Makes what is shown of raw bytes: samples, values, exceptions; filtered, redacted, and only when new.
struct SampleMaker {
    private static let sampleLines = 40
    private static let sampleLineBytes = 2_048
    private static let valueBytes = 96
    private static let topValues = 5

    let redactor: Redactor

    /// Brings the expensive parts of a cluster up to date.
    func refresh(_ published: inout PublishedCluster, _ tally: ClusterTally, book: ClusterBook) {
        let isNew = published.map == nil
        let serials = tally.counters.pointee.samples.serials
        if serials != published.serials {
            published.status.samples = samples(of: tally, known: published)
            published.serials = serials
            refreshException(&published, tally)
        }
        if isNew || published.status.exception != nil { refreshAlarm(&published) }
        // The values of a single record stand in its sample.
        if tally.records > 1 { book.catchUpValues(of: tally) }
        let map = published.map ?? map(of: tally, shown: published.status.template, in: book)
        published.map = map
        guard isNew || published.looked != tally.values?.looked else { return }
        published.looked = tally.values?.looked
        published.status.values = values(of: tally, map: map)
    }

    /// Brings up to date what the priority depends on, and nothing else.
    func refreshAlarm(_ published: inout PublishedCluster, _ tally: ClusterTally) {
        refreshException(&published, tally)
        refreshAlarm(&published)
    }

    private func refreshException(_ published: inout PublishedCluster, _ tally: ClusterTally) {
        let report = tally.counters.pointee.exception
        published.status.exception = report.isEmpty ? nil : exception(report.bytes)
    }

    private func refreshAlarm(_ published: inout PublishedCluster) {
        let exception = published.status.exception
        published.alarm = PriorityJudge.alarm(
            in: published.status.template, exception?.type ?? .empty, exception?.message ?? .empty)
    }

    private func map(of tally: ClusterTally, shown: DisplayText, in book: ClusterBook)
        -> TemplateMap
    {
        TemplateMap(of: tally.root, in: book.clusterer, shown: shown, redactor: redactor)
    }

    private func samples(of tally: ClusterTally, known published: PublishedCluster) -> [LogSample] {
        var known: [Int: LogSample] = [:]
        for (serial, sample) in zip(published.serials, published.status.samples) {
            known[serial] = sample
        }
        return tally.counters.pointee.samples.samples.map { known[$0.serial] ?? made($0) }
    }

    private func made(_ sample: SampleRing.Sample) -> LogSample {
        var redaction = RedactionStream(redactor)
        let lines = DisplayText.lines(bytes: sample.bytes, limit: Self.sampleLineBytes)
        return LogSample(
            at: Timestamp(nanoseconds: sample.at),
            lines: lines.prefix(Self.sampleLines).map { redaction.redact($0) })
    }

    /// `Type: message` in two parts; without a colon all of it is the type.
    private func exception(_ bytes: [UInt8]) -> ExceptionSummary? {
        guard !bytes.isEmpty else { return nil }
        let text = redactor.redact(DisplayText(bytes: bytes, limit: Self.sampleLineBytes)).string
        let colon = text.utf8.indices.first {
            text.utf8[$0] == UInt8(ascii: ":")
                && text.utf8[text.utf8.index(after: $0)...].first == UInt8(ascii: " ")
        }
        guard let colon else {
            let type = text.hasSuffix(":") ? String(text.dropLast()) : text
            return ExceptionSummary(type: DisplayText(type), message: .empty)
        }
        return ExceptionSummary(
            type: DisplayText(String(text[..<colon])),
            message: DisplayText(String(text[text.utf8.index(colon, offsetBy: 2)...])))
    }
}

extension SampleMaker {
    /// The values of every `<*>` that the template shows, in its order.
    private func values(of tally: ClusterTally, map: TemplateMap) -> [VariableValues] {
        guard let values = tally.values, values.root == tally.root else { return [] }
        return map.places.map { variable in
            var shown = VariableValues(
                top: [], distinct: 0, isManyMore: false, looked: values.looked)
            guard let variable, variable < values.sketches.count,
                variable < map.contexts.count
            else { return shown }
            let sketch = values.sketches[variable]
            shown.distinct = sketch.distinct
            shown.isManyMore = sketch.isManyMore
            shown.top = sketch.top(Self.topValues).map { entry in
                VariableValues.Value(
                    text: text(entry.bytes, before: map.contexts[variable]), count: entry.count)
            }
            return shown
        }
    }

    /// A secret is often only known by what stands before it, so a value is redacted in its place.
    private func text(_ bytes: [UInt8], before context: TemplateMap.Context) -> DisplayText {
        let value = DisplayText(bytes: bytes, limit: Self.valueBytes)
        let isPlain =
            redactor.redact(context.text + value.string) == context.redacted + value.string
        return isPlain ? redactor.redact(value) : "‹redacted›"
    }
}
