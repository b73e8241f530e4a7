/// The message of an access log's line: the request and the class of its status, so that answers that
/// failed are another cluster than those that did not.
enum RequestText {
    /// Writes `GET /path 503 server error` for the request `GET /path HTTP/1.1`.
    static func write(_ request: UnsafeRawBufferPointer, status: Int?, into text: inout [UInt8]) {
        text.removeAll(keepingCapacity: true)
        appendRequest(request, to: &text)
        guard let status else { return }
        text.append(contentsOf: " \(status) ".utf8)
        text.append(contentsOf: words(for: status).utf8)
    }

    /// Method and path, without the protocol.
    private static func appendRequest(_ request: UnsafeRawBufferPointer, to text: inout [UInt8]) {
        var cursor = ByteCursor(request)
        cursor.position = cursor.tokenEnd()
        let method = cursor.position
        cursor.skipSpaces()
        let path = cursor.position
        let isRequest = method > 0 && method < request.count && cursor.peek() == UInt8(ascii: "/")
        guard isRequest else {
            // Scanners send anything; it must not make a cluster of its own each time.
            text.append(contentsOf: "malformed request".utf8)
            return
        }
        text.append(contentsOf: request[0..<method])
        text.append(32)
        text.append(contentsOf: request[path..<cursor.tokenEnd()])
    }

    private static func words(for status: Int) -> String {
        switch status {
        case 500...599: "server error"
        case 400...499: "client error"
        case 300...399: "redirect"
        default: "ok"
        }
    }
}
