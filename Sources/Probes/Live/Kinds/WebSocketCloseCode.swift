import IncidentModel

/// Why a WebSocket was closed, as its close frame says (RFC 6455 §7.4, and IANA's registry).
struct WebSocketCloseCode {
    let number: UInt16

    /// A few words; nil for a number that only the application knows.
    var words: String? {
        switch number {
        case 1000: "normal closure"
        case 1001: "going away"
        case 1002: "protocol error"
        case 1003: "unsupported data"
        case 1007: "invalid data"
        case 1008: "policy violation"
        case 1009: "message too big"
        case 1010: "missing extension"
        case 1011: "internal error"
        case 1012: "service restart"
        case 1013: "try again later"
        case 1014: "bad gateway"
        case 3000: "unauthorized"
        case 3003: "forbidden"
        case 3008: "timeout"
        default: nil
        }
    }

    var failure: FailureClass {
        switch number {
        case 1011...1014: .serverError
        case 1002, 1007: .content
        case 1003, 1008...1010, 3000...4999: .rejected
        default: .unreachable
        }
    }

    /// `1011 internal error, “out of memory”`.
    func sentence(_ reason: String) -> String {
        "\(number)" + (words.map { " \($0)" } ?? "") + (reason.isEmpty ? "" : ", “\(reason)”")
    }
}
