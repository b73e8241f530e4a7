import IncidentModel
import Probes
import Settings

extension Settings {
    /// For each service, after how long without a reading nobody watches it: two missed rounds of its
    /// slowest probe.
    var patience: [ServiceID: Duration] {
        let options = probeOptions
        let pairs = services.map { service in
            let longest = service.probes.map { probe in
                (probe.every ?? options.intervalUp) * 2 + (probe.timeout ?? options.timeout)
            }.max()
            return (service.id, (longest ?? .zero) + .seconds(5))
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// Every probe of every service.
    var probeIDs: [ProbeID] {
        services.flatMap { service in
            service.probes.indices.map { ProbeID(service: service.id, index: $0) }
        }
    }
}
