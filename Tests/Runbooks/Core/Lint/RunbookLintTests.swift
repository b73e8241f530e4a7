import IncidentModel
import Runbooks
import SafeText
import Testing

/// Each rule of the lint by runbooks that it names and ones that it leaves alone.
@Suite struct RunbookLintTests {
    /// A script in the only block of a runbook, and the line of the script that a rule names.
    struct Case: CustomTestStringConvertible, Sendable {
        var rule: String
        var script: String
        /// From 0, in the script.
        var line: Int
        var advice: String
        var info: String
        var testDescription: String { "\(rule): \(script)" }

        init(
            _ rule: String, _ script: String, line: Int = 0, advice: String = "", info: String = ""
        ) {
            self.rule = rule
            self.script = script
            self.line = line
            self.advice = advice
            self.info = info
        }
    }

    /// The line on which a script begins in `book`.
    private static let firstLine = 8

    private func book(_ script: String, info: String = "") -> String {
        """
        # Book

        ## Work

        ### Step

        ```bash\(info.isEmpty ? "" : " {\(info)}")
        \(script)
        ```
        """
    }

    private func problems(_ text: String) throws -> [RunbookProblem] {
        RunbookLint.problems(of: try RunbookLoader.parse(text: text, path: "book.md"))
    }

    private func rules(_ text: String) throws -> [String] { try problems(text).map(\.rule) }

    static let named: [Case] = [
        Case("curl-without-fail", "curl http://x/health", advice: "-f"),
        Case("curl-without-fail", "ls\ncurl -sS https://x | jq .a", line: 1, advice: "-f"),
        Case("curl-without-fail", "ssh web 'curl http://localhost/health'"),
        Case("curl-without-fail", "curl -X POST -d foo http://x"),
        Case("wants-terminal", "vim /etc/hosts", advice: "{tty}"),
        Case("wants-terminal", "date\nkubectl exec -it web -- bash", line: 1, advice: "{tty}"),
        Case("wants-terminal", "gcloud sql connect db"),
        Case("wants-terminal", "psql -h db app"),
        Case("asks-a-person", "terraform apply", advice: "terraform plan -out=FILE"),
        Case("asks-a-person", "apt-get install jq", advice: "add -y"),
        Case("asks-a-person", "read -p 'Sure? ' answer", advice: "under vars"),
        Case("asks-a-person", "docker image prune", advice: "add -f"),
        Case("sudo-password", "ls\nsudo ls /root", line: 1, advice: "sudo -n"),
        Case("never-ends", "kubectl logs -f web", advice: "{background}"),
        Case("never-ends", "tail -F app.log", advice: "{timeout=1m}"),
        Case("never-ends", "kubectl port-forward svc/x 8080:80"),
        Case("never-ends", "gcloud run services proxy web"),
        Case("never-ends", "ls\nwhile true; do date; sleep 1; done", line: 1),
        Case("never-ends", "ping db"),
        Case("never-ends", "watch kubectl get pods"),
        Case("never-ends", "top"),
        Case("hidden-failure", "curl -f http://x | jq .", advice: "{strict}"),
        Case("hidden-failure", "kubectl apply -f x.yaml | tee log", advice: "pipefail"),
        Case("destroys-unasked", "terraform apply -auto-approve", advice: "terraform plan"),
        Case("destroys-unasked", "git push --force", advice: "--force-with-lease"),
        Case("remove-empty-variable", "rm -rf $DIR/cache", advice: "${DIR:?}"),
        Case("remove-empty-variable", "cd /srv\nrm -r \"${DIR}/cache\"", line: 1),
        Case("secret", "export API_KEY=sk_live_51HxxyyzzAABBccddEEff0011", advice: "secret: true"),
        Case("no-timeout", "sleep 5", advice: "{timeout=30m}", info: "timeout=none"),
        Case("undefined-variable", "ls\necho \"$PLACE\"", line: 1, advice: "under vars"),
        Case("undefined-variable", "echo ${PLACE}"),
        Case("undeclared-placeholder", "ssh <some-host> uptime", advice: "with a prompt"),
        Case("undeclared-placeholder", "ls\nls /srv/{{ region }}", line: 1),
        Case("undeclared-placeholder", "gcloud config list --project YOUR_PROJECT"),
        Case(
            "placeholder-in-quoted-document", "cat <<'END'\nline\n<some-host>\nEND", line: 2,
            advice: "take the quotes off"),
        Case("change-without-gate", "systemctl restart web", advice: "Expected:"),
        Case("change-without-rollback", "ls\nkubectl apply -f x.yaml", advice: "Rollback"),
        Case("unclosed", "echo 'it is", advice: "close it"),
        Case("unclosed", "cat <<END\ntext"),
        Case("attribute", "ls", line: -1, advice: "remove it", info: "frobnicate=1"),
        Case("attribute", "ls", line: -1, advice: "30s", info: "timeout=soon"),
    ]

    @Test(arguments: named)
    func whatAColleagueWouldNameIsNamedWithLineAndWayOut(_ given: Case) throws {
        let found = try problems(book(given.script, info: given.info))
        let problem = try #require(found.first { $0.rule == given.rule }, "\(found)")
        #expect(problem.line == Self.firstLine + given.line)
        #expect(!problem.text.isEmpty)
        #expect(!problem.advice.isEmpty)
        #expect(problem.advice.string.contains(given.advice), "\(problem.advice)")
        let isError = ["attribute", "placeholder-in-quoted-document"].contains(given.rule)
        #expect(problem.grade == (isError ? .error : .warning))
    }

    static let left: [Case] = [
        Case("curl-without-fail", "curl -fsS http://x"),
        Case("curl-without-fail", "curl --fail-with-body http://x"),
        Case("curl-without-fail", "test \"$(curl -s -o /dev/null -w '%{http_code}' x)\" = 200"),
        Case("curl-without-fail", "curl -s http://x | grep -q ok"),
        Case("curl-without-fail", "curl --version"),
        Case("curl-without-fail", "curl -s http://x", info: "expect=ok"),
        Case("curl-without-fail", "# curl http://x\nls"),
        Case("wants-terminal", "vim /etc/hosts", info: "tty"),
        Case("wants-terminal", "kubectl exec web -- ls"),
        Case("wants-terminal", "psql -c 'select 1'"),
        Case("wants-terminal", "echo 'select 1' | psql"),
        Case("wants-terminal", "echo vim"),
        Case("asks-a-person", "terraform apply plan.out"),
        Case("asks-a-person", "apt-get install -y jq"),
        Case("asks-a-person", "apt-get update"),
        Case("asks-a-person", "yes | apt-get install jq"),
        Case("sudo-password", "sudo -n ls"),
        Case("sudo-password", "sudo ls", info: "tty"),
        Case("never-ends", "kubectl logs -f web", info: "background"),
        Case("never-ends", "kubectl logs -f web", info: "timeout=1m"),
        Case("never-ends", "timeout 60 tail -f x"),
        Case("never-ends", "kubectl port-forward svc/x 80:80 &"),
        Case("never-ends", "while true; do pg_isready && break; sleep 1; done"),
        Case("never-ends", "ping -c 3 db"),
        Case("never-ends", "tail -f x | grep -m 1 ready"),
        Case("never-ends", "rm -f x"),
        Case("hidden-failure", "curl -f http://x | jq .", info: "strict"),
        Case("hidden-failure", "set -o pipefail\ncurl -f http://x | jq ."),
        Case("hidden-failure", "ls | tee log"),
        Case("destroys-unasked", "terraform apply"),
        Case("destroys-unasked", "apt-get install -y jq"),
        Case("remove-empty-variable", "rm -rf ${DIR:?}/cache"),
        Case("remove-empty-variable", "DIR=/srv/x\nrm -rf $DIR/cache"),
        Case("remove-empty-variable", "rm -rf \"$HOME\"/cache"),
        Case("secret", "export API_KEY=\"$TOKEN\""),
        Case("secret", "export PASSWORD=changeme"),
        Case("no-timeout", "sleep 5"),
        Case("no-timeout", "sleep 5", info: "timeout=none background"),
        Case("undefined-variable", "PLACE=x\necho \"$PLACE\""),
        Case("undefined-variable", "for i in 1 2; do echo \"$i\"; done"),
        Case("undefined-variable", "echo \"${PLACE:-here}\" \"$HOME\" '$PLACE'"),
        Case("undefined-variable", "echo \"$PLACE\"", info: "promptEnv=false"),
        Case("undefined-variable", "cat <<'END'\n$PLACE\nEND"),
        Case("undefined-variable", "source env.sh\necho \"$PLACE\""),
        Case("undeclared-placeholder", "sort <in >out"),
        Case("undeclared-placeholder", "docker ps --format '{{.Names}}'"),
        Case("placeholder-in-quoted-document", "cat <<END\n<some-host>\nEND"),
        Case("change-without-gate", "kubectl get pods"),
        Case("change-without-rollback", "kubectl get pods"),
        Case("unclosed", "echo \"it's\" 'a \"b' $(date)"),
        Case("unclosed", "cat <<END\nit's\nEND"),
        Case("attribute", "ls", info: "name=x timeout=5m"),
    ]

    @Test(arguments: left)
    func whatIsAllRightIsNotNamed(_ given: Case) throws {
        let found = try rules(book(given.script, info: given.info))
        #expect(!found.contains(given.rule))
    }

    @Test func everyRuleHasBothKindsOfCases() {
        #expect(Set(Self.named.map(\.rule)) == Set(Self.left.map(\.rule)))
        #expect(Set(Self.named.map(\.rule)).count == 17)
    }
}
