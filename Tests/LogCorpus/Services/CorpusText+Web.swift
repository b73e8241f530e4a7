extension CorpusText {
    /// What stands in front of users: proxies, web applications, gateways.
    static let web = #"""
        # edge-nginx nginx
        A GET «urlpath» HTTP/1.1
        A POST «urlpath» HTTP/1.1
        A DELETE «urlpath» HTTP/1.1
        E connect() failed (111: Connection refused) while connecting to upstream, client: «ip», server: «fqdn», request: "GET «urlpath» HTTP/1.1", upstream: "http://«ip»:«port»«urlpath»", host: "«fqdn»"
        E upstream timed out (110: Connection timed out) while reading response header from upstream, client: «ip», server: «fqdn», request: "POST «urlpath» HTTP/1.1", upstream: "http://«ip»:«port»«urlpath»"
        W an upstream response is buffered to a temporary file /var/cache/nginx/proxy_temp/«int 0 9»/«int 10 99»/«int» while reading upstream, client: «ip», server: «fqdn»
        E open() "/usr/share/nginx/html«urlpath»" failed (2: No such file or directory), client: «ip», server: «fqdn», request: "GET «urlpath» HTTP/1.1"
        W client intended to send too large body: «bytes» bytes, client: «ip», server: «fqdn»
        I signal 17 (SIGCHLD) received from «pid»
        E SSL_do_handshake() failed (SSL: error:0A00010B:SSL routines::wrong version number) while SSL handshaking, client: «ip», server: 0.0.0.0:443

        # storefront pino
        I request completed || reqId=«uuid», method=«pick GET|POST|PUT|HEAD», url=«urlpath», statusCode=«int 200 204», responseTime=«dec»
        I Rendered page «urlpath» for session «hex 24» in «ms»
        W Slow render: component <«class»> took «ms» (budget 50 ms)
        I Feature flag «flag» evaluated to «bool» for user «int»
        E Failed to hydrate cart for user «user»: cart service answered «int 500 504»
        I Session «hex 24» created from «ip» (locale «lang», returning=«bool»)
        W Image «path» has no alt text
        D cache lookup «cachekey» result=«pick hit|miss|stale»
        E Unhandled promise rejection @node TypeError: Cannot read properties of undefined (reading '«field»')
        I Listening on http://0.0.0.0:«port» (pid «pid»)

        # api-gateway zap
        I route matched || route=«urlpath», upstream=«host», latency_ms=«dec»
        I proxied «pick GET|POST|PUT|PATCH|DELETE» «urlpath» to «host»:«port» with status «int 200 299» in «dur»
        W rate limit exceeded for client «ip»: «int 100 999» requests in «dur»
        W circuit breaker for upstream «host» opened after «int 3 20» consecutive failures
        I circuit breaker for upstream «host» closed
        E failed to dial upstream: dial tcp «ip»:«port»: connect: connection refused
        E failed to dial upstream: lookup «fqdn» on «ip»:53: no such host
        D request «uuid» carries trace «hex 32» span «hex 16»
        I reloaded «int 1 300» routes from /etc/gateway/routes.yaml (revision «hex 7»)
        E recovered from panic in handler «urlpath» @gostack runtime error: invalid memory address or nil pointer dereference

        # web-rails rails
        I Started «pick GET|POST|PATCH|DELETE» "«urlpath»" for «ip» at «date» «clock» +0000
        I Processing by «class»Controller#«func» as «pick HTML|JSON|TURBO_STREAM|*/*»
        I Completed 200 OK in «int 1 900»ms (Views: «dec»ms | ActiveRecord: «dec»ms | Allocations: «int»)
        I Filter chain halted as :«func» rendered or redirected
        I Redirected to «url»
        D «class» Load («dec»ms)  SELECT "«table»".* FROM "«table»" WHERE "«table»"."id" = $1 LIMIT $2  [["id", «int»], ["LIMIT", 1]]
        W Can't verify CSRF token authenticity for «urlpath»
        F Worker crashed while rendering «path» @ruby undefined method '«func»' for nil (NoMethodError)
        I [ActiveJob] Enqueued «class»Job (Job ID: «uuid») to Sidekiq(«queue») with arguments: «int»
        I Sent mail to «email» («dec»ms)

        # search-api uvicorn
        I «ip»:«port» - "GET «urlpath» HTTP/1.1" 200 OK
        D removed «int» expired cursors in «dur»
        I query '«text»' matched «int» documents in «ms»
        W query took too long: «dec» s for index «index» (limit 2.0 s)
        E Exception in ASGI application @python KeyError: '«field»'
        I Started server process [«pid»]
        I Application startup complete.
        I Waiting for application shutdown.
        W synonyms file «file» is «int 2 90» days old
        E index «index» is not available: shard «int 0 12» has no copy on any of [«names»]

        # graphql bare
        POST /graphql 200 «dec» ms - «int»
        operation «class»Query resolved in «ms», «int 1 90» fields
        operation «class»Mutation rejected: not authorized to access field "«field»"
        depth limit exceeded: query has depth «int 11 40», allowed are 10 (client «agent»)
        dataloader «table»: batched «int 2 200» keys into one statement
        subscription «hex 12» closed by client
        persisted query not found: sha256 «hex 64»
        schema reloaded from registry, version «version», «int 100 900» types
        deprecated field "«class».«field»" was used by «agent»
        Error while resolving «class».«field» @node Error: read ECONNRESET

        # haproxy bsd
        I «ip»:«port» [«haproxytime»] https-in~ «backend»/«host» «int 0 9»/0/«int 0 9»/«int»/«int» 200 «bytes» - - ---- «int»/«int»/«int»/«int 0 9»/0 0/0 "GET «urlpath» HTTP/1.1"
        E Server «backend»/«host» is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: «int»ms. «int 1 5» active and 0 backup servers left.
        E Server «backend»/«host» is UP, reason: Layer7 check passed, code: 200, check duration: «int»ms. «int 1 5» active and 0 backup servers online.
        E backend «backend» has no server available!
        W Health check for server «backend»/«host» failed, reason: Layer7 timeout, check duration: «int»ms, status: «int 1 2»/3 UP.
        I Proxy «backend» started.
        W Stopping proxy «backend» in «int 0 9» ms.
        I Connect from «ip»:«port» to «ip»:«port» («backend»/HTTP)
        W Process «pid» reached its limit of «int» file descriptors
        I New worker («pid») forked
        """#
}
