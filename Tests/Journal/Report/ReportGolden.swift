import Foundation
import Testing

/// Reports that a person has looked at, in `Goldens/`.
///
/// One that is missing is written, and the test fails. RECORD_GOLDENS=1 writes all of them again.
enum ReportGolden {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Goldens")

    static func compare(
        _ name: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = folder.appendingPathComponent(name)
        let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"
        let expected = try? String(contentsOf: file, encoding: .utf8)
        if isRecording || expected == nil {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        if isRecording { return }
        guard let expected else {
            Issue.record(
                "\(name) was missing; it was written: look at it", sourceLocation: sourceLocation)
            return
        }
        guard text != expected else { return }
        let now = text.split(separator: "\n", omittingEmptySubsequences: false)
        let then = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let place = zip(now, then).enumerated().first { $0.element.0 != $0.element.1 }
        Issue.record(
            """
            \(name) differs from line \((place?.offset ?? min(now.count, then.count)) + 1):
            now      \(place?.element.0 ?? "another length")
            expected \(place?.element.1 ?? "")
            """, sourceLocation: sourceLocation)
    }
}
