/// Tells from the kernel's own tables whether this machine has a way to anywhere.
enum RouteTable {
    /// Interfaces other than loopback that a usable route leads through.
    ///
    /// - Parameters:
    ///   - ipv4: `/proc/net/route`: a heading, then interface, destination, gateway, flags in hexadecimal.
    ///   - ipv6: `/proc/net/ipv6_route`: ten columns without a heading, flags the ninth, interface the last.
    /// - Returns: Their names.
    static func interfaces(ipv4: String, ipv6: String) -> Set<String> {
        var found = Set<String>()
        for line in ipv4.split(separator: "\n").dropFirst() {
            let columns = line.split(whereSeparator: \.isWhitespace)
            guard columns.count > 3, isUsable(columns[3]) else { continue }
            found.insert(String(columns[0]))
        }
        for line in ipv6.split(separator: "\n") {
            let columns = line.split(whereSeparator: \.isWhitespace)
            // Every interface has a link-local route, even one that leads nowhere.
            guard columns.count == 10, !columns[0].hasPrefix("fe80"), !columns[0].hasPrefix("ff"),
                isUsable(columns[8])
            else { continue }
            found.insert(String(columns[9]))
        }
        return found.subtracting(["lo"])
    }

    /// RTF_UP is set and RTF_REJECT is not (linux/route.h).
    private static func isUsable(_ flags: Substring) -> Bool {
        guard let flags = UInt32(flags, radix: 16) else { return false }
        return flags & 0x0001 != 0 && flags & 0x0200 == 0
    }

    /// The addresses after `nameserver` (resolv.conf(5)).
    static func nameServers(_ text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(whereSeparator: \.isWhitespace)
            return words.count > 1 && words[0] == "nameserver" ? String(words[1]) : nil
        }
    }
}

extension HostPort {
    /// True when it is this machine itself, whatever the state of the network.
    var isLoopback: Bool {
        let name = host.lowercased()
        return name == "localhost" || name.hasSuffix(".localhost") || name == "::1"
            || name.hasPrefix("127.") || name == "0.0.0.0" || name == "::"
    }
}
