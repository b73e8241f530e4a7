extension CorpusShape {
    private static func octet(_ random: inout SeededRandom) -> String { String(random.below(255)) }

    /// Hosts, addresses and ids.
    func address(_ random: inout SeededRandom) -> String {
        switch self {
        case .ip6:
            return random.below(3) == 0
                ? "fe80::\(Self.hex(4, &random)):\(Self.hex(4, &random))"
                : "2001:db8:" + (0..<6).map { _ in Self.hex(4, &random) }.joined(separator: ":")
        case .mac: return (0..<6).map { _ in Self.hex(2, &random) }.joined(separator: ":")
        case .fqdn: return random.pick(CorpusWords.services) + "." + random.pick(CorpusWords.zones)
        case .host:
            let name = random.pick(CorpusWords.services)
            return random.below(4) == 0 ? name : "\(name)-\(random.number(1, 40))"
        case .uuid:
            return [8, 4, 4, 4, 12].map { Self.hex($0, &random) }.joined(separator: "-")
        case .base64:
            return Self.run(
                22,
                of: Array(
                    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8),
                &random)
        case .erl: return "0.\(random.number(200, 30_000)).\(random.below(9))"
        case .version:
            return
                "\(random.pick(["", "v"]))\(random.below(12)).\(random.below(40)).\(random.below(20))"
        default:
            return (0..<4).map { _ in Self.octet(&random) }.joined(separator: ".")
        }
    }

    /// Paths, texts and lists.
    func place(_ random: inout SeededRandom) -> String {
        switch self {
        case .email: return random.pick(CorpusWords.users) + "@" + random.pick(CorpusWords.zones)
        case .url:
            return "https://" + CorpusShape.fqdn.value(&random, at: CorpusMoment(milliseconds: 0))
                + CorpusShape.urlpath.place(&random)
        case .path:
            return random.pick(CorpusWords.folders) + "/" + CorpusShape.file.place(&random)
        case .file:
            let number = random.below(3) == 0 ? "-\(random.below(900))" : ""
            return random.pick(CorpusWords.nouns) + number + random.pick(CorpusWords.endings)
        case .query: return random.pick(CorpusWords.nouns) + "+" + random.pick(CorpusWords.nouns)
        case .cachekey:
            return random.pick(CorpusWords.nouns) + ":" + random.pick(CorpusWords.nouns) + ":"
                + String(Self.magnitude(&random))
        case .names: return list(CorpusWords.nouns, upTo: 4, separator: ", ", &random)
        case .scopes: return list(CorpusWords.scopes, upTo: 3, separator: ", ", &random)
        case .text: return list(CorpusWords.nouns, upTo: 4, separator: " ", &random)
        case .maybe: return random.below(2) == 0 ? "" : random.pick(CorpusWords.nouns)
        default: return route(&random)
        }
    }

    private func list(
        _ words: [String], upTo most: Int, separator: String, _ random: inout SeededRandom
    ) -> String {
        (0..<random.number(1, most)).map { _ in random.pick(words) }.joined(separator: separator)
    }

    private func route(_ random: inout SeededRandom) -> String {
        var path = ""
        for _ in 0..<random.number(0, 3) {
            path += "/" + random.pick(CorpusWords.nouns)
            if random.below(2) == 0 { path += "/\(Self.magnitude(&random))" }
        }
        if path.isEmpty { return "/" }
        if random.below(4) == 0 {
            path += "?" + random.pick(CorpusWords.nouns) + "=" + random.pick(CorpusWords.nouns)
            if random.below(2) == 0 { path += "&page=\(random.number(1, 40))" }
        }
        return path
    }

    /// Names of things that a company or a cluster numbers.
    func thing(_ random: inout SeededRandom) -> String {
        let service = random.pick(CorpusWords.services)
        switch self {
        case .pod:
            return "\(service)-\(Self.hex(9, &random))-"
                + Self.run(5, of: Array("bcdfghjklmnpqrstvwxz2456789".utf8), &random)
        case .container: return service
        case .image: return "registry.example.com/\(service):\(Self.hex(7, &random))"
        case .disk:
            return random.below(2) == 0
                ? "sd" + random.pick(["a", "b", "c", "d", "e"]) : "nvme\(random.below(4))n1"
        case .index: return "\(service)-" + random.pick(["v1", "v2", "2026.03", "live"])
        case .queue, .topic:
            return service + random.pick([".", "-", "_"]) + random.pick(CorpusWords.nouns)
        case .bucket: return service + "-" + random.pick(["prod", "logs", "backup", "media"])
        case .amount: return Self.decimal(&random, whole: 900, places: 2)
        case .order: return "ORD-\(random.number(10_000, 999_999))"
        case .txn: return "tx_" + Self.hex(16, &random)
        case .sku:
            return random.pick(["SHOE", "BAG", "HAT", "SOCK", "BELT"]) + "-"
                + random.pick(["RED", "BLK", "GRN"]) + "-\(random.number(10, 99))"
        default:
            return random.pick(["B", "M", "HH", "K"]) + "-"
                + Self.run(2, of: Array("ABCDEFGHKLMN".utf8), &random)
                + "-\(random.number(100, 9_999))"
        }
    }
}
