import SafeText
import Testing

@Suite("Redactor")
struct RedactorTests {
    @Test(arguments: SecretSamples.kinds)
    func findsEverySecretOfAKind(kind: SecretSamples.Kind) {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            let sample = kind.make(&generator)
            let redacted = Redactor.standard.redact(sample.line)
            #expect(!redacted.contains(sample.secret), "\(sample.line)")
            #expect(redacted.contains("‹redacted:"), "\(sample.line)")
            // No long piece may be left over either.
            #expect(!redacted.contains(sample.secret.suffix(6)), "\(sample.line)")
        }
    }

    @Test(arguments: [
        ("key AKIAIOSFODNN7EXAMPLE used", "key ‹redacted:aws-key› used"),
        (
            "postgres://quell:hunter2@127.0.0.1/app",
            "postgres://quell:‹redacted:url-password›@127.0.0.1/app"
        ),
        ("postgres://q:a/b#c@db/app", "postgres://q:‹redacted:url-password›@db/app"),
        ("password=hunter2 user=a", "password=‹redacted:password› user=a"),
        ("password=a,b;c user=a", "password=‹redacted:password› user=a"),
        ("{\"password\":\"a b\\\"c\",\"x\":1}", "{\"password\":\"‹redacted:password›\",\"x\":1}"),
        ("password: correcthorse", "password: ‹redacted:password›"),
        ("Authorization: Bearer abc.def", "Authorization: Bearer ‹redacted:authorization›"),
        (
            "-H 'Authorization: Basic YTpi' https://h",
            "-H 'Authorization: Basic ‹redacted:authorization›' https://h"
        ),
        ("GET /x?key=0123456789abcdef0 HTTP/1.1", "GET /x?key=‹redacted:key› HTTP/1.1"),
        ("pass=h4nter", "pass=‹redacted:password›"),
        ("Cookie: sid=1; b=2", "Cookie: ‹redacted:cookie›"),
        ("curl -u bob:pw1 h", "curl -u bob:‹redacted:password› h"),
        ("api_key=sk_live_abcdefghij0123", "api_key=‹redacted:stripe-key›"),
        (
            "https://hooks.slack.com/services/T0/B0/abcdefgh",
            "https://hooks.slack.com/services/‹redacted:slack-webhook›"
        ),
        (
            "a password=x1\npassword=y2\n",
            "a password=‹redacted:password›\npassword=‹redacted:password›\n"
        ),
    ])
    func keepsWhatIsAround(line: String, expected: String) {
        #expect(Redactor.standard.redact(line) == expected)
    }

    @Test(arguments: [
        "Failed password for invalid user admin from 10.0.0.1 port 22 ssh2", "password: too short",
        "password=", "password=$DB_PASSWORD", "password=${PW}", "password=****", "token: null",
        "Password: <password>", "PWD=/home/deploy", "unexpected token: identifier", "token=5",
        "key: value", "cache key=user:1234:profile", "sort_key = name",
        "monkey=12345678901234567890",
        "http://host:8080/path@2x.png", "http://host/a:b@c", "docker run -u 1000:1000 image",
        "ps -u root:x", "eyJust kidding", "task-force sk-learn", "disk-usage-1234567890123456",
        "password = getpass.getpass()", "token = os.environ['TOKEN']",
        "next_token=abcdefgh12345678",
        "Authorization: failed for bob", "cookie: deleted", "-----BEGIN CERTIFICATE-----",
        "key=550e8400-e29b-41d4-a716-446655440000", "pass: 120 fail: 3", "mailto://a@b",
        "secret: my-secret-name", "bearer of bad news", "dapi is short",
        "--key file.pem --password-stdin", "curl -H \"Authorization: Bearer $API_TOKEN\" h",
        "curl -H \"Cookie: session=$SESSION\" h",
    ])
    func leavesBenignLinesAlone(line: String) {
        #expect(Redactor.standard.redact(line) == line)
    }

    @Test func hidesLiteralValuesWhereverTheyStand() {
        let redactor = Redactor(secretValues: ["hunter2hunter2", "hunter2hunter2plus", "abc"])
        #expect(redactor.redact("xhunter2hunter2y abc") == "x‹redacted:environment›y abc")
        #expect(redactor.redact("hunter2hunter2plus") == "‹redacted:environment›")
    }

    @Test func takesSensitiveVariablesFromAnEnvironment() {
        let values = Redactor.secretValues(of: [
            "API_KEY": "value-one", "GITHUB_TOKEN": "value-two", "DB_PASSWORD": "value-three",
            "HOME": "/root", "GOOGLE_APPLICATION_CREDENTIALS": "/etc/gcp/key.json",
            "KEYBOARD": "qwertz-layout", "LANG": "en_US.UTF-8", "PWD": "somewhere",
            "TLS_KEY": "-----BEGIN KEY-----\nabcdefghijklmnop\nshort\n",
        ])
        #expect(Set(values) == ["value-one", "value-two", "value-three", "abcdefghijklmnop"])
        let redactor = Redactor(environment: ["API_KEY": "value-one"])
        #expect(redactor.redact("got value-one") == "got ‹redacted:environment›")
    }

    @Test func redactsDisplayTextAndKeepsItSafe() {
        let text = DisplayText("password=a\u{1B}b next")
        #expect(Redactor.standard.redact(text) == "password=‹redacted:password› next")
        #expect(Redactor.standard.redact(DisplayText("nothing")) == "nothing")
    }

    @Test(arguments: SecretSamples.kinds)
    func redactingTwiceChangesNothingMore(kind: SecretSamples.Kind) {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<50 {
            let once = Redactor.standard.redact(kind.make(&generator).line)
            #expect(Redactor.standard.redact(once) == once)
        }
    }

    /// Each of these begins many secrets, none of which ends.
    @Test(
        arguments: [
            "curl -u x ", "-u a:b ", "a://b:c", "pass:", "password={", "eyJ-", "sk-", "password=,",
            "-----BEGIN PRIVATE KEY-----", "://", "Authorization: ", "Cookie: ", "\"", "token:'",
            "xoxb-", "https://a:b/", "password: a ", "=", "\\",
        ])
    func redactsALineOfBeginningsOnce(piece: String) {
        let line = String(repeating: piece, count: 4_000 / piece.utf8.count)
        let redacted = Redactor.standard.redact(line)
        #expect(Redactor.standard.redact(redacted) == redacted)
    }

    @Test func hidesAValueThatIsLongerThanWhatIsJudged() {
        let secret = String(repeating: "a1B2", count: 5_000)
        #expect(
            Redactor.standard.redact("token=\(secret) x") == "token=‹redacted:token› x")
        #expect(Redactor.standard.redact("key ghp_\(secret)") == "key ‹redacted:github-token›")
    }

    @Test(arguments: 0..<20)
    func survivesRandomBytes(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "password=", "://", "a:b@", "\"", "'", "-----BEGIN ", "PRIVATE KEY-----", "eyJ", "-u",
            "Cookie: ", "\\", "=", ":",
        ]
        for _ in 0..<100 {
            let bytes = (0..<8).flatMap { _ -> [UInt8] in
                let piece = Array((pieces.randomElement(using: &generator) ?? "").utf8)
                return piece + generator.hostileBytes(count: 5)
            }
            let text = DisplayText(bytes: bytes)
            expectSafe(Redactor.standard.redact(text))
        }
    }
}
