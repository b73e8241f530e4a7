import Foundation
import Processes
import Testing

/// What a command writes is masked before it reaches the disk.
@Suite struct StepSecretTests {
    private static let secret = "tr0ub4dor & 3 horses"
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Every byte of every file below the folder.
    private func everythingOnDisk() -> String {
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap {
            $0 as? String
        }
        return (names ?? []).map { name in
            let data = FileManager.default.contents(atPath: folder.file(name)) ?? Data()
            return String(decoding: data, as: UTF8.self)
        }.joined(separator: "\n")
    }

    private func masked(_ script: String) async throws -> StepObserver {
        try await run(script, in: folder) {
            $0.environment = .adding(["GIVEN": Self.secret])
            $0.secrets = [Self.secret]
        }
    }

    @Test func exactValueIsHiddenInTheFileHoweverItIsWritten() async throws {
        let step = try await masked(
            """
            echo "a $GIVEN b"; echo "$GIVEN" >&2
            printf '%s' "${GIVEN:0:5}"; sleep .4; printf '%s\\n' "${GIVEN:5}"
            for ((i = 0; i < ${#GIVEN}; i++)); do printf '%s' "${GIVEN:i:1}"; sleep .01; done
            """)
        #expect(
            step.text(.standardOutput)
                == "a ‹redacted:secret› b\n‹redacted:secret›\n‹redacted:secret›")
        #expect(step.text(.standardError) == "‹redacted:secret›\n")
        #expect(!everythingOnDisk().contains(Self.secret))
        #expect(!everythingOnDisk().contains("horses"))
    }

    @Test func whatLooksLikeASecretIsHiddenInTheFile() async throws {
        let step = try await masked("printf 'password=hun'; sleep .05; echo 'ter2 end'")
        #expect(!everythingOnDisk().contains("ter2 end"))
        #expect(step.text().hasPrefix("password=‹redacted"))
        #expect(step.text().hasSuffix(" end\n"))
    }

    @Test func recordOfTheRequestShowsNoSecret() async throws {
        let step = try await masked("true 'tr0ub4dor & 3 horses'; curl_password=hunter2x; true")
        #expect(step.result?.end == .exited(0))
        let record = try #require(StepHandle(folder: folder.file("step-1.1")).request())
        #expect(
            record.script
                == "true '‹redacted:secret›'; curl_password=‹redacted:password›; true")
        #expect(!everythingOnDisk().contains(Self.secret))
    }

    @Test func valuesReachNeitherArgumentsNorFilesWhileTheCommandRuns() async throws {
        let value = UUID().uuidString
        let handle = try launch("echo ready; sleep 60", in: folder) {
            $0.environment = .adding(["GIVEN": value])
            $0.secrets = [value]
        }
        let observer = StepObserver()
        let attachment = try observer.follow(handle.folder)
        #expect(await eventually { observer.text() == "ready\n" })
        #expect(Marker(value: value).commandLines().isEmpty)
        #expect(!everythingOnDisk().contains(value))
        attachment.cancel()
        #expect(await observer.end() == .cancelled)
        #expect(!everythingOnDisk().contains(value))
    }

    @Test func promptAndProgressDoNotWaitForALineEnd() async throws {
        let script = """
            printf '10 %%\\r'; until [ -e one ]; do sleep .02; done
            printf 'name? '; until [ -e two ]; do sleep .02; done
            """
        let handle = try launch(script, in: folder)
        let observer = StepObserver()
        let attachment = try observer.follow(handle.folder)
        #expect(await eventually { observer.text() == "10 %\r" })
        try Data().write(to: URL(fileURLWithPath: folder.file("one")))
        #expect(await eventually { observer.text() == "10 %\rname? " })
        try Data().write(to: URL(fileURLWithPath: folder.file("two")))
        #expect(await observer.end() == .exited(0))
        attachment.detach()
    }

    @Test func bytesThatAreNoTextPassUnchanged() async throws {
        let path = folder.file("bytes")
        var random = SeededRandom(3)
        // Neither letters nor separators: nothing that could look like a secret.
        let bytes = (0..<300_000).map { _ in
            UInt8.random(in: 0...255, using: &random) & 0x8F
        }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let step = try await masked("cat bytes")
        #expect(step.seen.pieces.flatMap(\.bytes) == bytes)
    }
}
