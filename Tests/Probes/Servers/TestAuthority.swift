import Foundation
import IncidentModel

/// An authority of its own, made by openssl on the spot, that signs certificates of any term.
final class TestAuthority {
    /// A certificate and its key, as files.
    struct Identity {
        let certificate: String
        let key: String
    }

    /// What a certificate is to say.
    struct Wish {
        var commonName = "target"
        var alternativeName: String? = "DNS:localhost,IP:127.0.0.1"
        /// Days from now, negative for the past.
        var from = -300.0
        var to = 100.5
        /// `server`, `authority` or `client`.
        var kind = "server"
        var key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    }

    struct Refusal: Error {
        let arguments: [String]
    }

    let folder: URL
    let root: Identity

    init(named name: String = "Test Root") throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("quell-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        root = Identity(
            certificate: file("root.pem", in: folder), key: file("root.key", in: folder))
        try write("ca.cnf", Self.configuration)
        try write("index.txt", "")
        try openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-days", "30", "-subj", "/CN=\(name)", "-keyout", root.key, "-out", root.certificate,
            "-config", "ca.cnf", "-extensions", "authority",
        ])
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Signs a certificate; `issuer` nil for the root.
    func issue(_ wish: Wish = Wish(), by issuer: Identity? = nil) throws -> Identity {
        let issuer = issuer ?? root
        let name = UUID().uuidString
        let made = Identity(
            certificate: file(name + ".pem", in: folder), key: file(name + ".key", in: folder))
        var request = ["req", "-new"] + wish.key + ["-nodes", "-subj", "/CN=\(wish.commonName)"]
        if let names = wish.alternativeName { request += ["-addext", "subjectAltName=\(names)"] }
        try openssl(request + ["-keyout", made.key, "-out", "\(name).csr", "-config", "ca.cnf"])
        try openssl([
            "ca", "-batch", "-notext", "-config", "ca.cnf", "-cert", issuer.certificate,
            "-keyfile", issuer.key, "-in", "\(name).csr", "-startdate", Self.date(wish.from),
            "-enddate", Self.date(wish.to), "-extensions", wish.kind, "-out", made.certificate,
        ])
        return made
    }

    /// A certificate signed with its own key.
    func selfSigned() throws -> Identity {
        let made = Identity(
            certificate: file("self.pem", in: folder), key: file("self.key", in: folder))
        try openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-days", "100", "-subj", "/CN=own", "-addext", "subjectAltName=DNS:localhost",
            "-keyout", made.key, "-out", made.certificate, "-config", "ca.cnf",
        ])
        return made
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        let path = file(name, in: folder)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func openssl(_ arguments: [String]) throws {
        guard try LoopbackProgram.run("/usr/bin/openssl", arguments, in: folder) else {
            throw Refusal(arguments: arguments)
        }
    }

    private static func date(_ days: Double) -> String {
        let format = DateFormatter()
        format.dateFormat = "yyyyMMddHHmmss'Z'"
        format.timeZone = TimeZone(identifier: "UTC")
        format.locale = Locale(identifier: "en_US_POSIX")
        return format.string(from: Date(timeIntervalSinceNow: days * 86_400))
    }

    private static let configuration = """
        [ca]
        default_ca = d
        [d]
        database = index.txt
        new_certs_dir = .
        rand_serial = yes
        default_md = sha256
        policy = p
        copy_extensions = copy
        unique_subject = no
        [p]
        commonName = optional
        [req]
        distinguished_name = dn
        prompt = no
        [dn]
        [server]
        basicConstraints = CA:false
        [client]
        basicConstraints = CA:false
        extendedKeyUsage = clientAuth
        [authority]
        basicConstraints = critical,CA:true
        [informative]
        basicConstraints = CA:false
        authorityInfoAccess = caIssuers;URI:http://ca.example.test/ca.cer
        """
}

private func file(_ name: String, in folder: URL) -> String {
    folder.appendingPathComponent(name).path
}

/// `openssl s_server` with a certificate, on a free port.
final class OpenSSLServer {
    let port: Int
    private let program: LoopbackProgram

    init(_ identity: TestAuthority.Identity, _ arguments: [String] = []) async throws {
        port = try await unusedPort()
        program = try LoopbackProgram()
        try program.start(
            "/usr/bin/openssl",
            [
                "s_server", "-accept", "127.0.0.1:\(port)", "-cert", identity.certificate, "-key",
                identity.key, "-www",
            ] + arguments)
        guard await LoopbackProgram.listens(onPort: port) else { throw NoReading() }
    }

    /// Makes one probe of the kind `tls`; `rest` holds further keys.
    func reading(
        _ settings: String = "", rest: String = "", host: String = "localhost"
    ) async throws -> Reading {
        try await ProbesTests.reading(
            "{tls: {target: \"\(host):\(port)\"\(settings)}\(rest), every: 60s, timeout: 5s}")
    }
}
