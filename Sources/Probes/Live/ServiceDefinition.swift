public import IncidentModel

/// A service as configured: what it needs and how it is probed.
public struct ServiceDefinition: Sendable {
    /// The service.
    public var id: ServiceID
    /// What it depends on.
    public var needs: [Need]
    /// Its probes; without any, its verdict stays unknown.
    public var probes: [ProbeDefinition]
    /// The line of the configuration where it begins, from 1.
    public var line: Int

    /// Makes a service.
    public init(id: ServiceID, needs: [Need], probes: [ProbeDefinition], line: Int) {
        self.id = id
        self.needs = needs
        self.probes = probes
        self.line = line
    }
}
