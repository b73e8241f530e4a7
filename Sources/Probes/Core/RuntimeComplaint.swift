/// What the client of a container runtime says when it has no answer: about the container, or about us.
enum RuntimeComplaint {
    /// What follows from it.
    enum Meaning: Hashable {
        /// The runtime answered that there is no such thing.
        case absent
        /// Anything else: nothing is known of the container.
        case ours
    }

    /// Reads the client's standard error.
    ///
    /// Only these sentences say that something is not there; every doubt is our own side's.
    static func meaning(of text: String) -> Meaning {
        let lowered = text.lowercased()
        // docker: "No such container: web", "No such object: web"; podman: `no such container "web"`.
        if lowered.contains("no such container") || lowered.contains("no such object") {
            return .absent
        }
        // kubectl: `Error from server (NotFound): pods "web" not found`.
        if lowered.contains("error from server (notfound)") { return .absent }
        return .ours
    }

    /// A short word for what the client complains about, at most 8 columns.
    static func summary(of text: String) -> String {
        let lowered = text.lowercased()
        let causes = [
            ("permission denied", "denied"), ("forbidden", "denied"), ("unauthorized", "denied"),
            ("must be logged in", "denied"), ("cannot connect", "no conn"), ("refused", "no conn"),
            ("unable to connect", "no conn"), ("i/o timeout", "no conn"),
            ("no such host", "no dns"),
            ("no route to host", "no conn"), ("x509", "tls"),
        ]
        return causes.first { lowered.contains($0.0) }?.1 ?? "failed"
    }

    /// The line that says most: kubectl writes its log before its sentence, docker its usage after.
    static func sentence(in text: String) -> String {
        let lines = text.split(whereSeparator: \.isNewline).map { line in
            String(line.drop(while: \.isWhitespace))
        }
        let telling = lines.filter { !$0.isEmpty && !isLog($0) }
        return String((telling.first ?? lines.first ?? "").prefix(300))
    }

    /// klog's head: a letter for the severity, month and day, a blank (`E1121 09:37:23.108140`).
    private static func isLog(_ line: String) -> Bool {
        let head = Array(line.utf8.prefix(6))
        return head.count == 6 && "IWEF".utf8.contains(head[0])
            && head[1...4].allSatisfy { 0x30...0x39 ~= $0 } && head[5] == 0x20
    }
}
