import ArgumentParser
import Foundation
import IncidentModel
import Runbooks
import Synchronization

/// `quell-bench runbooks flood`: steps that write as fast as they are read.
struct FloodMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flood",
        abstract: "Speed and memory of steps that print without pause.",
        discussion: """
            Runs a step for each kind of output (lines, binary, escape sequences, no line end) through \
            the whole way: runner, masking, file, ring, pages. Prints megabytes a second, pages, the \
            bytes of the largest page and the memory of runner and console.
            """)

    @Option(help: "Megabytes of each kind.")
    var megabytes = 200

    @Option(help: "The quell program; the one beside this benchmark without it.")
    var program: String?

    func run() throws {
        for kind in PourCommand.Kind.allCases { try measure(kind) }
    }

    /// What the executor published.
    private struct Published {
        var pages = 0
        var largestPage = 0
        var end: IncidentModel.StepEnd?
    }

    private func measure(_ kind: PourCommand.Kind) throws {
        let folder = NSTemporaryDirectory() + "quell-flood-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let published = Mutex(Published())
        let over = DispatchSemaphore(value: 0)
        let watch = ExecutorWatch(program: program ?? FollowMeasure.sibling("quell"), folder: folder)
        let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
        let start = DispatchTime.now().uptimeNanoseconds
        try watch.start("'\(own)' runbooks pour \(kind.rawValue) \(megabytes)") { publication in
            switch publication {
            case .output(let page):
                let bytes = page.lines.reduce(0) { $0 + $1.text.string.utf8.count }
                published.withLock {
                    $0.pages += 1
                    $0.largestPage = max($0.largestPage, bytes)
                }
            case .ended(_, _, let end, _):
                published.withLock { $0.end = end }
                over.signal()
            }
        }
        var most = ProcessTreeUsage()
        while over.wait(timeout: .now() + 0.1) == .timedOut {
            let usage = watch.runnerUsage()
            most.residentBytes = max(most.residentBytes, usage.residentBytes)
        }
        let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
        let seen = published.withLock { $0 }
        FigureRow.show(
            "\(megabytes) MB of \(kind.rawValue) in \(seconds.fixed(1)) s",
            [
                FigureRow(title: "ended well", value: seen.end == .exited(0) ? 1 : 0, places: 0),
                FigureRow(title: "MB/s", value: Double(megabytes) / seconds),
                FigureRow(title: "pages/s", value: Double(seen.pages) / seconds, limit: 11),
                FigureRow(title: "largest page MB", value: Double(seen.largestPage) / 1e6, limit: 4.2),
                FigureRow(title: "runner RSS MB, most", value: Double(most.residentBytes) / 1e6),
                FigureRow(
                    title: "own RSS MB, most so far",
                    value: Double(SelfUsage.now.residentKiB) * 1024 / 1e6),
            ])
    }
}
