/// How TLS is to be spoken with a target.
struct TLSSettings: Hashable, Sendable {
    /// The oldest version of the protocol that is accepted; older ones are broken (RFC 8996).
    enum Version: String, Hashable, Sendable, CaseIterable {
        case v1_0 = "1.0"
        case v1_1 = "1.1"
        case v1_2 = "1.2"
        case v1_3 = "1.3"

        /// The versions as the configuration names them.
        static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
    }

    /// The name asked for (SNI) and compared with the certificate; nil for the target's host.
    var serverName: String?
    /// False to accept any certificate; what it says is kept all the same.
    var verifies = true
    /// A file of certificates (PEM) to trust beside the system's; nil for none.
    var authorityFile: String?
    /// Protocols offered (ALPN), such as `h2`.
    var protocols: [String] = []
    /// Days before its end from which a certificate is warned of, 0 for never; nil for the usual.
    var warnDays: Int?
    /// The oldest version accepted.
    var minimumVersion = Version.v1_2
    /// Our own certificate and those that lead to its authority (PEM); nil for none.
    var clientCertificateFile: String?
    /// The key of our own certificate (PEM, without a password).
    var clientKeyFile: String?
    /// What is said in plain text before TLS begins; nil for nothing.
    var startTLS: StartTLSProtocol?
}
