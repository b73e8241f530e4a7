import Foundation
import Glibc

/// The connections that clients of this machine hold open to a loopback port (proc(5), /proc/net/tcp).
func openConnections(toPort port: Int, over transport: String = "tcp") -> Int {
    let suffix = ":" + String(format: "%04X", port)
    return connectionTable(transport).split(separator: "\n").count { line in
        let fields = line.split(separator: " ")
        return fields.count > 3 && fields[2].hasSuffix(suffix) && fields[3] == "01"
    }
}

/// Read to its very end: the kernel gives it a page at a time, which Foundation takes for the end.
private func connectionTable(_ transport: String) -> String {
    guard let file = fopen("/proc/net/\(transport)", "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
    return String(decoding: bytes, as: UTF8.self)
}
