import IncidentModel

extension FailureClass {
    /// Whether a service that fails in this way may do so only because what it needs fails in that way.
    ///
    /// It is the question "also broken itself?", asked with what a person would look at first: a failure
    /// that its dependency does not explain is still there when the dependency is back.
    /// - The same class is explained: two services behind one broken proxy, name server or certificate.
    /// - `serverError`, `timeout` and `slow` are what a broken dependency causes in a sound program,
    ///   and `content` is how a health page says it (`{"status": "degraded"}` under status 200):
    ///   explained by anything.
    /// - `unreachable` is explained by a parent that is unreachable, or that times out (the same host
    ///   or network: a closed port refuses, a filtered one is silent) or is not in the state it must be
    ///   (the process or unit that should be listening). A program whose dependency merely answers wrongly
    ///   goes on listening; one that ended over it must be looked at itself.
    /// - `name` and `tls` come from records and certificates, which no other service's failure changes.
    /// - `rejected` is an answer given on purpose: wrong path, credentials or method. A service that
    ///   cannot serve for want of another says 5xx (RFC 9110, 15.6), not 4xx.
    /// - `state` is a file, setting, unit or restart count of its own.
    /// - `local` says nothing of the target, so it accuses nobody.
    func isExplained(by parent: FailureClass) -> Bool {
        if self == parent { return true }
        switch self {
        case .serverError, .timeout, .slow, .content, .local: return true
        case .unreachable: return parent == .timeout || parent == .state
        case .name, .tls, .rejected, .state: return false
        }
    }
}
