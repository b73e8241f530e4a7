import CellGrid
import Foundation
import Testing

@testable import Console

/// Pictures of screens that a person has looked at, in `Goldens/`: a text row and an attribute row each.
///
/// A picture that is missing is written, and the test fails. RECORD_GOLDENS=1 writes all of them again.
enum Golden {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Goldens")
    static let themes = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Themes")

    static func darkTheme() throws -> Theme {
        let file = themes.appendingPathComponent("dark.yaml")
        return try ThemeFile(String(contentsOf: file, encoding: .utf8)).theme()
    }

    static func picture(of state: ConsoleState, size: Size) throws -> [String] {
        var grid = CellGrid(size: size)
        let cursor = render(state, theme: try darkTheme(), into: &grid)
        let place = cursor.map { ["cursor at column \($0.column), row \($0.row)"] } ?? []
        return grid.pictureRows + place
    }

    static func compare(
        _ name: String, _ state: ConsoleState, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let size = state.size
        let title = "\(name)-\(size.columns)x\(size.rows)"
        let picture = try picture(of: state, size: size).joined(separator: "\n") + "\n"
        let file = folder.appendingPathComponent(title + ".txt")
        let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"
        let expected = try? String(contentsOf: file, encoding: .utf8)
        if isRecording || expected == nil {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try picture.write(to: file, atomically: true, encoding: .utf8)
        }
        if isRecording { return }
        guard let expected else {
            Issue.record(
                "\(title) had no picture; it was written: look at it",
                sourceLocation: sourceLocation)
            return
        }
        guard picture != expected else { return }
        let rows = zip(picture.split(separator: "\n"), expected.split(separator: "\n"))
        let differing = rows.first { $0 != $1 }
        Issue.record(
            "\(title) differs:\nnow      \(differing?.0 ?? "another length")\nexpected \(differing?.1 ?? "")",
            sourceLocation: sourceLocation)
    }
}
