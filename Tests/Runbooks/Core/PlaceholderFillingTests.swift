import Foundation
import Testing

@testable import Runbooks

/// What bash makes of filled scripts, asked of bash itself.
@Suite struct PlaceholderFillingTests {
    /// Texts that would do harm, or vanish, where bash read them as shell text.
    private static let hostile = [
        "plain", "two words", "*", "~", "", " lead and trail ", "$(touch canary)", "`touch canary`",
        "'; touch canary; '", "\"; touch canary; \"", "$HOME", "${HOME}", "a\\nb", "\\", "'", "\"",
        "x[$(touch canary)]", "a\nb", "; touch canary", "&& touch canary", "| touch canary",
        "> canary", "-n", "é ü 你", "!!", "#x", "})]", "EOF", "$'a'", "{a,b}", "%s", "a=b",
        "\t", "$(touch canary)'\"`touch canary`\"'", "\u{1B}[31m",
    ]

    /// A script that prints what became of `<x>`, and the text before and after the value.
    private static let templates: [(script: String, before: String, after: String)] = [
        ("printf '%s' <x>", "", ""),
        ("printf %s pre-<x>-post", "pre-", "-post"),
        ("printf %s \"a <x> b\"", "a ", " b"),
        ("printf %s \"it's <x>\"", "it's ", ""),
        ("printf %s 'a <x> b'", "a ", " b"),
        ("printf %s 'a \"<x>\" b'", "a \"", "\" b"),
        ("printf %s $'a\\t<x>\\tb'", "a\t", "\tb"),
        ("printf %s $'it\\'s <x>'", "it's ", ""),
        ("printf %s \"$(printf %s \"<x>.\")\"", "", "."),
        ("printf %s \"$(printf %s <x>.)\"", "", "."),
        ("printf %s \"$(printf %s '<x>.')\"", "", "."),
        ("printf %s \"`printf %s <x>.`\"", "", "."),
        ("printf %s \"`printf %s \\\"<x>.\\\"`\"", "", "."),
        ("printf %s \"`printf %s '<x>.'`\"", "", "."),
        ("printf %s \"`printf %s \\`printf %s. x\\``<x>\"", "x.", ""),
        ("printf %s \"$(printf %s \"`printf %s <x>.`\")\"", "", "."),
        ("cat <<EOF\na '<x>' \"b\"\nEOF", "a '", "' \"b\"\n"),
        ("cat <<-EOF\n\ta <x> $(printf b)\n\tEOF", "a ", " b\n"),
        ("cat <<EOF\n$(printf %s \"<x>.\")\nEOF", "", ".\n"),
        ("cat <<EOF; printf %s <x>\nz\nEOF", "z\n", ""),
        ("printf %s \"${NOTHING:-<x>}\"", "", ""),
        ("printf %s ${NOTHING:-<x>}", "", ""),
        ("v=a; printf %s \"${v:+b <x>}\"", "b ", ""),
        ("v='a b'; printf %s \"${v/ /<x>}\"", "a", "b"),
        ("A=<x>; printf %s \"$A\"", "", ""),
        ("A=\"q <x>\" ; printf %s \"$A\"", "q ", ""),
        ("export A=<x>; printf %s \"$A\"", "", ""),
        ("a=(<x> z); printf %s \"${a[0]}\"", "", ""),
        ("for i in <x>; do printf %s \"$i\"; done", "", ""),
        ("case <x> in <x>) printf %s <x> ;; esac", "", ""),
        ("echo \"$(case a in a) printf %s <x>. ;; esac)\"", "", ".\n"),
        ("[[ <x> == <x> ]] && printf %s <x>", "", ""),
        ("if [ <x> = \"<x>\" ]; then printf %s '<x>'; fi", "", ""),
        ("printf %s <x> # it's <x>", "", ""),
        ("# don't\nprintf %s <x>", "", ""),
        ("printf %s \\\n  <x>", "", ""),
        ("printf %s <x> 2>&1 | cat", "", ""),
        ("(printf %s <x>)", "", ""),
        ("{ printf %s <x>; }", "", ""),
        ("f() { printf %s \"$1\"; }; f <x>", "", ""),
        ("cat <<< <x>", "", "\n"),
        ("cat < <(printf %s <x>)", "", ""),
        ("echo $((1 + 2))<x>", "3", "\n"),
        ("bash -c 'printf %s \"$1\"' _ <x>", "", ""),
        ("bash -c 'printf %s <x>'", "", ""),
        ("bash -c \"printf %s <x>\"", "", ""),
        ("bash -c \"printf %s '<x>'\"", "", ""),
        ("bash -c 'printf %s \"a <x> b\"'", "a ", " b"),
        ("bash -c \"printf %s \\\"a <x> b\\\"\"", "a ", " b"),
        ("bash -c 'printf %s '\\''a <x> b'\\'", "a ", " b"),
        ("eval printf %s <x>", "", ""),
        ("eval 'printf %s \"<x>\"'", "", ""),
        ("env A=1 timeout 5 bash -c 'printf %s <x>'", "", ""),
        ("printf %s {{ x }}", "", ""),
    ]

    /// Runs scripts in one bash, each in a folder of its own, and gives their outputs.
    private static func outputs(_ scripts: [String], value: String) throws -> [String] {
        let folder =
            FileManager.default.temporaryDirectory.path + "/quell-fill-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let bash = Process()
        bash.executableURL = URL(fileURLWithPath: "/bin/bash")
        // Each output ends with a NUL; the canary's name tells which script made it.
        let driver = """
            for script in "$@"; do
              (unset NOTHING; exec bash --noprofile --norc -c "$script" </dev/null 2>&1); printf '\\0'
              if [ -e canary ]; then rm -rf canary; printf 'RAN THE VALUE'; fi
            done
            """
        bash.arguments = ["--noprofile", "--norc", "-c", driver, "_"] + scripts
        bash.environment = [
            "PATH": "/usr/bin:/bin", "HOME": "/nowhere", "X": value, "LANG": "C.UTF-8",
        ]
        bash.currentDirectoryURL = URL(fileURLWithPath: folder)
        let pipe = Pipe()
        bash.standardOutput = pipe
        try bash.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        bash.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
            .split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
    }

    private static let names = ["<x>": "X", "{{ x }}": "X"]

    @Test(arguments: hostile)
    func valueArrivesAsItIsWhereverItStands(_ value: String) throws {
        let scripts = try Self.templates.map {
            try PlaceholderFilling.filled($0.script, names: Self.names)
        }
        let outputs = try Self.outputs(scripts, value: value)
        try #require(outputs.count == scripts.count + 1)
        for (index, template) in Self.templates.enumerated() {
            let expected = template.before + value + template.after
            #expect(outputs[index] == expected, "\(scripts[index])")
        }
        #expect(!outputs.joined().contains("RAN THE VALUE"))
    }

    @Test(arguments: [
        "cat <<'EOF'\n<x>\nEOF", "cat <<\"EOF\"\n<x>\nEOF", "cat <<\\EOF\n<x>\nEOF",
        "echo $((<x> + 1))", "((n = <x>))", "echo $[<x>]", "echo \"$((<x>))\"", "let n=<x>",
        "a[<x>]=1", "echo ${a[<x>]}", "echo ${v:<x>}", "echo ${<x>}", "echo \"${v:1:<x>}\"",
        "[[ <x> -eq 3 ]]", "[[ -n a && 3 -lt <x> ]]", "[[ -v <x> ]]", "[ -v <x> ]",
        "declare -i n=<x>", "declare <x>=1", "unset <x>", "read <x>", "printf -v <x> a",
        "trap '<x>' EXIT", "alias a='<x>'", "bash <<EOF\necho <x>\nEOF", "ssh h <<EOF\n<x>\nEOF",
        "cat <<EOF | bash\necho <x>\nEOF", "echo \"ls <x>\" | sh", "echo 'ls <x>' | sudo bash -s",
        "bash -c 'echo $(ls <x>)'", "ssh h \"sudo bash -c 'ls <x>'\"", "bash -c 'cat <<E\n<x>\nE'",
        "bash -c \"echo \\$((<x>))\"",
    ])
    func placeWhereAValueWouldBeMoreThanATextIsRefused(_ script: String) {
        #expect(throws: PlaceholderFilling.Refusal.self) {
            try PlaceholderFilling.filled(script, names: Self.names)
        }
    }

    @Test func refusalNamesThePlaceholderAndTheWayOut() {
        #expect {
            try PlaceholderFilling.filled("cat <<'E'\n<x>\nE", names: Self.names)
        } throws: { error in
            (error as? PlaceholderFilling.Refusal)?.sentence
                == "<x> stands in a quoted here-document; write it elsewhere, or as ${X}"
        }
    }

    @Test(arguments: [
        ("ssh <x> uptime", "ssh \"${X}\" uptime"),
        ("ssh web systemctl restart <x>", "ssh web systemctl restart \"${X@Q}\""),
        ("ssh -p 22 web 'ls <x>'", "ssh -p 22 web 'ls '\"${X@Q}\"''"),
        ("kubectl exec <x> -- sh -c 'ls <x>'", "kubectl exec \"${X}\" -- sh -c 'ls '\"${X@Q}\"''"),
        ("su - app -c \"ls <x>\"", "su - app -c \"ls ${X@Q}\""),
        (
            "gcloud compute ssh <x> --command='ls <x>'",
            "gcloud compute ssh \"${X}\" --command='ls '\"${X@Q}\"''"
        ),
        ("grep eval <x> > <x>", "grep eval \"${X}\" > \"${X}\""),
        ("echo <y> <x>", "echo <y> \"${X}\""), ("# <x>\nls", "# <x>\nls"), ("ls", "ls"),
        ("psql <x> -c 'select 1'", "psql \"${X}\" -c 'select 1'"),
    ])
    func textForAnotherShellGetsTheValueQuoted(_ script: String, _ filled: String) throws {
        #expect(try PlaceholderFilling.filled(script, names: Self.names) == filled)
    }

    @Test func anyTextIsReadToItsEnd() {
        let parts = [
            "<x>", "'", "\"", "`", "$(", ")", "${", "}", "((", "))", "<<E\n", "\nE\n", "\\", " ",
            "\n",
            "#", "a", "[", "]", "case a in ", ";;", "esac", "|", "&", "bash -c ", "$'", "<<'E'\n",
        ]
        var random = SeededRandom(7)
        for _ in 0..<3000 {
            let count = Int.random(in: 1...14, using: &random)
            let script = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
            do {
                let filled = try PlaceholderFilling.filled(script, names: Self.names)
                let marks = Placeholder.spans(in: Array(script.utf8)).count
                #expect(filled.utf8.count >= script.utf8.count || marks > 0, "\(script)")
            } catch {
                #expect(error.sentence.contains("<x>") || error.sentence.contains("nested"))
            }
        }
    }

    @Test func deepNestingIsRefusedNotFollowed() {
        let script = String(repeating: "$(", count: 5000) + "<x>"
        #expect(throws: PlaceholderFilling.Refusal.self) {
            try PlaceholderFilling.filled(script, names: Self.names)
        }
    }
}
