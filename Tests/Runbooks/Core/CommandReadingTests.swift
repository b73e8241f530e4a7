import Testing

@testable import Runbooks

@Suite struct CommandBlockTests {
    private func split(_ text: String) -> [CommandBlock] {
        CommandBlock.split(
            text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        )
        .commands
    }

    @Test func groupBeginsAtItsComment() {
        #expect(
            split("a\nb\n\n# c\n# d\ne\n") == [
                CommandBlock(script: "a\nb", line: 0), CommandBlock(script: "# c\n# d\ne", line: 3),
            ])
    }

    @Test(arguments: [
        "for x in a b; do\n# inner\necho $x\ndone", "cat <<EOF\n# text\nEOF\ntrue",
        "echo 'a\n# b\nc'",
        "a \\\n# b\n", "if a; then\n# b\nc\nfi", "x=(1\n# two\n3)", "foo() {\n# b\nc\n}\nfoo",
        "(\n# x\ny\n)", "case $x in\n# c\na) b;;\nesac", "a |\n# x\nb",
    ])
    func commentInsideACommandCutsNothing(_ text: String) {
        #expect(split(text).count == 1)
    }

    @Test(arguments: [
        "set -e\n# one\na\n# two\nb", "trap x EXIT\n# one\na", "f() { x; }\n# one\nf",
        "a &\n# w\nwait",
        "a &\n# w\nkill $!", "a\n# b\necho $?", "l=(a b)\n# x\necho ${l[0]}", "echo 'open\n# x\nb",
        "source env\n# x\na",
    ])
    func partsThatNeedOneShellStayTogether(_ text: String) {
        #expect(split(text).count == 1)
        #expect(split(text).first?.script == text)
    }

    @Test func plainVariablesDoNotHoldPartsTogether() {
        #expect(split("x=1\n# two\necho $x").count == 2)
    }

    @Test func wordsAfterTheLastCommandAreNoCommand() {
        let (commands, rest) = CommandBlock.split(["a", "", "# that was", "# all"])
        #expect(commands == [CommandBlock(script: "a", line: 0)])
        #expect(rest == ["# that was", "# all"])
    }

    @Test(arguments: ["fi", "}", "done | sort", ")", ";;"])
    func oddLineIsKept(_ line: String) {
        #expect(split("# a\n" + line) == [CommandBlock(script: "# a\n" + line, line: 0)])
    }

    @Test func commentsAloneAreNoCommand() {
        let (commands, rest) = CommandBlock.split(["# a", "", "# b"])
        #expect(commands.isEmpty)
        #expect(rest.count == 3)
    }
}

@Suite struct ConsoleTranscriptTests {
    @Test func onlyTypedLinesRun() {
        let transcript = ConsoleTranscript([
            "$ ls", "a  b", "$ echo \\", "> x", "x", "$ cat <<E", "> y", "E", "y",
        ])
        #expect(transcript.commands.map(\.script) == ["ls", "echo \\\nx", "cat <<E\ny\nE"])
        #expect(transcript.commands.map(\.line) == [0, 2, 5])
        #expect(transcript.output == ["a  b", "x", "y"])
    }

    @Test func apostropheDoesNotSwallowTheOutput() {
        let transcript = ConsoleTranscript(["$ echo don't", "dont", "more", "$ ls"])
        #expect(transcript.commands.map(\.script) == ["echo don't", "ls"])
        #expect(transcript.output == ["dont", "more"])
    }

    @Test func typedCommentIsNoCommand() {
        let transcript = ConsoleTranscript(["$ # first", "$ ls", "$ }"])
        #expect(transcript.commands.map(\.script) == ["ls", "}"])
    }

    @Test(arguments: [
        "user@host:~$ ls", "[root@host ~]# ls", "sh-4.4# ls", "bash-5.1$ ls",
        "(venv) user@host:~/x$ ls", "  $ ls", "$\tls",
    ])
    func promptIsTakenAway(_ line: String) {
        #expect(ConsoleTranscript([line]).commands.map(\.script) == ["ls"])
    }

    @Test func rootsPromptCountsOnlyWhereNoOtherStands() {
        let alone = ConsoleTranscript(["# ls", "a"])
        #expect(alone.commands.map(\.script) == ["ls"])
        #expect(alone.isOfRoot)
        let beside = ConsoleTranscript(["# look", "$ ls"])
        #expect(beside.commands.map(\.script) == ["ls"])
        #expect(!beside.isOfRoot)
    }

    @Test func emptyPromptIsNoCommand() {
        #expect(!ConsoleTranscript.begins(["$", "$ ", "# x", "$HOME"]))
    }
}

@Suite struct PlaceholderTests {
    private func all(_ script: String, defined: Set<String> = []) -> [String] {
        Placeholder.all(
            in: script, script: ShellScript(Placeholder.masked(script)), defined: defined)
    }

    @Test(arguments: [
        ("ssh <user>@<host-name>", ["<user>", "<host-name>"]),
        ("a {{ region }} {{zone}}", ["{{ region }}", "{{zone}}"]),
        ("x YOUR_PROJECT_ID", ["YOUR_PROJECT_ID"]),
        ("echo ${NAME} $OTHER", ["${NAME}", "${OTHER}"]),
        ("a <x> <x>", ["<x>"]), ("a \"Bearer <jwt token>\"", ["<jwt token>"]),
        ("set-state <ready|drain>", ["<ready|drain>"]), ("a <Größe>", ["<Größe>"]),
    ])
    func valueToFillInIsFound(_ script: String, _ found: [String]) {
        #expect(all(script) == found)
    }

    @Test(arguments: [
        "sort <in >out", "cat <<EOF\n<<x>>\nEOF", "diff <(a) <(b)", "a 2>&1",
        "docker ps --format '{{.Names}}'",
        "x {{ end }}", "x=1; echo $x", "echo $HOME ${PATH}", "echo '$NOT'", "echo \\$NOT",
        "for i in a; do echo $i; done",
        "read -r line; echo $line", "echo ${A:-b} ${C:?d}", "echo $1 $? $$", "echo $(( 1 < 2 ))",
        "# $NOT <x",
        "grep '<b>x</b>' f", "YOUR_X=1", "export A B; echo $A$B",
        "[ 1 -lt 2 ] && a <b", "git commit --author 'Ann <ann@example.test>'", "mail <a@b>",
        "docker images | grep '<none>'", "kubectl get svc | grep '<pending>'",
    ])
    func restIsNone(_ script: String) {
        #expect(all(script) == [])
    }

    @Test func definedVariableIsNone() {
        #expect(all("echo $A $B", defined: ["A"]) == ["${B}"])
    }

    @Test func manyMarksCostNoMoreThanTheirLength() {
        let script = String(repeating: "<x> ", count: 50_000)
        #expect(all(script) == ["<x>"])
    }

    @Test func maskHidesTheRedirection() {
        #expect(Placeholder.masked("get <pod> -n <ns>") == "get _____ -n ____")
    }
}

@Suite struct TerminalNeedTests {
    private func isNeeded(_ script: String) -> Bool {
        TerminalNeed.isNeeded(by: ShellScript(Placeholder.masked(script)))
    }

    @Test(arguments: [
        "psql", "psql -h db -U app", "sudo -u postgres psql", "mysql --host <h> -p", "ssh web-1",
        "ssh -i k u@h",
        "ssh -t web-1 top", "vim x", "sudo vi /etc/hosts", "top", "htop",
        "kubectl exec -it web -- bash",
        "kubectl exec -ti web -- sh", "docker run --rm -it x sh",
        "docker exec --interactive --tty x sh",
        "kubectl edit cm x", "gcloud sql connect <db> --user=x", "gcloud compute ssh web-1",
        "redis-cli",
        "redis-cli -h cache -p 1", "rails console", "bin/rails c", "python3", "sudo -i",
        "sudo su -", "crontab -e",
        "git rebase -i HEAD~2", "git commit", "watch ls", "aws ssm start-session --target x",
        "tmux attach",
        "a && vim b", "oc rsh web", "mongosh mongodb://x", "passwd",
    ])
    func isSeen(_ script: String) {
        #expect(isNeeded(script))
    }

    @Test(
        arguments: [
            "psql -c 'select 1'", "psql -Atc 'select 1'", "psql < x.sql", "echo x | psql",
            "psql -f x.sql",
            "mysql -e 'x'", "mysql <<EOF\nx\nEOF", "ssh web-1 uptime", "ssh -p 22 web-1 uptime",
            "ssh -N -L 1:b:2 h",
            "top -b -n 1", "kubectl exec web -- ls", "kubectl exec -i web -- cat < x",
            "docker run --rm x ls",
            "gcloud compute ssh web --command uptime", "redis-cli ping",
            "redis-cli --scan",
            "redis-cli -h c info", "python3 x.py", "python3 -c 'x'", "python3 -m http.server",
            "sudo ls", "git commit -m x",
            "less x", "curl http://x", "grep -i top x", "kubectl get pods -w", "crontab -l",
            "ssh host <<E\nx\nE",
        ])
    func othersRunWithout(_ script: String) {
        #expect(!isNeeded(script))
    }
}
