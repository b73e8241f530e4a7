import Testing

@testable import Probes

@Suite struct PlaceholderScannerTests {
    private func found(_ line: String, in path: String = "app.yaml", head: String = "") -> [String]
    {
        let language = FileLanguage(path: path, head: Array(head.utf8))
        return PlaceholderScanner(language: language).placeholders(in: line).map(\.text)
    }

    @Test(arguments: [
        ("key: <YOUR_KEY>", "<YOUR_KEY>"), ("key=<your-api-key>", "<your-api-key>"),
        ("p: <insert password here>", "<insert password here>"), ("u: <password>", "<password>"),
        ("c: <cluster-name>", "<cluster-name>"), ("a: {{ .Values.image }}", "{{Values.image}}"),
        ("b: {{name}}", "{{name}}"), ("x: ${NAME}", "${NAME}"), ("x: pre${a.b}post", "${a.b}"),
        ("k: CHANGEME", "CHANGEME"), ("k: changeme", "changeme"), ("k: change_me", "change_me"),
        ("k: TEMPLATE", "TEMPLATE"), ("k: \"PLACEHOLDER\"", "PLACEHOLDER"),
        ("k: ${NAME:?must be set}", "${NAME}"),
    ])
    func placeholdersAreFound(_ line: String, _ text: String) {
        #expect(found(line) == [text])
    }

    @Test(arguments: [
        "#include <stdio.h>", "#include <my_file.h>", "<VirtualHost *:80>", "</VirtualHost>",
        "<Directory />", "if a < b and c > d", "Jo <jo@example.com>", "cat <in >out",
        "List<String>",
        "<key>value</key>", "template: x", "TEMPLATE_DIR=/x", "MY_PLACEHOLDER", "placeholder text",
        "x: ${NAME:-default}", "x: \\${NAME}", "x: $${NAME}", "x: ${}", "{}", "{{}}", "{{", "${",
        "<",
        "<>", "{{{}}}", "a <b", "exchangement", "x: ${1}", "$NAME",
    ])
    func otherTextIsLeftAlone(_ line: String) {
        #expect(found(line).isEmpty)
    }

    @Test func tagsAreNoPlaceholdersWhereThereAreTags() {
        for line in ["<BR>", "<password>", "<my-element>", "<TABLE>", "<user>"] {
            #expect(found(line, in: "page.html").isEmpty)
        }
        #expect(found("<password>", in: "a.cfg", head: "<?xml version=\"1.0\"?>").isEmpty)
        #expect(found("<YOUR_KEY>", in: "page.html") == ["<YOUR_KEY>"])
        #expect(found("<your key here>", in: "page.html") == ["<your key here>"])
    }

    @Test func filesThatFillInVariablesThemselvesMayHoldThem() {
        #expect(found("echo ${HOME}", in: "run.sh").isEmpty)
        #expect(found("echo ${HOME}", in: "run", head: "#!/usr/bin/env bash\n").isEmpty)
        #expect(found("FROM a:${TAG}", in: "app/Dockerfile").isEmpty)
        #expect(found("key=CHANGEME", in: "run.sh") == ["CHANGEME"])
    }

    @Test func valuesInsideAreNotShown() {
        #expect(found("{{ env \"hunter2\" }}") == ["{{env}}"])
        #expect(found("x: ${NAME?hunter2}") == ["${NAME}"])
    }

    @Test func hostileTextIsReadToItsEnd() {
        let signs = Array("<>{}$\\ aA_-.CHANGEME\u{0}é\u{1F600}")
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let text = String((0..<80).compactMap { _ in signs.randomElement(using: &random) })
            #expect(found(text).allSatisfy { $0.count <= 46 })
        }
        #expect(found(String(repeating: "<", count: 100_000)).isEmpty)
        #expect(found(String(repeating: "${", count: 50_000)).isEmpty)
    }

    @Test(arguments: [
        "", " \n", "changeme", "CHANGE_ME", "<YOUR_KEY>", "${KEY}", "{{ key }}",
        "your-api-key-here",
        "todo", "xxxx",
    ])
    func emptyAndStandInSecretsAreRefused(_ value: String) {
        #expect(SecretCheck.failure(of: value, name: "k") != nil)
    }

    @Test(arguments: [
        "s3cr3t-Value", "yourself", "a", "-----BEGIN KEY-----\nx\ny\nz\n", "ab<cd>ef",
    ])
    func otherSecretsAreTaken(_ value: String) {
        #expect(SecretCheck.failure(of: value, name: "k") == nil)
    }
}
