import LocatedYAML

extension TLSSettings {
    /// Reads the key `tls` of a probe, such as `{ca: ca.pem, server_name: db.example, warn_days: 30}`.
    ///
    /// A relative file is looked for beside the configuration file.
    ///
    /// - Parameter probe: The probe's keys.
    /// - Throws: `ConfigurationError` for unknown keys and values that cannot be.
    init(decoding probe: inout MappingReader) throws {
        self.init()
        guard let node = probe.optionalNode("tls") else { return }
        var keys = try MappingReader(node, expected: "settings of TLS such as {ca: ca.pem}")
        try self.init(reading: &keys)
        try keys.finish()
    }

    /// Reads the settings from the keys of a mapping, which may hold others too.
    ///
    /// - Parameter keys: The mapping.
    /// - Throws: `ConfigurationError` for values that cannot be.
    init(reading keys: inout MappingReader) throws {
        self.init()
        verifies = try keys.optionalBool("verify") ?? true
        authorityFile = try Self.file(&keys, "ca")
        serverName = try Self.serverName(&keys)
        warnDays = try keys.optionalInt("warn_days", in: 0...3650)
        minimumVersion = try keys.optionalEnumeration("min_version", of: Version.byName) ?? .v1_2
        clientCertificateFile = try Self.file(&keys, "client_certificate")
        clientKeyFile = try Self.file(&keys, "client_key")
        if clientCertificateFile != nil, clientKeyFile == nil { throw keys.missing("client_key") }
        if clientKeyFile != nil, clientCertificateFile == nil {
            throw keys.missing("client_certificate")
        }
    }

    private static func serverName(_ keys: inout MappingReader) throws -> String? {
        guard let node = keys.optionalNode("server_name") else { return nil }
        let expected = "a host name"
        let name = try node.string(expected: expected)
        guard let host = HostPort(name, defaultPort: 443), host.host == name else {
            throw node.error(expected: expected)
        }
        return name
    }

    private static func file(_ keys: inout MappingReader, _ key: String) throws -> String? {
        guard let node = keys.optionalNode(key) else { return nil }
        let path = try node.string(expected: "a file")
        guard !path.isEmpty, !path.contains("\0") else { throw node.error(expected: "a file") }
        guard !path.hasPrefix("/"), let slash = node.location.path.lastIndex(of: "/") else {
            return path
        }
        return node.location.path[...slash] + path
    }
}
