/// What is known of the TLS of a connection that stands.
struct SecuredConnection {
    /// What the server's certificate says.
    let facts: CertificateFacts
    /// The version spoken, such as `TLS 1.3`.
    let version: String
}
