import Foundation
import SafeText
import Testing

@Suite("Redactor on benign logs")
struct RedactorBenignTests {
    @Test func touchesUnderOneInAThousandMadeUpLines() {
        var generator = SeededGenerator(seed: 3)
        let lines = (0..<20_000).map { _ in BenignLines.next(&generator) }
        let touched = lines.filter { Redactor.standard.redact($0) != $0 }
        #expect(touched.count * 1_000 < lines.count, "\(touched.prefix(5))")
    }

    @Test(
        .enabled("the public log sets are not beside this checkout") { BenignLines.logSets != nil })
    func touchesUnderOneInAThousandRealLines() throws {
        let folder = try #require(BenignLines.logSets)
        var (count, touched) = (0, [Substring]())
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let file = folder.appending(path: "\(name)/\(name)_2k.log")
            guard let data = try? Data(contentsOf: file) else { continue }
            for line in String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline) {
                count += 1
                if Redactor.standard.redact(String(line)) != line { touched.append(line) }
            }
        }
        #expect(count > 10_000)
        #expect(touched.count * 1_000 < count, "\(touched.count): \(touched.prefix(5))")
    }
}

/// Lines as programs write them, without any secret.
enum BenignLines {
    static func next(_ generator: inout SeededGenerator) -> String {
        let frame = frames.randomElement(using: &generator) ?? ""
        var line = ""
        for character in frame {
            if character == "%" { line += value(&generator) } else { line.append(character) }
        }
        return line
    }

    /// The shared log sets, when this package stands beside them.
    static var logSets: URL? {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().resolvingSymlinksInPath()
        let beside = ["../shared/data/loghub", "../../shared/data/loghub"]
        return beside.map { root.appending(path: $0).standardizedFileURL }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }

    private static func value(_ generator: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: "\(Int.random(in: 0...1_000_000, using: &generator))"
        case 1: generator.text(of: SecretSamples.hex, count: 8)
        case 2: UUID(uuid: uuid(&generator)).uuidString.lowercased()
        case 3: "10.0.\(Int.random(in: 0...255, using: &generator)).7:8080"
        case 4: "/var/lib/app/" + generator.text(of: "abcdefgh", count: 6) + ".json"
        case 5:
            "https://api.example.test/v1/users/" + generator.text(of: SecretSamples.hex, count: 6)
        case 6: "worker-" + generator.text(of: "abcdef0123456789", count: 5)
        default: generator.text(of: SecretSamples.hex, count: 40)
        }
    }

    private static func uuid(_ generator: inout SeededGenerator) -> uuid_t {
        var bytes = UUID().uuid
        withUnsafeMutableBytes(of: &bytes) { raw in
            for index in raw.indices { raw[index] = UInt8.random(in: 0...255, using: &generator) }
        }
        return bytes
    }

    private static let frames = [
        "2024-05-01T10:00:00.123Z INFO request id=% path=% status=200 duration=12ms",
        "May  1 10:00:00 host sshd[%]: Failed password for invalid user % from % port 22 ssh2",
        "level=info msg=\"cache miss\" key=% shard=%", "commit % by bot: fix token parsing in %",
        "Traceback (most recent call last): File \"%\", line 3, in authorize", "pod % restarted",
        "GET % HTTP/1.1 200 512 \"-\" \"curl/8.1\"", "sha256:% pulled from %", "partition_key=% ok",
        "[error] [client %] user % denied: password expired", "docker run --user % --rm -p 80:80 %",
        "Secret % created in namespace default", "session % opened, token refreshed",
        "object key: % size: %", "idempotency_key=%", "trace_id=% span_id=% key_count=%",
        "rotating keys: % done", "key % not found in table %", "primary key: % already exists",
    ]
}
