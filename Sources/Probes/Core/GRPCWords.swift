import IncidentModel

/// What a gRPC server's answers mean (gRPC over HTTP/2; status codes of grpc/grpc, doc/statuscodes.md).
enum GRPCWords {
    /// The names of the status codes, by number.
    static let statusNames = [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
        "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
        "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
        "UNAUTHENTICATED",
    ]

    /// `NOT_FOUND`, or the number itself when it has no name.
    static func name(ofStatus status: Int) -> String {
        statusNames.indices.contains(status) ? statusNames[status] : "status \(status)"
    }

    /// What a status other than OK means.
    ///
    /// - Parameters:
    ///   - status: The number of `grpc-status`.
    ///   - message: `grpc-message`, decoded; empty when there is none.
    ///   - service: The service asked for; empty for the server as a whole.
    /// - Returns: The failure.
    static func failure(status: Int, message: String, service: String) -> ProbeFailure {
        let name = name(ofStatus: status)
        let said = ": \(name)" + (message.isEmpty ? "" : " \(message)")
        switch name {
        case "NOT_FOUND":
            return .down(
                "unknown", "the server does not know \(subject(service))" + said, .rejected)
        case "UNIMPLEMENTED":
            return .down("no check", "the server has no health service" + said, .rejected)
        case "UNAUTHENTICATED", "PERMISSION_DENIED":
            return .down("denied", "the server refuses the request" + said, .rejected)
        case "DEADLINE_EXCEEDED": return .late("the server gave up in time" + said)
        case "INVALID_ARGUMENT", "FAILED_PRECONDITION", "OUT_OF_RANGE", "ALREADY_EXISTS":
            return .down("rejected", "the server rejects the request" + said, .rejected)
        default: return .down("error", "the server answered with an error" + said, .serverError)
        }
    }

    /// What a state other than SERVING means; nil for SERVING.
    static func failure(_ serving: HealthMessage.Serving, service: String) -> ProbeFailure? {
        switch serving {
        case .serving: nil
        case .notServing:
            .down("not srv", "\(subject(service)) is NOT_SERVING, expected SERVING", .serverError)
        case .unknown:
            .down("unknown", "\(subject(service)) is UNKNOWN, expected SERVING", .serverError)
        case .serviceUnknown:
            .down(
                "unknown", "the server does not know \(subject(service)): SERVICE_UNKNOWN",
                .rejected)
        }
    }

    private static func subject(_ service: String) -> String {
        service.isEmpty ? "the server" : "the service “\(service)”"
    }

    /// Undoes the percent-encoding of `grpc-message`; what is not well encoded stays as it is.
    static func decode(message: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(message.utf8.prefix(1024))[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2,
                let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16),
                digits.allSatisfy({ $0 != UInt8(ascii: "+") })
            {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The name of an HTTP/2 error code (RFC 9113 §7).
    static func name(ofHTTP2Error code: Int) -> String {
        let names = [
            "NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR",
            "SETTINGS_TIMEOUT", "STREAM_CLOSED", "FRAME_SIZE_ERROR", "REFUSED_STREAM", "CANCEL",
            "COMPRESSION_ERROR", "CONNECT_ERROR", "ENHANCE_YOUR_CALM", "INADEQUATE_SECURITY",
            "HTTP_1_1_REQUIRED",
        ]
        return names.indices.contains(code) ? names[code] : "error \(code)"
    }
}
