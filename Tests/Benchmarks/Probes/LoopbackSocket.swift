import Glibc

/// Plain sockets on 127.0.0.1.
enum LoopbackSocket {
    /// A socket that listens on a free port; the port is 0 when there is none.
    static func listening(backlog: Int32) -> (descriptor: Int32, port: Int) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let port = withAddress(0) { pointer, size in
            var size = size
            guard bind(listener, pointer, size) == 0, listen(listener, backlog) == 0,
                getsockname(listener, pointer, &size) == 0
            else { return 0 }
            return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                Int(UInt16(bigEndian: $0.pointee.sin_port))
            }
        }
        return (listener, port)
    }

    /// A connected socket, or nil.
    static func connected(_ port: Int) -> Int32? {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let isConnected = withAddress(port) { connect(connection, $0, $1) == 0 }
        if isConnected { return connection }
        close(connection)
        return nil
    }

    /// True when somebody listens there.
    static func listens(_ port: Int) -> Bool {
        guard let connection = connected(port) else { return false }
        close(connection)
        return true
    }

    private static func withAddress<Result>(
        _ port: Int, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
