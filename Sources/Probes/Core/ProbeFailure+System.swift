import CCares
import Glibc
import IncidentModel

extension ProbeFailure {
    /// What an errno of a socket call says (connect(2), socket(2)): about the target, or about us.
    init(errno code: Int32) {
        switch code {
        case ECONNREFUSED: self = .gone("refused", "connection refused")
        case ECONNRESET, EPIPE:
            self = .gone("reset", "connection reset by the server")
        case ECONNABORTED: self = .gone("aborted", "connection aborted by the server")
        case ETIMEDOUT: self = .late("the network gave up connecting")
        case EHOSTUNREACH: self = .gone("no route", "no route to the host")
        case EHOSTDOWN: self = .gone("no host", "the host is down")
        case EACCES, EPERM:
            self = .local("denied", "this machine does not permit the connection")
        case EMFILE: self = .local("no fd", "this program has no file descriptors left")
        case ENFILE: self = .local("no fd", "this machine has no file descriptors left")
        case ENETUNREACH, ENETDOWN:
            self = .local("no net", "this machine has no network to the target")
        case EADDRNOTAVAIL: self = .local("no port", "this machine has no free port left")
        case ENOBUFS, ENOMEM: self = .local("no mem", "this machine has no memory for a socket")
        case EAFNOSUPPORT:
            self = .local("no net", "this machine does not support the target's kind of address")
        default: self = .gone("failed", String(cString: strerror(code)))
        }
    }

    /// What a status of c-ares says of a name that was looked up.
    init(resolving host: String, status: Int32) {
        switch status {
        case ARES_ENOTFOUND: self = .down("no name", "the name \(host) does not exist", .name)
        case ARES_ENODATA: self = .down("no name", "the name \(host) has no address", .name)
        case ARES_EBADNAME:
            self = .down("no name", "the name \(host) is not a possible name", .name)
        case ARES_ETIMEOUT: self = .local("no dns", "no name server answers for \(host)")
        case ARES_ECONNREFUSED:
            self = .local("no dns", "no name server can be reached for \(host)")
        case ARES_ESERVFAIL:
            self = .local("no dns", "the name server failed to look up \(host) (SERVFAIL)")
        case ARES_EREFUSED:
            self = .local("no dns", "the name server refuses to look up \(host) (REFUSED)")
        case ARES_ENOMEM: self = ProbeFailure(errno: ENOMEM)
        default:
            let words = String(cString: ares_strerror(status))
            self = .local("no dns", "looking up \(host) failed: \(words)")
        }
    }
}
