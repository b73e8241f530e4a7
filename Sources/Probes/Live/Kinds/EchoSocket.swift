import CPosix
import Glibc
import NIOCore

/// A socket for ICMP echoes with one address: an unprivileged one (icmp(7)), else a raw one.
final class EchoSocket {
    /// What a look for datagrams brought.
    enum Received {
        case datagram([UInt8])
        /// The network refused an earlier echo: an errno.
        case rejection(Int32)
        case nothing
    }

    let descriptor: Int32
    let isRaw: Bool
    let isVersion6: Bool
    /// The address without a port.
    let address: String

    /// Opens and connects it, so that only this address is heard and the network's refusals arrive.
    init(_ address: SocketAddress) throws(ProbeFailure) {
        isVersion6 = address.protocol == .inet6
        self.address = address.ipAddress ?? ""
        let version: Int32 = isVersion6 ? 6 : 4
        var opened = quell_echo_socket(version, 0)
        isRaw = opened < 0
        if opened < 0 { opened = quell_echo_socket(version, 1) }
        descriptor = opened
        guard opened >= 0 else { throw Self.failure(errno) }
        let result = address.withSockAddr { pointer, size in
            connect(opened, pointer, socklen_t(size))
        }
        if result != 0 { throw ProbeFailure(errno: errno) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Sends; nil, or the errno.
    func send(_ bytes: [UInt8]) -> Int32? {
        Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) < 0 ? errno : nil
    }

    /// Takes one datagram, without waiting.
    func receive() -> Received {
        var bytes = [UInt8](repeating: 0, count: 2048)
        let size = recv(descriptor, &bytes, bytes.count, 0)
        if size >= 0 { return .datagram(Array(bytes.prefix(size))) }
        return errno == EAGAIN || errno == EINTR ? .nothing : .rejection(errno)
    }

    private static func failure(_ code: Int32) -> ProbeFailure {
        guard code == EPERM || code == EACCES || code == EPROTONOSUPPORT else {
            return ProbeFailure(errno: code)
        }
        return .local(
            "denied",
            "not permitted: this program may not send ICMP echoes, use a tcp probe instead")
    }
}
