import IncidentModel
import Glibc

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

    /// What an error of getaddrinfo(3) says of a name.
    init(resolving host: String, code: Int32, errno systemCode: Int32) {
        switch code {
        case EAI_NONAME: self = .down("no name", "the name \(host) does not exist", .name)
        case eaiNoData: self = .down("no name", "the name \(host) has no address", .name)
        case EAI_AGAIN:
            self = .local("no dns", "no name server answers for \(host)")
        case EAI_SYSTEM where systemCode == EMFILE || systemCode == ENFILE:
            self = ProbeFailure(errno: systemCode)
        case EAI_MEMORY: self = ProbeFailure(errno: ENOMEM)
        default:
            let words = String(cString: gai_strerror(code))
            self = .local("no dns", "looking up \(host) failed: \(words)")
        }
    }
}

/// `EAI_NODATA` of netdb.h, which hides it behind a feature macro.
private let eaiNoData: Int32 = -5
