import IncidentModel
import Testing

@testable import Runbooks

/// Labelled commands, written in other ways that do the same.
@Suite struct DangerMutationTests {
    /// A way to write a command that leaves what it does as it is.
    enum Wrap: CaseIterable {
        case sudo, doas, environment, timeout, background, bash, su, remote, subshell, condition
        case substitution, lock, quotedName, escapedName

        func wrap(_ command: String) -> String {
            let quoted = "'" + command.replacing("'", with: "'\\''") + "'"
            let name = command.prefix { $0 != " " }
            let rest = command.dropFirst(name.count)
            return switch self {
            case .sudo: "sudo -n \(command)"
            case .doas: "doas -u root \(command)"
            case .environment: "/usr/bin/env A=b \(command)"
            case .timeout: "timeout -k 5 30 \(command)"
            case .background: "nohup setsid \(command) &"
            case .bash: "bash -lc \(quoted)"
            case .su: "su - app -c \(quoted)"
            case .remote: "ssh -p 22 web \(quoted)"
            case .subshell: "(cd /srv && \(command))"
            case .condition: "if true; then \(command); fi"
            case .substitution: "echo \"$(\(command))\""
            case .lock: "flock /run/x.lock \(command)"
            case .quotedName: "\"\(name)\"\(rest)"
            case .escapedName: "\\\(name)\(rest)"
            }
        }
    }

    /// Samples that are one simple command or pipeline, in front of which a word may stand.
    private static func simple(_ samples: [String]) -> [String] {
        samples.filter { sample in
            let script = ShellScript(Placeholder.masked(sample))
            let first = sample.prefix { $0 != " " }
            return script.pipelines.count == 1 && !sample.contains("\n") && !sample.contains("\"$(")
                && first.allSatisfy { $0.isLetter || $0.isNumber || "-._/".contains($0) }
                && !["if", "for", "while", "case"].contains(first)
        }
    }

    @Test(arguments: Wrap.allCases)
    func destroyingCommandStaysSoHoweverItIsWritten(_ wrap: Wrap) {
        let samples = Self.simple(DangerSamples.destroying)
        #expect(samples.count > 90)
        for sample in samples {
            let text = wrap.wrap(sample)
            #expect(DangerClassifier.shared.assess(text).danger == .destroys, "\(text)")
        }
    }

    @Test(arguments: Wrap.allCases)
    func changingCommandIsNeverShownAsReading(_ wrap: Wrap) {
        for sample in Self.simple(DangerSamples.changing) {
            let text = wrap.wrap(sample)
            #expect(DangerClassifier.shared.assess(text).danger != .reads, "\(text)")
        }
    }

    @Test func nothingIsMadeSafeByARehearsalElsewhere() {
        for sample in Self.simple(DangerSamples.destroying) {
            let text = "kubectl apply -f x --dry-run=client; \(sample)"
            #expect(DangerClassifier.shared.assess(text).danger == .destroys, "\(text)")
        }
    }
}
