import Foundation
import IncidentModel
import SafeText

@testable import Probes

/// An engine with intervals short enough for tests; the orders of magnitude stay.
func quickEngine(
    _ yaml: String, _ publications: Publications,
    _ adjust: (inout ProbeEngineOptions) throws -> Void = { _ in }
) throws -> ProbeEngine {
    var options = ProbeEngineOptions()
    options.intervalUp = .milliseconds(500)
    options.intervalDown = .milliseconds(200)
    options.intervalInTransition = .milliseconds(100)
    try adjust(&options)
    return ProbeEngine(
        services: try services(yaml), options: options, now: wallClock,
        publish: publications.take)
}

extension Publications {
    /// Every event but changes of verdict and cause, in order.
    var events: [EventBody] { list.flatMap(\.events) }

    /// Every status that was published of a service, in order.
    func statuses(of service: String) -> [ServiceStatus] {
        list.flatMap(\.statuses).filter { $0.id.name.string == service }
    }
}

/// What `/proc` knows of this process.
enum OwnProcess {
    /// Open descriptors.
    static var descriptors: Int { count("/proc/self/fd") }

    /// Threads whose name begins so.
    static func threads(named prefix: String) -> Int {
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        return tasks.filter { task in
            let name = FileManager.default.contents(atPath: "/proc/self/task/\(task)/comm")
            return name.map { String(decoding: $0, as: UTF8.self).hasPrefix(prefix) } ?? false
        }.count
    }

    private static func count(_ folder: String) -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: folder))?.count ?? 0
    }
}
