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
        let names = column(services.map(\.id.name.string), atLeast: 7)
        let verdicts = column(services.map(\.verdict.rawValue))
        let times = column(
            services.map { $0.deciding.map { "\($0.duration.wholeMilliseconds) ms" } ?? "–" },
            isRightAligned: true)
        var rows = services.enumerated().map { index, service in
            let text = [names[index], verdicts[index], times[index], Self.words(service)]
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

    private func column(
        _ texts: [String], atLeast: Int = 0, isRightAligned: Bool = false
    ) -> [String] {
        let width = texts.reduce(atLeast) { max($0, $1.count) }
        return texts.map { text in
            let padding = String(repeating: " ", count: width - text.count)
            return isRightAligned ? padding + text : text + padding
        }
    }

    private static func words(_ service: ServiceStatus) -> String {
        guard case .blocked(let root) = service.cause else { return service.reason.string }
        return "blocked by \(root.name)" + (service.reason.isEmpty ? "" : ": \(service.reason)")
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
            enum Key: CodingKey {
                case name, verdict, cause, root, since, readings
            }

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

            /// Every key is always there; what is not known is null.
            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: Key.self)
                try container.encode(name, forKey: .name)
                try container.encode(verdict, forKey: .verdict)
                try container.encode(cause, forKey: .cause)
                try container.encode(root, forKey: .root)
                try container.encode(since, forKey: .since)
                try container.encode(readings, forKey: .readings)
            }
        }

        var services: [Service]
        var roots: [String]
        var exit: Int32
    }
}
