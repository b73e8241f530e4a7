extension CorpusText {
    /// What earns the money: payments, orders, stock, mail.
    static let business = #"""
        # payments logback
        I Payment «txn» authorised for «amount» «currency» (card «pick visa|mastercard|amex» ending «int 1000 9999»)
        I Payment «txn» captured
        W Payment «txn» declined by issuer: code «int 5 96» (insufficient funds)
        W Payment «txn» declined by issuer: code «int 5 96» (suspected fraud)
        E Charge of order «order» failed @javacause com.shop.payments.GatewayException: acquirer did not answer within «int 1000 9000» ms ;; java.net.SocketTimeoutException: Read timed out
        I Refund of «amount» «currency» for «txn» requested by «user»
        I Settlement batch «date» closed with «int» transactions, total «amount» «currency»
        W 3-D Secure challenge for «txn» abandoned after «dur»
        I Fraud score for «email» from «country» is «dec»
        D Sending request to https://«fqdn»/v2/charges: {"amount":«int»,"currency":"«currency»","reference":"«order»"}

        # orders serilog
        I Order «order» placed by customer «int» with «int 1 30» items
        I Order «order» moved from «pick Pending|Paid|Packed|Shipped» to «pick Paid|Packed|Shipped|Delivered»
        W Order «order» has no shipping address
        I HTTP GET «urlpath» responded 200 in «dec» ms
        E An unhandled exception has occurred while executing the request. @dotnet System.InvalidOperationException: Sequence contains no elements
        I Executed DbCommand («int 1 900»ms) [Parameters=[@p0='?' (DbType = Guid)], CommandType='Text', CommandTimeout='30']
        W The SSL connection to «fqdn» could not be established, retry «int 1 5» of 5
        I Invoice «file» attached to order «order»
        E Failed executing DbCommand («int 1 900»ms) @dotnet Npgsql.PostgresException (0x80004005): 40P01: deadlock detected
        I Customer «person» changed the delivery address of «order»

        # inventory iso
        I inventory::stock: reserved «int 1 90» units of «sku» for «order»
        W inventory::stock: only «int 1 9» units of «sku» left in «region»
        I inventory::stock: released reservation of «sku» after «dur»
        E inventory::sync: warehouse «warehouse» rejected update: version conflict (have «int», want «int»)
        D inventory::http: request{method=«pick GET|POST|PUT» path=«urlpath»}: finished in «dur»
        I inventory::sync: pulled «int» movements from warehouse «warehouse» in «dur»
        P @rust called `Option::unwrap()` on a `None` value
        W inventory::price: negative stock «neg» for «sku», set to 0
        I inventory::forecast: model «file» loaded (rmse «dec», features [«names»])
        E inventory::db: pool timed out while waiting for an open connection

        # billing python
        I Invoice INV-«int» for «email» created (net «amount» «currency», VAT «dec»%)
        I Sending reminder «int 1 3» for invoice INV-«int» to «email»
        W Exchange rate «currency»/«currency» is «dec» hours old
        E Could not render invoice INV-«int» @python jinja2.exceptions.UndefinedError: '«field»' is undefined
        I Subscription «uuid» renewed until «date»
        I Subscription «uuid» cancelled by «user», reason: «pick too_expensive|not_used|switched|other|unknown»
        E Webhook from «pick stripe|adyen|paypal» has an invalid signature (t=«epoch», v1=«hex 64»)
        W Customer «person» has no tax id, using default rate
        D usage for account «int»: {'api_calls': «int», 'storage_gb': «dec», 'trial': «pick True|False»}
        E Database error in nightly close @pythonchain psycopg2.OperationalError: connection to server at "«ip»", port 5432 failed: Connection refused ;; billing.errors.CloseFailed: ledger «date» is not balanced

        # postfix bsd
        I «hex 10»: client=«fqdn»[«ip»]
        I «hex 10»: from=<«email»>, size=«int», nrcpt=«int 1 9» (queue active)
        I «hex 10»: to=<«email»>, relay=«fqdn»[«ip»]:25, delay=«dec», delays=«dec»/«dec»/«dec»/«dec», dsn=2.0.0, status=sent (250 2.0.0 OK «hex 12»)
        I «hex 10»: to=<«email»>, relay=none, delay=«dec», delays=«dec»/«dec»/«dec»/0, dsn=4.4.1, status=deferred (connect to «fqdn»[«ip»]:25: Connection timed out)
        I «hex 10»: removed
        I connect from «fqdn»[«ip»]
        I disconnect from «fqdn»[«ip»] ehlo=1 mail=1 rcpt=«int 1 9» data=1 quit=1 commands=«int 5 15»
        I NOQUEUE: reject: RCPT from unknown[«ip»]: 554 5.7.1 <«email»>: Relay access denied; from=<«email»> to=<«email»> proto=ESMTP helo=<«fqdn»>
        W warning: hostname «fqdn» does not resolve to address «ip»
        I statistics: max connection rate «int 1 90»/60s for (smtp:«ip») at «shortdate» «clock»

        # notifications gcloud
        I sent push «uuid» to device «hex 16» (platform=«pick ios|android|web»)
        W token of device «hex 16» is no longer registered, removing it
        I SMS to +«int»«int» queued at provider «pick twilio|vonage|sinch»
        E provider answered 503 for message «uuid», will retry in «dur»
        I template '«word»' rendered in «lang» for «email»
        I digest for «email» skipped: nothing new since «iso»
        W quiet hours of «user» end at «clock», holding «int 1 30» messages
        E worker crashed @python ValueError: too many values to unpack (expected «int 2 4»)
        I campaign "«text»" started for «int» recipients
        I unsubscribe link opened by «email» from «ip6»

        # pricing envlog
        I price of «sku» set to «amount» «currency» by rule «word»
        D rule «word» matched «int» products in «dur»
        W rule «word» has no effect since «date»
        E cannot parse rule file «path»: invalid type: string "«word»", expected f64 at line «int 1 400» column «int 1 80»
        I listening on http://[«ip6»]:«port»
        I rebuilt price index: «int» products, «int» rules, «dur»
        P @rust index out of bounds: the len is «int 1 9» but the index is «int 10 90»
        W feed from supplier «supplier» is late by «dur»
        I feed from supplier «supplier» imported: «int» rows, «int 0 90» errors
        I competitor price for «sku» at «fqdn» is «amount» «currency»
        """#
}
