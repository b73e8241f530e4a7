extension CorpusText {
    /// Who may do what: logins, tokens, directories, keys.
    static let identity = #"""
        # sshd bsd
        I Accepted publickey for «user» from «ip» port «port» ssh2: ED25519 SHA256:«base64»
        I Accepted password for «user» from «ip» port «port» ssh2
        I Failed password for «user» from «ip» port «port» ssh2
        I Failed password for invalid user «user» from «ip» port «port» ssh2
        I Invalid user «user» from «ip» port «port»
        I Connection closed by authenticating user «user» «ip» port «port» [preauth]
        I pam_unix(sshd:session): session opened for user «user»(uid=«int») by (uid=0)
        I pam_unix(sshd:session): session closed for user «user»
        E error: maximum authentication attempts exceeded for «user» from «ip» port «port» ssh2 [preauth]
        I Received disconnect from «ip» port «port»:11: Bye Bye [preauth]

        # identity spring
        I Login succeeded for «email» from «ip» (method=«pick password|webauthn|totp»)
        W Login failed for «email»: bad credentials (attempt «int 1 9» of 10)
        W Account «user» locked until «iso» after 10 failed attempts
        I Issued access token for client «client» with scopes [«scopes»], expires in «int» s
        W Refresh token «hex 16» was already used; the family is revoked
        E Could not open JPA EntityManager for transaction @java org.hibernate.exception.JDBCConnectionException: Unable to acquire JDBC Connection
        I User «uuid» changed e-mail from «email» to «email»
        I HikariPool-1 - Pool stats (total=«int 5 20», active=«int 0 20», idle=«int 0 20», waiting=«int 0 90»)
        I Password reset requested for «email»
        W Clock skew of «neg» ms between «host» and «host»

        # oauth-proxy golog
        N «ip»:«port» - «uuid» - «email» [«iso»] «fqdn» GET / "«urlpath»" HTTP/1.1 "«agent»" 202 0 «dec»
        N [AuthSuccess] Authenticated via OAuth2: Session{email:«email» user:«user» PreferredUsername: token:true expires:«iso»}
        N [AuthFailure] Invalid authentication via OAuth2: unauthorized «email»
        N Error redeeming code during OAuth2 callback: token exchange failed: oauth2: cannot fetch token: 400 Bad Request
        N Error loading cookied session: cookie "_oauth2_proxy" not present, removing session
        N Refreshing session - User: «email»; SessionAge: «dur»
        N No valid authentication in request. Initiating login.
        N OAuthProxy configured for «pick Google|Keycloak|GitHub|Entra» Client ID: «client»
        N reverse proxy error: dial tcp: lookup «fqdn»: i/o timeout
        N reloading after op=«pick WRITE|CREATE|CHMOD» "«path»"

        # ldap-sync ietf
        I full synchronisation of «base» started, filter (objectClass=person)
        I imported uid=«user»,ou=people,dc=example,dc=org
        I skipped uid=«user»,ou=people,dc=example,dc=org: no change since «iso»
        W uid=«user» has two mail attributes, keeping «email»
        E bind as cn=«user»,dc=example,dc=org failed: Invalid credentials (49)
        I group «group» gained member «user»
        I group «group» lost member «user»
        N synchronisation finished: «int» added, «int» changed, «int» removed, «int» unchanged in «dec» s
        E TLS negotiation with «fqdn»:636 failed: certificate has expired on «date»
        W referral to ldap://«fqdn»/dc=example,dc=org is not followed
        """#
}
