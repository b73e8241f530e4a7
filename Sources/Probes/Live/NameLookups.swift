import CCares
import Glibc
import NIOCore

/// Asks for the addresses of names, any number at a time; lives on a `PollThread`.
///
/// A silent name server costs nothing but the time of those who ask for its names.
final class NameLookups: PollClient {
    /// Addresses with port 0, and for how many seconds they may be believed.
    struct Found: Sendable {
        var addresses: [SocketAddress]
        var ttl: Int
    }

    typealias Answer = Result<Found, ProbeFailure>

    private let settings: CaresSettings
    /// Passes over servers that fail, as people expect of several servers.
    private var patient: CaresChannel?
    /// Tells what they say: c-ares 1.18 hides why the last of them was passed over.
    private var frank: CaresChannel?
    private var isEnding = false

    init(_ settings: CaresSettings) {
        self.settings = settings
    }

    var interests: [pollfd] { (patient?.interests ?? []) + (frank?.interests ?? []) }

    var timeout: Int32? {
        [patient?.timeout, frank?.timeout].compactMap { $0 }.min()
    }

    func wake(_ ready: [pollfd]) {
        patient?.wake(ready)
        frank?.wake(ready)
    }

    func threadEnds() {
        isEnding = true
        forgetChannels()
    }

    /// Looks a name up; `done` is called once, on this thread.
    func look(up name: String, _ done: @escaping (Answer) -> Void) {
        ask(name, frankly: false, done)
    }

    /// The system's settings changed: what is under way is asked anew, by the new ones.
    func renew() { forgetChannels() }

    private func ask(_ name: String, frankly: Bool, _ done: @escaping (Answer) -> Void) {
        let channel: CaresChannel
        do {
            channel = try self.channel(frankly: frankly)
        } catch {
            let status = (error as? CaresChannel.Problem)?.status ?? ARES_ENOMEM
            return done(.failure(ProbeFailure(resolving: name, status: status)))
        }
        channel.addresses(of: name) { [self] answer in
            switch answer {
            case .success(let found):
                let addresses = found.nodes.compactMap(SocketAddress.init)
                done(.success(Found(addresses: addresses, ttl: found.ttl)))
            case .failure(let problem) where problem.status == ARES_EDESTRUCTION && !isEnding:
                ask(name, frankly: false, done)
            case .failure(let problem) where problem.status == ARES_ECONNREFUSED && !frankly:
                ask(name, frankly: true, done)
            case .failure(let problem): done(.failure(Self.failure(name, problem)))
            }
        }
    }

    private func channel(frankly: Bool) throws -> CaresChannel {
        if let known = frankly ? frank : patient { return known }
        var settings = settings
        settings.believesErrors = frankly
        let made = try CaresChannel(settings)
        if frankly { frank = made } else { patient = made }
        return made
    }

    private func forgetChannels() {
        let old = [patient, frank]
        // First, so that what is asked anew meets new ones.
        (patient, frank) = (nil, nil)
        for channel in old { channel?.close() }
    }

    private static func failure(_ name: String, _ problem: CaresChannel.Problem) -> ProbeFailure {
        let own = problem.status == ARES_ECONNREFUSED ? CaresChannel.ownTrouble : nil
        return own ?? ProbeFailure(resolving: name, status: problem.status)
    }
}

extension SocketAddress {
    /// An address that c-ares found; nil for a family we cannot connect to.
    init?(_ found: CaresAddress) {
        switch found.family {
        case AF_INET where found.bytes.count >= MemoryLayout<sockaddr_in>.size:
            self.init(found.bytes.withUnsafeBytes { $0.loadUnaligned(as: sockaddr_in.self) })
        case AF_INET6 where found.bytes.count >= MemoryLayout<sockaddr_in6>.size:
            self.init(found.bytes.withUnsafeBytes { $0.loadUnaligned(as: sockaddr_in6.self) })
        default: return nil
        }
    }
}
