import Foundation

/// The connections that clients of this machine hold open to a loopback port (proc(5), /proc/net/tcp).
func openConnections(toPort port: Int) -> Int {
    let table = (try? String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)) ?? ""
    let suffix = ":" + String(format: "%04X", port)
    return table.split(separator: "\n").count { line in
        let fields = line.split(separator: " ")
        return fields.count > 3 && fields[2].hasSuffix(suffix) && fields[3] == "01"
    }
}
