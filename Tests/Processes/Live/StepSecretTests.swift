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
        let step = try await masked(
            // In two halves, since the text itself is on disk as well.
            "printf 'password=hun'; sleep .05; printf '%s%s end\\n' te r2")
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

    @Test func valueOfSeveralLinesIsHiddenLineByLine() async throws {
        let lines = ["first-0123456789abcdef", "second-0123456789abcdef"]
        let step = try await run(
            """
            printf '%s' "$GIVEN" | while read -r line || [ "$line" ]; do
                printf '> %s' "${line:0:9}"; sleep .3; printf '%s\\n' "${line:9}"
            done; echo "$GIVEN"
            """, in: folder
        ) {
            $0.environment = .adding(["GIVEN": lines.joined(separator: "\n")])
            $0.secrets = [lines.joined(separator: "\n")]
        }
        #expect(
            step.text()
                == "> ‹redacted:secret›\n> ‹redacted:secret›\n‹redacted:secret›\n")
        for line in lines { #expect(!everythingOnDisk().contains(line)) }
        #expect(!everythingOnDisk().contains("0123456789abcdef"))
    }

    @Test func carriedSecretsReachTheLauncherAndNoFile() async throws {
        let step = try await run(Self.exporting, in: folder) {
            $0.environment = .adding(["GIVEN": Self.secret, "SHORT": "q7"])
            $0.secrets = [Self.secret, "q7"]
        }
        let carried = try #require(step.result?.carryOver)
        #expect(
            carried.set == [
                "COPY": "x-\(Self.secret)-y", "API_TOKEN": "fresh-value", "SAME": "q7",
                "PLAIN": "plain",
            ])
        #expect(carried.withheld.isEmpty)
        #expect(carried.workingDirectory == folder.file(Self.secret))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("step-1.1"))
        for name in names {
            let found = text(of: folder.file("step-1.1/" + name))
            for value in [Self.secret, "horses", "fresh-value", "\"q7\""] {
                #expect(!found.contains(value), "\(name)")
            }
        }
    }

    @Test func laterAttachmentLearnsTheNamesOfCarriedSecretsOnly() async throws {
        _ = try await run(Self.exporting, in: folder) {
            $0.environment = .adding(["GIVEN": Self.secret, "SHORT": "q7"])
            $0.secrets = [Self.secret, "q7"]
        }
        let later = StepObserver()
        let attachment = try later.follow(folder.file("step-1.1"))
        #expect(await later.end() == .exited(0))
        attachment.detach()
        let carried = try #require(later.result?.carryOver)
        #expect(carried.set == ["PLAIN": "plain"])
        #expect(carried.withheld == ["API_TOKEN", "COPY", "SAME"])
        #expect(carried.workingDirectory == folder.file("‹redacted:secret›"))
    }

    /// Carries secrets on in all ways: as part of another value, made here, too short to be masked, as
    /// the folder's name.
    private static let exporting = """
        export COPY="x-$GIVEN-y" API_TOKEN=$(printf '%s-%s' fresh value) SAME=$SHORT PLAIN=plain
        mkdir "$GIVEN"; cd "$GIVEN"
        """

    @Test func reasonWhyItCouldNotStartShowsNoSecret() async throws {
        let step = try await run("true", in: folder) {
            $0.workingDirectory = "/no/\(Self.secret)"
            $0.interpreter = .program(executable: "bash", arguments: ["-x", Self.secret])
            $0.secrets = [Self.secret]
        }
        #expect(
            step.result?.end
                == .couldNotStart("the working directory /no/‹redacted:secret› does not exist"))
        #expect(!everythingOnDisk().contains(Self.secret))
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
