import Foundation
public import IncidentModel
import SafeText

/// What one pass over all probes adds up to, for people and for programs.
public struct CheckReport: Sendable {
    private let services: [ServiceStatus]

    /// Takes the services in the order in which they are to be shown: a need before what needs it.
    public init(services: [ServiceStatus]) {
        self.services = Self.inDependencyOrder(services)
    }

    /// 0 all up, 1 the worst is degraded, 2 one is down, 3 one is unknown and none is down.
    public var exitStatus: Int32 {
        let verdicts = Set(services.map(\.verdict))
        if verdicts.contains(.down) { return 2 }
        if verdicts.contains(.unknown) { return 3 }
        return verdicts.contains(.degraded) ? 1 : 0
    }

    /// The services whose fault it is.
    public var roots: [ServiceID] {
        services.filter { $0.cause == .own }.map(\.id)
    }

    /// One row a service, and one for each root.
    public var table: String {
        let width = max(7, services.map { $0.id.name.string.count }.max() ?? 0)
        var rows = services.map { service in
            let name = service.id.name.string
            let padding = String(repeating: " ", count: width - name.count)
            let milliseconds = service.deciding.map { "\($0.duration.wholeMilliseconds) ms" } ?? "–"
            let text = [
                name + padding, service.verdict.rawValue, milliseconds, Self.words(service),
            ]
            return text.filter { !$0.isEmpty }.joined(separator: "  ")
        }
        for root in roots {
            let blocked = services.filter { $0.cause == .blocked(by: root) }.count
            rows.append("root: \(root.name)" + (blocked > 0 ? ", blocks \(blocked)" : ""))
        }
        return rows.isEmpty ? "no services are configured" : rows.joined(separator: "\n")
    }

    /// `{"services":[{"name","verdict","cause","root","since","readings"}],"roots":[…],"exit":N}`.
    public var json: String {
        let output = Output(
            services: services.map(Output.Service.init), roots: roots.map(\.name.string),
            exit: exitStatus)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(output) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }

    private static func words(_ service: ServiceStatus) -> String {
        if case .blocked(let root) = service.cause {
            return "blocked by \(root.name): \(service.reason)"
        }
        return service.reason.string
    }

    private static func inDependencyOrder(_ services: [ServiceStatus]) -> [ServiceStatus] {
        var rest = services
        var ordered: [ServiceStatus] = []
        var done: Set<ServiceID> = []
        while !rest.isEmpty {
            let ready = rest.filter { $0.needs.flatMap(\.services).allSatisfy(done.contains) }
            // Cycles are refused when the file is read; were there one, the rest keeps its order.
            let next = ready.isEmpty ? rest : ready
            ordered += next
            done.formUnion(next.map(\.id))
            rest.removeAll { done.contains($0.id) }
        }
        return ordered
    }

    private struct Output: Encodable {
        struct Service: Encodable {
            struct Reading: Encodable {
                var kind: String
                var outcome: String
                var summary: String
                var reason: String
                var milliseconds: Int64
            }

            var name: String
            var verdict: String
            var cause: String
            var root: String?
            var since: Double?
            var readings: [Reading]

            init(_ status: ServiceStatus) {
                name = status.id.name.string
                verdict = status.verdict.rawValue
                (cause, root) =
                    switch status.cause {
                    case .none: ("none", nil)
                    case .pending: ("pending", nil)
                    case .own: ("own", name)
                    case .blocked(let parent): ("blocked", parent.name.string)
                    case .local: ("local", nil)
                    }
                since = status.since.map { Double($0.nanoseconds) / 1e9 }
                readings = status.latest.map {
                    Reading(
                        kind: $0.kind.string, outcome: $0.outcome.rawValue,
                        summary: $0.summary.string, reason: $0.reason.string,
                        milliseconds: $0.duration.wholeMilliseconds)
                }
            }
        }

        var services: [Service]
        var roots: [String]
        var exit: Int32
    }
}
