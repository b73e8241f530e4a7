import IncidentModel
import SafeText
import Testing

@testable import Runbooks

/// Settings at the top of a file, and the values that people fill in.
@Suite struct FrontMatterTests {
    private func plan(_ text: String, variables: Set<String> = []) throws -> RunbookPlan {
        try RunbookLoader.parse(text: text, path: "r.md", variables: variables).plan
    }

    private func names(_ text: String) throws -> [String] {
        try plan(text).variables.map { "\($0.line) \($0.written) \($0.name)" }
    }

    @Test(arguments: ["${#TOK}", "${TOK%x}", "${TOK-none}", "${TOK/a/b}", "$TOK"])
    func declaredVariableIsAskedForWhereItIsUsedOnly(expansion: String) throws {
        let plan = try plan(
            """
            ---
            vars: {TOK: {prompt: Token}}
            ---
            # T
            ## P
            ### A
            ```bash
            uptime
            ```
            ### B
            ```bash
            echo "\(expansion)"
            ```
            """)
        #expect(plan.steps.flatMap(\.commands).map(\.placeholders.count) == [0, 1])
    }

    @Test func declaredVariablesAreRead() throws {
        let plan = try plan(
            """
            ---
            title: From above
            vars:
              REGION:
                prompt: The region
                default: eu-west-1
                pattern: "[a-z0-9-]+"
              db-instance-name:
                prompt: The database
              API_KEY: {secret: true}
            ---
            ## A
            ```bash
            aws --region "$REGION" rds describe <db-instance-name>
            curl -H "Key: $API_KEY" http://x/
            ```
            """)
        var region = RunbookVariable(
            written: "${REGION}", name: "REGION", prompt: "The region", proposal: "eu-west-1",
            pattern: "[a-z0-9-]+", line: 4)
        region.isSecret = false
        let database = RunbookVariable(
            written: "<db-instance-name>", name: "DB_INSTANCE_NAME", prompt: "The database", line: 8
        )
        let key = RunbookVariable(written: "${API_KEY}", name: "API_KEY", isSecret: true, line: 10)
        #expect(plan.variables == [region, database, key])
        #expect(plan.problems.isEmpty)
        #expect(
            Set(plan.steps.first?.commands.first?.placeholders.map(\.string) ?? [])
                == ["${REGION}", "<db-instance-name>", "${API_KEY}"])
    }

    @Test func everyPlaceholderIsAVariableWithANameOfItsOwn() throws {
        let found = try names(
            """
            ## A
            ```bash
            kubectl -n <name-space> logs <pod>
            kubectl -n <name-space> get {{name_space}}
            ls <2nd disk> YOUR_PROJECT $UNSET <Path>
            ```
            """)
        #expect(
            found == [
                "3 <name-space> NAME_SPACE", "3 <pod> POD", "4 {{name_space}} NAME_SPACE_2",
                "5 <2nd disk> _2ND_DISK", "5 YOUR_PROJECT YOUR_PROJECT", "5 <Path> PATH_2",
                "5 ${UNSET} UNSET",
            ])
    }

    @Test func variablesThatCommandsSetAreNotAskedFor() throws {
        #expect(
            try names("## A\n```bash\nX=1\n```\n```bash\necho $X $HOME\n```\n").isEmpty)
    }

    @Test func declaredVariableIsAskedForThoughTheEnvironmentHasIt() throws {
        let text =
            "---\nvars: {QUEUE: {pattern: '[a-z]+'}}\n---\n## A\n```bash\necho $QUEUE $X\n```\n"
        let found = try plan(text, variables: ["QUEUE", "X"])
        #expect(found.variables.map(\.name) == ["QUEUE"])
        #expect(found.steps.first?.commands.first?.placeholders == ["${QUEUE}"])
    }

    @Test func declaredVariableInAQuotedTextForAnotherShellIsFilledToo() throws {
        let text = """
            ---
            vars: {HOST: , HOSTS: x}
            ---
            ## A
            ```bash
            ssh db 'true'
            ```
            ```bash
            timeout 3 bash -c '</dev/tcp/$HOST/22'
            ```
            ```bash
            echo "$HOSTS"
            ```
            """
        let commands = try #require(try plan(text).steps.first?.commands)
        #expect(commands.map(\.placeholders) == [[], ["${HOST}"], ["${HOSTS}"]])
    }

    @Test func variableThatOnlyProgramsReadIsWantedByAllCommands() throws {
        let text = "---\nvars: {PGHOST: db1}\n---\n## A\n```bash\npsql -c 'select 1'\n```\n"
        let found = try plan(text)
        #expect(found.steps.first?.commands.first?.placeholders == ["${PGHOST}"])
        #expect(found.variables.map(\.proposal) == ["db1"])
    }

    @Test(arguments: [
        ("jwt-token", true), ("DB_PASSWORD", true), ("api-key", true), ("secret-name", false),
        ("key", false), ("token-ttl", false),
    ])
    func nameThatSoundsSecretIsOne(_ name: String, _ isSecret: Bool) throws {
        let found = try plan("## A\n```bash\ncurl <\(name)>\n```\n").variables
        #expect(found.map(\.isSecret) == [isSecret])
    }

    @Test func defaultsHoldForBlocksThatSayNothing() throws {
        let runbook = try RunbookLoader.parse(
            text: """
                ---
                defaults: {timeout: 2m, cwd: infra, strict: true}
                ---
                ## A
                ```bash
                ls
                ```
                ```bash {timeout=none strict=false}
                date
                ```
                """, path: "r.md")
        let commands = try #require(runbook.plan.steps.first?.commands)
        let attributes = commands.map { runbook.attributes(for: $0.id) }
        #expect(attributes.map(\.timeout) == [.seconds(120), nil])
        #expect(attributes.map(\.workingDirectory) == ["infra", "infra"])
        #expect(attributes.map(\.isStrict) == [true, false])
    }

    @Test func triggersAreRead() throws {
        let found = try plan(
            "---\nwhen:\n  - cluster: Timeout\n  - service: web\n  - probe: postgres\n---\nx\n")
        #expect(
            found.triggers == [.cluster("Timeout"), .service(ServiceID("web")), .probe("postgres")])
    }

    @Test(arguments: [
        ("vars: [a]", 2), ("x: 1\nvars:\n  A: {promt: x}", 4), ("vars:\n  A: {pattern: '['}", 3),
        ("vars:\n  A: {default: x, pattern: '[0-9]+'}", 3), ("defaults:\n  speed: 1", 3),
        ("defaults:\n  timeout: soon", 3), ("defaults:\n  name: x", 3), ("when:\n  - host: x", 3),
        ("vars:\n  A: {\n  b", 4),
    ])
    func mistakeIsAProblemWithItsLineAndTheFileLoads(_ text: String, _ line: Int) throws {
        let found = try plan("---\n\(text)\n---\n## A\n```bash\nls\n```\n")
        #expect(found.problems.map(\.grade) == [.error])
        #expect(found.problems.map(\.rule) == ["front-matter"])
        #expect(found.steps.first?.commands.count == 1)
        // Where broken YAML is seen to be broken is up to the YAML reader.
        if !text.hasSuffix("b") { #expect(found.problems.map(\.line) == [line]) }
    }

    @Test func settingsOfOthersAreLeftAlone() throws {
        let found = try plan(
            "---\ntitle: x\ntags: [a]\nshell: zsh\nlayout: {a: b}\n---\n## A\n- [ ] x\n")
        #expect(found.problems.isEmpty)
        #expect(found.title == "x")
    }

    @Test func settingsInTOMLKeepTheirTitle() throws {
        let found = try plan("+++\ntitle = \"Disk\"\ndate = 2026-01-01\n+++\n## A\n- [ ] x\n")
        #expect(found.title == "Disk")
        #expect(found.problems.isEmpty)
        #expect(found.phases.map(\.line) == [5])
    }

    @Test func lineAcrossIsNoFrontMatter() throws {
        let found = try plan("---\n\n## A\n```bash\ndate\n```\n\n---\n## B\n- [ ] x\n")
        #expect(found.phases.map(\.title.string) == ["A", "B"])
    }

    @Test func tooManyVariablesAreTold() throws {
        let lines = (0..<205).map { "  V\($0): x\n" }.joined()
        let found = try plan("---\nvars:\n\(lines)---\n## A\n- [ ] x\n")
        #expect(found.problems.count == 5)
        #expect(found.problems.first?.line == 203)
    }
}
