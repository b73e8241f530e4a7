import IncidentModel
import Testing

@testable import LogClusters

@Suite("Formats as data files")
struct RecordFormatTests {
    /// What was read of a sample, or what should be.
    struct Reading: Equatable, CustomStringConvertible {
        var time: Int64?
        var severity: Severity
        var service: String?
        var message: String
        var trace: String?
        var exception: String?
        var description: String {
            "\(time ?? -1) \(severity) \(service ?? "-") “\(message)”"
                + " trace \(trace ?? "-") exception \(exception ?? "-")"
        }
    }

    /// The formats with their samples.
    static let formats = EmbeddedFiles.all.compactMap {
        try? RecordFormat(yaml: $0.text, path: $0.path)
    }
    static let samples = formats.flatMap { format in
        format.samples.indices.map { (format: format.name, index: $0) }
    }

    private func format(_ name: String) throws -> RecordFormat {
        try #require(Self.formats.first { $0.name == name })
    }

    private func headers() -> HeaderReader {
        HeaderReader(
            times: TimeReader(
                utcOffset: 0, reference: CalendarDay(year: 2026, month: 11, day: 21)))
    }

    /// Reads a text with a format as the assembler does.
    private func records(_ text: String, _ format: RecordFormat?) -> [Reading] {
        let assembler = RecordAssembler(reader: headers(), format: format)
        var readings: [Reading] = []
        func take(_ record: RecordView) {
            func text(_ bytes: UnsafeRawBufferPointer) -> String? {
                bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
            }
            readings.append(
                Reading(
                    time: record.time, severity: record.severity, service: text(record.service),
                    message: text(record.text) ?? "", trace: text(record.trace),
                    exception: text(record.exception)))
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            Array(line.utf8).withUnsafeBytes { assembler.take($0, take) }
        }
        assembler.finish(take)
        return readings
    }

    @Test("every embedded file is a format, with three samples at least")
    func everyFileDecodes() throws {
        for file in EmbeddedFiles.all {
            let format = try RecordFormat(yaml: file.text, path: file.path)
            #expect(file.path.hasSuffix("/\(format.name).yaml"))
            #expect(format.samples.count >= 3, "\(format.name)")
            #expect(!format.title.isEmpty)
        }
        #expect(Set(RecordFormat.names).count == EmbeddedFiles.all.count)
    }

    @Test("every sample says what its file says it does", arguments: samples)
    func samplesAreRead(sample: (format: String, index: Int)) throws {
        let format = try format(sample.format)
        let expected = format.samples[sample.index]
        let found = records(expected.text, format)
        let place = "\(format.name).yaml:\(expected.line)"
        #expect(found.count == 1, "\(place)")
        #expect(
            found.first
                == Reading(
                    time: expected.time, severity: expected.severity, service: expected.service,
                    message: expected.message, trace: expected.trace,
                    exception: expected.exception),
            "\(place)")
    }

    @Test("every sample is recognised as its own format and no other", arguments: samples)
    func samplesAreRecognised(sample: (format: String, index: Int)) throws {
        let format = try format(sample.format)
        let text = format.samples[sample.index].text
        #expect(RecordFormatTests.detected(text) == format.name)
    }

    @Test("a format's samples together are recognised as it", arguments: RecordFormat.names)
    func sourcesAreRecognised(name: String) throws {
        let format = try format(name)
        let text = format.samples.map(\.text).joined(separator: "\n")
        #expect(RecordFormatTests.detected(text) == name)
    }

    /// The name of the format that a source with these first lines gets.
    static func detected(_ text: String) -> String {
        let assembler = RecordAssembler(
            reader: HeaderReader(
                times: TimeReader(
                    utcOffset: 0, reference: CalendarDay(year: 2026, month: 11, day: 21))))
        Array((text + "\n").utf8).withUnsafeBytes { assembler.preview($0) }
        // A wrapper's name comes first, the format of the lines inside behind it.
        return assembler.formatName.split(separator: ",").first.map(String.init) ?? ""
    }
}
