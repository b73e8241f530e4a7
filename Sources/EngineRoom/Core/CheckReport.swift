import Foundation
public import IncidentModel
import SafeText

/// What one or several passes over all probes add up to, for people and for programs.
public struct CheckReport: Sendable {
    private let checked: [CheckedService]
    private var services: [ServiceStatus] { checked.map(\.status) }

    /// Takes the services of one pass, in any order.
    public init(services: [ServiceStatus]) {
        self.init(passes: [services])
    }

    /// Takes the services of several passes, oldest first.
    ///
    /// A service that is missing from the newest pass is left out.
    public init(passes: [[ServiceStatus]]) {
        checked = Self.inDependencyOrder(passes.last ?? []).map { newest in
            CheckedService(
                passes: passes.compactMap { pass in pass.first { $0.id == newest.id } })
        }
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

    /// One row a service, and one for each root; with several passes also one for each probe.
    public var table: String {
        let names = column(services.map(\.id.name.string), atLeast: 7)
        let verdicts = column(services.map(\.verdict.rawValue))
        let times = column(checked.map(\.times), isRightAligned: true)
        var rows: [String] = []
        for (index, one) in checked.enumerated() {
            let text = [names[index], verdicts[index], times[index], Self.words(one.status)]
            rows.append(text.filter { !$0.isEmpty }.joined(separator: "  "))
            rows += one.probeRows.map { "    " + $0 }
        }
        for root in roots {
            let blocked = services.filter { $0.cause == .blocked(by: root) }.count
            rows.append("root: \(root.name)" + (blocked > 0 ? ", blocks \(blocked)" : ""))
        }
        return rows.isEmpty ? "no services are configured" : rows.joined(separator: "\n")
    }

    /// `{"services":[{"name","verdict","cause","root","since","readings"}],"roots":[…],"exit":N}`.
    public var json: String {
        let output = CheckOutputFormat(
            services: checked.map(CheckOutputFormat.Service.init),
            roots: roots.map(\.name.string), exit: exitStatus)
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
}
