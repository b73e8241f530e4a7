import IncidentModel

/// Says what a failed TLS handshake means, from the library's own words for it.
enum HandshakeWords {
    /// Puts a failure of the handshake, or of TLS afterwards, into a sentence.
    ///
    /// - Parameters:
    ///   - details: BoringSSL's description, which holds a reason such as `TLSV1_ALERT_UNKNOWN_CA`.
    ///   - minimum: The oldest version we accept; nil when it is not known here.
    /// - Returns: A failure of the class `tls`.
    static func failure(_ details: String, minimum: TLSSettings.Version? = nil) -> ProbeFailure {
        if details.contains("EOF during handshake") {
            return .down("tls", "the server closed the connection during the TLS handshake", .tls)
        }
        guard let reason = reason(in: details) else {
            return .down("tls", "the TLS handshake failed", .tls)
        }
        if let failure = known(reason, minimum) { return failure }
        let plain = plainWords(reason)
        if reason.contains("_ALERT_") {
            return .down("tls", "the server ended TLS with the alert “\(plain)”", .tls)
        }
        return .down("tls", "the TLS handshake failed: \(plain)", .tls)
    }

    private static func known(_ reason: String, _ minimum: TLSSettings.Version?) -> ProbeFailure? {
        switch reason {
        case "CERTIFICATE_VERIFY_FAILED":
            .down("bad cert", "the certificate is not trusted", .tls)
        case "WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL":
            .down("no tls", "the server does not speak TLS", .tls)
        case "UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION":
            .down(
                "old tls",
                "the server speaks no TLS of version \(minimum?.rawValue ?? "1.2") or later", .tls)
        case "TLSV1_ALERT_CERTIFICATE_REQUIRED", "TLSV1_CERTIFICATE_REQUIRED":
            .down("no cert", "the server wants a client certificate", .tls)
        case "SSLV3_ALERT_HANDSHAKE_FAILURE", "TLSV1_ALERT_INSUFFICIENT_SECURITY":
            .down(
                "refused",
                "the server refused the TLS handshake: no cipher in common, or it wants a client certificate",
                .tls)
        case "TLSV1_ALERT_UNKNOWN_CA", "SSLV3_ALERT_BAD_CERTIFICATE",
            "SSLV3_ALERT_UNSUPPORTED_CERTIFICATE", "SSLV3_ALERT_CERTIFICATE_REVOKED",
            "SSLV3_ALERT_CERTIFICATE_EXPIRED", "SSLV3_ALERT_CERTIFICATE_UNKNOWN",
            "TLSV1_ALERT_ACCESS_DENIED":
            .down(
                "no cert", "the server refused our client certificate: \(plainWords(reason))", .tls)
        case "TLSV1_ALERT_UNRECOGNIZED_NAME", "TLSV1_UNRECOGNIZED_NAME":
            .down("no host", "the server knows no host of this name (TLS server name)", .tls)
        case "TLSV1_ALERT_NO_APPLICATION_PROTOCOL":
            .down("no alpn", "the server speaks none of the offered protocols (ALPN)", .tls)
        case "TLSV1_ALERT_INTERNAL_ERROR":
            .down("tls", "the server had an internal error during the TLS handshake", .tls)
        default: nil
        }
    }

    /// The first reason in a description such as `error:1000…:SSL routines:OPENSSL_internal:REASON at file:1`.
    private static func reason(in details: String) -> String? {
        guard let mark = details.firstRange(of: "OPENSSL_internal:") else { return nil }
        let reason = details[mark.upperBound...].prefix {
            $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_")
        }
        return reason.isEmpty ? nil : String(reason)
    }

    /// `TLSV1_ALERT_UNKNOWN_CA` as `unknown ca`.
    private static func plainWords(_ reason: String) -> String {
        let start = reason.firstRange(of: "_ALERT_")?.upperBound ?? reason.startIndex
        return reason[start...].lowercased().replacing("_", with: " ")
    }
}
