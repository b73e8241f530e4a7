/// One reply of a Redis server (RESP 2, redis.io/docs/reference/protocol-spec).
indirect enum RedisReply: Hashable, Sendable {
    case simple(String)
    case error(String)
    case number(String)
    /// nil for a null bulk.
    case bulk(String?)
    /// nil for a null array.
    case array([RedisReply]?)

    /// What a condition is held against: the text; of an array its first element.
    var value: String? {
        switch self {
        case .simple(let text), .error(let text), .number(let text): text
        case .bulk(let text): text
        case .array(let elements): elements?.first?.value
        }
    }
}

/// Reads replies from bytes, within bounds that no server can stretch.
enum RedisReader {
    /// Bytes of a line without its end.
    static let lineLimit = 65_536
    /// Bytes of one bulk string, and of everything that is waited for.
    static let bulkLimit = 1 << 20
    /// Elements of an array, and arrays within arrays.
    static let elementLimit = 65_536
    static let depthLimit = 8

    /// Why bytes are not a reply.
    enum Problem: Error, Hashable, Sendable {
        /// The first byte or a length is none of the protocol's.
        case notRedis
        case tooLong
    }

    /// Takes one reply off the front; nil, with nothing taken, while it is not complete.
    static func take(
        _ bytes: inout ArraySlice<UInt8>
    ) throws(Problem) -> RedisReply? {
        var rest = bytes
        guard let reply = try read(&rest, depth: 0) else {
            if bytes.count > bulkLimit + lineLimit { throw .tooLong }
            return nil
        }
        bytes = rest
        return reply
    }

    private static func read(
        _ bytes: inout ArraySlice<UInt8>, depth: Int
    ) throws(Problem) -> RedisReply? {
        guard let kind = bytes.first else { return nil }
        guard "+-:$*".utf8.contains(kind) else { throw .notRedis }
        guard let line = try takeLine(&bytes) else { return nil }
        let text = String(decoding: line.dropFirst(), as: UTF8.self)
        switch kind {
        case UInt8(ascii: "+"): return .simple(text)
        case UInt8(ascii: "-"): return .error(text)
        case UInt8(ascii: "$"): return try bulk(&bytes, length: length(text))
        case UInt8(ascii: "*"): return try array(&bytes, count: length(text), depth: depth)
        default:
            guard Int64(text) != nil else { throw .notRedis }
            return .number(text)
        }
    }

    private static func takeLine(
        _ bytes: inout ArraySlice<UInt8>
    ) throws(Problem) -> ArraySlice<UInt8>? {
        guard let end = bytes.prefix(lineLimit).firstIndex(of: 0x0A) else {
            if bytes.count >= lineLimit { throw .tooLong }
            return nil
        }
        let line = bytes[bytes.startIndex..<end]
        guard line.last == 0x0D else { throw .notRedis }
        bytes = bytes[(end + 1)...]
        return line.dropLast()
    }

    /// -1 for null.
    private static func length(_ text: String) throws(Problem) -> Int {
        guard text.utf8.allSatisfy({ 0x30...0x39 ~= $0 || $0 == 0x2D }), !text.isEmpty else {
            throw .notRedis
        }
        guard let length = Int(text) else { throw .tooLong }
        guard length >= -1 else { throw .notRedis }
        return length
    }

    private static func bulk(
        _ bytes: inout ArraySlice<UInt8>, length: Int
    ) throws(Problem) -> RedisReply? {
        guard length >= 0 else { return .bulk(nil) }
        guard length <= bulkLimit else { throw .tooLong }
        guard bytes.count >= length + 2 else { return nil }
        let text = bytes.prefix(length)
        let end = bytes.dropFirst(length).prefix(2)
        guard end.elementsEqual([0x0D, 0x0A]) else { throw .notRedis }
        bytes = bytes.dropFirst(length + 2)
        return .bulk(String(decoding: text, as: UTF8.self))
    }

    private static func array(
        _ bytes: inout ArraySlice<UInt8>, count: Int, depth: Int
    ) throws(Problem) -> RedisReply? {
        guard count >= 0 else { return .array(nil) }
        guard count <= elementLimit, depth < depthLimit else { throw .tooLong }
        var elements: [RedisReply] = []
        for _ in 0..<count {
            guard let element = try read(&bytes, depth: depth + 1) else { return nil }
            elements.append(element)
        }
        return .array(elements)
    }
}
