/// The two messages of grpc.health.v1.Health/Check, and the frame they travel in.
///
/// `HealthCheckRequest { string service = 1 }`, `HealthCheckResponse { ServingStatus status = 1 }`
/// (grpc/grpc, doc/health-checking.md), encoded as Protocol Buffers.
enum HealthMessage {
    /// A service's state, as the server puts it.
    enum Serving: Int, Hashable, Sendable {
        case unknown = 0
        case serving = 1
        case notServing = 2
        /// Only `Watch` says so, by the book.
        case serviceUnknown = 3

        /// The name in the protocol.
        var name: String {
            switch self {
            case .unknown: "UNKNOWN"
            case .serving: "SERVING"
            case .notServing: "NOT_SERVING"
            case .serviceUnknown: "SERVICE_UNKNOWN"
            }
        }
    }

    /// Bytes of an answer with its frame; a real one has 2 + 5.
    static let answerLimit = 4096

    /// A request in its frame: not compressed, then the length (gRPC over HTTP/2, Length-Prefixed-Message).
    static func request(service: String) -> [UInt8] {
        let name = Array(service.utf8)
        var message: [UInt8] = []
        if !name.isEmpty { message = [0x0A] + varint(UInt64(name.count)) + name }
        let count = UInt32(message.count)
        return [0] + (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) } + message
    }

    /// Reads an answer in its frame.
    ///
    /// - Returns: The state; nil when the bytes are not one whole uncompressed message.
    static func answer(_ bytes: [UInt8]) -> Serving? {
        guard bytes.count >= 5, bytes[0] == 0 else { return nil }
        let length = bytes[1..<5].reduce(0) { $0 << 8 | Int($1) }
        guard bytes.count == 5 + length else { return nil }
        return serving(bytes[5...])
    }

    /// Unknown fields are skipped, the last of several counts, a missing one is 0 (Protocol Buffers, encoding).
    private static func serving(_ message: ArraySlice<UInt8>) -> Serving? {
        var rest = message
        var state: UInt64 = 0
        while !rest.isEmpty {
            guard let tag = takeVarint(&rest), tag >> 3 > 0 else { return nil }
            switch tag & 7 {
            case 0:
                guard let value = takeVarint(&rest) else { return nil }
                if tag >> 3 == 1 { state = value }
            case 1: guard drop(8, from: &rest) else { return nil }
            case 2:
                guard let count = takeVarint(&rest), drop(count, from: &rest) else { return nil }
            case 5: guard drop(4, from: &rest) else { return nil }
            default: return nil
            }
        }
        return Int(exactly: state).flatMap(Serving.init(rawValue:))
    }

    private static func drop(_ count: UInt64, from bytes: inout ArraySlice<UInt8>) -> Bool {
        guard count <= UInt64(bytes.count) else { return false }
        bytes = bytes.dropFirst(Int(count))
        return true
    }

    private static func varint(_ value: UInt64) -> [UInt8] {
        var (rest, bytes) = (value, [UInt8]())
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }

    /// At most ten bytes, the last of which may only be 0 or 1.
    private static func takeVarint(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 70, by: 7) {
            guard let byte = bytes.popFirst() else { return nil }
            if shift == 63, byte > 1 { return nil }
            value |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte & 0x80 == 0 { return value }
        }
        return nil
    }
}
