/// The kinds of secrets; the raw value is the word in the mark that replaces one.
enum SecretKind: String, CaseIterable, Sendable {
    case awsKey = "aws-key"
    case gcpKey = "gcp-key"
    case githubToken = "github-token"
    case gitlabToken = "gitlab-token"
    case slackToken = "slack-token"
    case slackWebhook = "slack-webhook"
    case stripeKey = "stripe-key"
    case privateKey = "private-key"
    case jsonWebToken = "jwt"
    case vaultToken = "vault-token"
    case npmToken = "npm-token"
    case pypiToken = "pypi-token"
    case sendGridKey = "sendgrid-key"
    case apiKey = "api-key"
    case digitalOceanToken = "digitalocean-token"
    case databricksToken = "databricks-token"
    case grafanaToken = "grafana-token"
    case password = "password"
    case token = "token"
    case secret = "secret"
    case key = "key"
    case urlPassword = "url-password"
    case authorization = "authorization"
    case cookie = "cookie"
    case environment = "environment"

    /// What stands in the text instead of the secret.
    var mark: String { "‹redacted:\(rawValue)›" }
}

/// Where a secret stands in a text, as byte offsets.
struct SecretMatch: Equatable {
    var start: Int
    var end: Int
    var kind: SecretKind
    /// True for a private key whose end is not in this text.
    var leavesBlockOpen = false
}
