/// How TLS is to be spoken with a target.
struct TLSSettings: Hashable, Sendable {
    /// The name asked for (SNI) and compared with the certificate; nil for the target's host.
    var serverName: String?
    /// False to accept any certificate; what it says is kept all the same.
    var verifies = true
    /// A file of certificates (PEM) to trust beside the system's; nil for none.
    var authorityFile: String?
    /// Protocols offered (ALPN), such as `h2`.
    var protocols: [String] = []
}
