/// Values that are put together instead of being taken from a list.
enum CorpusShape: String, Sendable, CaseIterable {
    case int, dec, neg, sci, bytes, size, ms, dur, pid, port, ids, ints, epoch
    case ip, ip6, mac, fqdn, host, uuid, base64, erl, version
    case email, urlpath, url, path, file, query, cachekey, names, scopes, text, maybe
    case pod, container, image, disk, index, queue, topic, bucket, amount, order, txn, sku, plate
    case iso, date, clock, shortdate, haproxytime

    /// Makes a value.
    func value(_ random: inout SeededRandom, at moment: CorpusMoment) -> String {
        switch self {
        case .int, .dec, .neg, .sci, .bytes, .size, .ms, .dur, .pid, .port, .ids, .ints, .epoch:
            number(&random, at: moment)
        case .ip, .ip6, .mac, .fqdn, .host, .uuid, .base64, .erl, .version: address(&random)
        case .email, .urlpath, .url, .path, .file, .query, .cachekey, .names, .scopes, .text,
            .maybe:
            place(&random)
        case .pod, .container, .image, .disk, .index, .queue, .topic, .bucket, .amount, .order,
            .txn, .sku, .plate:
            thing(&random)
        case .iso, .date, .clock, .shortdate, .haproxytime: time(&random, near: moment)
        }
    }

    /// So many characters out of a set.
    static func run(_ count: Int, of set: [UInt8], _ random: inout SeededRandom) -> String {
        String(decoding: (0..<count).map { _ in set[random.below(set.count)] }, as: UTF8.self)
    }

    static func hex(_ count: Int, _ random: inout SeededRandom) -> String {
        run(count, of: Array("0123456789abcdef".utf8), &random)
    }

    static func decimal(_ random: inout SeededRandom, whole: Int, places: Int) -> String {
        "\(random.below(whole)).\(run(places, of: Array("0123456789".utf8), &random))"
    }

    /// Magnitudes as logs have them: small numbers are more frequent than large ones.
    static func magnitude(_ random: inout SeededRandom) -> Int {
        let bounds = [10, 100, 1_000, 10_000, 1_000_000]
        return random.below(bounds[random.below(bounds.count)])
    }
}
