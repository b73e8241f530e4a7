public import IncidentModel
public import Probes
import SafeText

/// Probes services without a screen, and judges them at the end.
public struct ServiceCheck: Sendable {
    /// How thorough a check is.
    public enum Mode: Hashable, Sendable {
        /// One pass, judged on one reading.
        case quick
        /// Three passes a second apart, judged together, with the times of each.
        case full
        /// One pass over the probes that stay on this machine; nothing is sent to a network.
        case environment
    }

    /// Passes of a full check.
    public static let fullPasses = 3

    private let services: [ServiceDefinition]
    private let options: ProbeEngineOptions
    private let mode: Mode

    /// Prepares a check.
    ///
    /// - Parameters:
    ///   - services: All services of the configuration.
    ///   - names: The services to check, with all they need; empty for all.
    ///   - mode: How thorough.
    ///   - options: Time-outs and limits.
    /// - Throws: `Refusal` when a name is no service, or nothing is left to check.
    public init(
        of services: [ServiceDefinition], named names: [String], mode: Mode,
        options: ProbeEngineOptions
    ) throws(Refusal) {
        self.mode = mode
        self.options = options
        let chosen = try Self.select(names, of: services)
        switch mode {
        case .quick, .full: self.services = chosen
        case .environment:
            self.services = Self.staying(chosen)
            guard !self.services.isEmpty else {
                let kinds = ProbeDefinition.localKinds.joined(separator: ", ")
                throw Refusal(
                    description: "no probe stays on this machine: expected one of \(kinds)")
            }
        }
    }

    /// Why a check cannot be made, in one sentence.
    public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        /// The sentence.
        public var description: String
    }

    /// Probes and judges; blocks no thread.
    ///
    /// - Parameter now: The wall clock that readings are dated with.
    /// - Returns: What all passes add up to.
    public func run(now: @escaping @Sendable () -> Timestamp) async -> CheckReport {
        var passes: [[ServiceStatus]] = []
        for pass in 0..<(mode == .full ? Self.fullPasses : 1) {
            if pass > 0 { try? await Task.sleep(for: .seconds(1)) }
            passes.append(
                await ProbeEngine.checkOnce(services: services, options: options, now: now))
        }
        return CheckReport(passes: passes)
    }

    /// The services of these names and everything they need, in the order of the file.
    private static func select(
        _ names: [String], of services: [ServiceDefinition]
    ) throws(Refusal) -> [ServiceDefinition] {
        guard !names.isEmpty else { return services }
        let byName = Dictionary(
            services.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var wanted: Set<ServiceID> = []
        var next: [ServiceID] = []
        for name in names {
            let id = ServiceID(DisplayText(name))
            guard byName[id] != nil else {
                let known = services.prefix(12).map(\.id.name.string).joined(separator: ", ")
                throw Refusal(
                    description:
                        "no service is named \(id.name): expected "
                        + (known.isEmpty ? "a configuration with services" : "one of \(known)"))
            }
            next.append(id)
        }
        while let id = next.popLast() {
            guard wanted.insert(id).inserted else { continue }
            next += byName[id]?.needs.flatMap(\.services) ?? []
        }
        return services.filter { wanted.contains($0.id) }
    }

    /// The services that keep a probe, with the needs among them.
    private static func staying(_ services: [ServiceDefinition]) -> [ServiceDefinition] {
        var kept = services
        for index in kept.indices { kept[index].probes.removeAll { !$0.staysLocal } }
        kept.removeAll { $0.probes.isEmpty }
        let names = Set(kept.map(\.id))
        for index in kept.indices {
            kept[index].needs.removeAll { !$0.services.allSatisfy(names.contains) }
        }
        return kept
    }
}
