import Glibc
import NIOSSL

/// Makes TLS contexts of settings and keeps them: each holds the trusted certificates, which takes milliseconds and memory.
///
/// A context is made anew when a file it was made of has changed.
final class TLSContexts {
    /// What a context depends on; the server's name and the days of warning are not of it.
    private struct Key: Hashable {
        var settings: TLSSettings
        var stamps: [FileStamp?]
    }

    /// More different contexts at a time are made anew in turn, rather than filling the memory.
    static let limit = 16

    private let trustRoots: NIOSSLTrustRoots
    private var kept: [Key: NIOSSLContext] = [:]
    private var order: [Key] = []

    init(trustRoots: NIOSSLTrustRoots) {
        self.trustRoots = trustRoots
    }

    /// The context for some settings.
    ///
    /// - Parameter settings: How TLS is to be spoken.
    /// - Returns: A context that verifies as the settings say.
    /// - Throws: `ProbeFailure`, local, when a file of the settings is not usable.
    func context(for settings: TLSSettings) throws -> NIOSSLContext {
        var relevant = settings
        (relevant.serverName, relevant.warnDays, relevant.startTLS) = (nil, nil, nil)
        let files = [
            settings.authorityFile, settings.clientCertificateFile, settings.clientKeyFile,
        ]
        let key = Key(settings: relevant, stamps: files.compactMap { $0.map(FileStamp.init) })
        if let context = kept[key] { return context }
        let context = try Self.make(configuration(settings))
        if order.count >= Self.limit { kept[order.removeFirst()] = nil }
        kept[key] = context
        order.append(key)
        return context
    }

    /// A context for seeing the certificates of a server that is not trusted: it trusts nobody by itself.
    func contextForLooking(_ settings: TLSSettings) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = settings.minimumVersion.version
        configuration.applicationProtocols = settings.protocols
        configuration.trustRoots = .certificates([])
        return try Self.make(configuration)
    }

    /// Where the certificates of trusted authorities are written.
    func authorityFiles(_ settings: TLSSettings) -> [String] {
        let own = settings.authorityFile.map { [$0] } ?? []
        switch trustRoots {
        case .file(let path): return own + [path]
        case .certificates: return own
        case .default: return own + Self.systemFiles
        }
    }

    /// Where Debian and Fedora keep them; NIOSSL looks in the same places.
    private static let systemFiles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
    ]

    private func configuration(_ settings: TLSSettings) throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = settings.minimumVersion.version
        configuration.applicationProtocols = settings.protocols
        // The post-quantum key share of the default costs a tenth of a probe's processor time and protects
        // nothing that is worth recording.
        configuration.curves = [.x25519, .secp256r1, .secp384r1]
        configuration.certificateVerification = settings.verifies ? .fullVerification : .none
        configuration.trustRoots = settings.verifies ? trustRoots : .certificates([])
        if let file = settings.authorityFile, settings.verifies {
            configuration.additionalTrustRoots = [.certificates(try Self.certificates(file))]
        }
        if let file = settings.clientCertificateFile {
            configuration.certificateChain = try Self.certificates(file).map { .certificate($0) }
        }
        if let file = settings.clientKeyFile {
            guard let key = try? NIOSSLPrivateKey(file: file, format: .pem) else {
                throw ProbeFailure.local(
                    "no key", "the file \(file) does not hold a readable key (PEM, no password)")
            }
            configuration.privateKey = .privateKey(key)
        }
        return configuration
    }

    private static func certificates(_ file: String) throws -> [NIOSSLCertificate] {
        guard let certificates = try? NIOSSLCertificate.fromPEMFile(file), !certificates.isEmpty
        else {
            throw ProbeFailure.local(
                "no file", "the file \(file) does not hold readable certificates (PEM)")
        }
        return certificates
    }

    private static func make(_ configuration: TLSConfiguration) throws -> NIOSSLContext {
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            if let failure = error as? ProbeFailure { throw failure }
            throw ProbeFailure.local(
                "tls setup",
                "TLS cannot be set up: the client certificate and key do not fit, or no trusted certificates are readable"
            )
        }
    }
}

extension TLSSettings.Version {
    /// The same in NIOSSL's words.
    fileprivate var version: TLSVersion {
        switch self {
        case .v1_0: .tlsv1
        case .v1_1: .tlsv11
        case .v1_2: .tlsv12
        case .v1_3: .tlsv13
        }
    }
}
