import Testing

/// Secrets that no issuer ever gave out, put where secrets are found.
struct SecretSamples {
    /// One kind: a name, and how to make a line and the part of it that must disappear.
    struct Kind: Sendable, CustomTestStringConvertible {
        let name: String
        let make: @Sendable (inout SeededGenerator) -> (line: String, secret: String)
        var testDescription: String { name }
    }

    static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    static let hex = "0123456789abcdef"
    static let word = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    static let base64url = word + "-_"
    static let base64 = word + "+/"

    /// The surroundings of a token that shows by its prefix.
    private static let frames = [
        "2024-05-01T10:00:00Z ERROR auth: used % for upload", "%", "export CLIENT=%", "\"%\"",
        "url=https://h.example/x?y=%&z=1", "token=%", "(%)", "client 'a' sent %, refused",
    ]

    private static func prefixed(
        _ name: String, _ prefixes: [String], _ alphabet: String, _ count: Int, suffix: String = ""
    ) -> Kind {
        Kind(name: name) { generator in
            let prefix = prefixes.randomElement(using: &generator) ?? ""
            // A last digit, because a text of letters alone may be refused with good reason.
            let secret = prefix + generator.text(of: alphabet, count: count - 1) + "7" + suffix
            let frame = frames.randomElement(using: &generator) ?? "%"
            return (frame.replacing("%", with: secret), secret)
        }
    }

    private static func framed(
        _ name: String, _ frames: [String], _ alphabet: String, _ count: ClosedRange<Int>
    ) -> Kind {
        Kind(name: name) { generator in
            let length = Int.random(in: count, using: &generator)
            let secret = generator.text(of: alphabet, count: length - 1) + "7"
            let frame = frames.randomElement(using: &generator) ?? "%"
            return (frame.replacing("%", with: secret), secret)
        }
    }

    static let kinds: [Kind] = [
        prefixed("aws-key", ["AKIA", "ASIA"], upper, 16),
        prefixed("gcp-key", ["AIza"], base64url, 35),
        prefixed("github", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], word, 36),
        prefixed("github-pat", ["github_pat_"], word + "_", 82),
        prefixed("gitlab", ["glpat-"], base64url, 20),
        prefixed("slack", ["xoxb-", "xoxp-", "xoxa-", "xoxs-"], word + "-", 40),
        prefixed("stripe", ["sk_live_", "sk_test_", "rk_live_", "rk_test_"], word, 24),
        prefixed("vault", ["hvs."], base64url, 95),
        prefixed("npm", ["npm_"], word, 36),
        prefixed("pypi", ["pypi-AgEI"], base64url, 120),
        prefixed("sk", ["sk-", "sk-proj-", "sk-ant-api03-"], base64url, 48),
        prefixed("digitalocean", ["dop_v1_"], hex, 64),
        prefixed("databricks", ["dapi"], hex, 32),
        prefixed("grafana", ["glsa_"], word, 32),
        Kind(name: "sendgrid") { generator in
            let secret =
                "SG." + generator.text(of: base64url, count: 22) + "."
                + generator.text(of: base64url, count: 43)
            return ("mail: key \(secret) rejected", secret)
        },
        Kind(name: "jwt") { generator in
            let parts = [36, 80, 43].map { generator.text(of: base64url, count: $0) }
            let secret = "eyJ" + parts.joined(separator: ".")
            return ("session \(secret) expired", secret)
        },
        framed(
            "slack-webhook", ["POST https://hooks.slack.com/services/% failed"], word + "/", 44...44
        ),
        framed(
            "curl",
            [
                "curl -u deploy:% https://h/", "curl -sS --user admin:% h",
                "curl -H 'X: y' -uroot:%",
                "curl -H 'Authorization: Bearer %' https://h/", "curl -H \"X-Api-Key: %\" h",
                "$ curl --header 'PRIVATE-TOKEN: %' h",
            ], word, 12...40),
        framed(
            "assignment",
            [
                "password=%", "DB_PASSWORD=% ./run", "\"password\": \"%\"", "{'api_key': '%'}",
                "client_secret: %", "ACCESS_TOKEN=%", "token=%&page=2", "login --password % --all",
                "AWS_SECRET_ACCESS_KEY=%", "Server=db;User=a;Password=%;Timeout=3",
                ":password => \"%\"",
                "{\\\"token\\\":\\\"%\\\"}", "passwd = %", "AccountKey=%;EndpointSuffix=x",
                "config.secret_key = '%'", "args: [--token, x] token: %",
            ], word, 8...44),
        framed(
            "url",
            [
                "postgres://quell:%@127.0.0.1/app", "redis://:%@cache:6379/0",
                "cloning https://bot:%@git.example.com/a.git", "amqp://u:%@mq, amqp://u@mq",
                "DATABASE_URL=mysql://root:%@db:3306/x?ssl=1",
            ], word + "!*+.~", 4...30),
        framed(
            "header",
            [
                "Authorization: Basic %", "authorization: Bearer %",
                "\"Authorization\": \"Bearer %\"",
                "> Cookie: sid=%; theme=dark", "Set-Cookie: session=%; Path=/; HttpOnly",
                "Proxy-Authorization: Basic %", "headers={'Cookie': 'a=%'}", "sent Bearer %",
                "Authorization: AWS4-HMAC-SHA256 Credential=a/b, Signature=%",
            ], word, 20...60),
        Kind(name: "pem") { generator in
            let label = ["RSA ", "EC ", "OPENSSH ", "", "ENCRYPTED "].randomElement(
                using: &generator)
            let body = (0..<4).map { _ in generator.text(of: base64, count: 64) }
            let secret = body.joined(separator: "\n")
            let (begin, end) = ("-----BEGIN \(label ?? "")PRIVATE KEY-----", "-----END")
            return ("\(begin)\n\(secret)\n\(end) \(label ?? "")PRIVATE KEY-----", secret)
        },
    ]
}
