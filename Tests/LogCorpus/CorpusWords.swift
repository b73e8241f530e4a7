/// Lists of words that stand in variables.
enum CorpusWords {
    /// The lists that templates name.
    static let lists: [String: [String]] = [
        "user": users, "person": persons, "word": nouns, "ns": namespaces, "class": classes,
        "func": functions, "field": fields, "table": tables, "unit": units, "job": jobs,
        "backend": backends, "client": clients, "vhost": vhosts, "proc": processes, "db": databases,
        "region": regions, "country": countries, "currency": currencies, "city": cities,
        "warehouse": warehouses, "supplier": suppliers, "agent": agents, "lang": languages,
        "group": groups, "base": bases, "flag": flags, "bool": ["true", "false"],
    ]

    static let users = list(
        """
        alice bob carol dave eve frank grace heidi ivan judy mallory niaj olivia peggy quentin rupert \
        sybil trent ursula victor walter xenia yannick zoe amara bjorn chidi dmitri elena farid goran \
        hana imani jorge katya lars mei noor omar priya qiang rosa sven tariq uma vera wanjiru ximena \
        yuki zainab root deploy admin postgres jenkins backup www-data nobody ubuntu git svc-report \
        j.doe m.smith anna.kern test oracle ftpuser guest
        """)
    static let persons = [
        "Jürgen Weiß", "María-José Núñez", "Łukasz Żak", "Søren Ågård", "王小明", "Zoë", "Anna",
        "O'Brien", "Nguyễn Văn An", "José", "François Lefèvre", "Иван Петров", "李雷", "Ayşe Yılmaz",
        "Björn", "Chloé Dubois", "田中太郎", "Renée", "Müller", "Ole",
    ]
    static let nouns = list(
        """
        invoice avatar banner basket catalog channel comment coupon device digest draft event export \
        filter folder footer gallery header image import item label layout ledger letter manifest \
        margin matrix member menu message metric mobile note offer option order page panel parcel \
        partner photo player policy post price product profile promo quote rating receipt region \
        report reward rocket sample schema script season secret segment session shelf signal sneaker \
        socket spring stock story summer table target teaser ticket token track travel trigger vendor \
        video voucher wallet winter
        """)
    static let services = list(
        """
        api auth billing cart catalog checkout crm edge feed gateway geo identity inventory ledger \
        legacy mail media metrics notify orders payments pricing profile proxy queue reports reviews \
        scheduler search session shipping shop stats storage stream sync tax tracker users vault \
        web worker
        """)
    static let zones = list(
        "example.com example.org example.net shop.example.com svc.cluster.local internal.example.io"
    )
    static let folders = list(
        """
        /var/lib/app /srv/data /opt/shop/current /home/deploy /tmp /usr/share/app/static \
        /mnt/volume-02/exports /etc/app/conf.d
        """)
    static let endings = list(
        ".json .csv .png .yaml .log .tar.gz .sql .pdf .parquet .conf .idx .tmp")
    static let namespaces = list(
        "default kube-system prod staging monitoring payments ingress-nginx")
    static let classes = list(
        """
        OrderService CartController PaymentGateway UserRepository ProductList SearchIndexer \
        ImageResizer TaxCalculator SessionStore MailRenderer PriceEngine StockWatcher Checkout \
        ReviewPanel AddressForm InvoicePrinter TokenFilter CouponValidator QueuePoller Heartbeat
        """)
    static let functions = list(
        """
        create update destroy index show sync_prices send_digest rebuild_index expire_carts \
        charge_card resize_image import_feed authenticate_user close_day refund archive compute_tax
        """)
    static let fields = list(
        """
        user_id email items total currency address zip created_at sku quantity status discount \
        customer phone locale country
        """)
    static let tables = list(
        """
        orders users carts line_items payments sessions products addresses coupons reviews \
        inventory_levels shipments invoices audit_log events
        """)
    static let units = list(
        """
        nginx.service postgresql.service redis-server.service docker.service cron.service \
        shop-api.service shop-worker@3.service logrotate.service apt-daily.timer ssh.service \
        user@1000.service systemd-tmpfiles-clean.service
        """)
    static let jobs = list(
        """
        nightly-close send-digest rebuild-index expire-carts import-feed sync-prices hourly_report \
        cleanup etl_orders warm-cache
        """)
    static let backends = list("be_api be_static be_auth be_images web-pool legacy")
    static let clients = list(
        """
        web-shop mobile-ios mobile-android partner-portal backoffice grafana pgbouncer \
        order-consumer price-consumer mail-consumer
        """)
    static let vhosts = list("/ shop staging events analytics")
    static let processes = list("java node python3 nginx postgres redis-server ruby dotnet kubelet")
    static let databases = list("shop shop_test analytics auth billing template1")
    static let regions = list("eu-west-1 eu-central-1 us-east-1 us-west-2 ap-southeast-2 sa-east-1")
    static let countries = list("DE FR GB US NL SE PL JP BR AU CA IT ES")
    static let currencies = list("EUR USD GBP SEK PLN JPY CHF")
    static let cities = [
        "Berlin", "Zürich", "Paris", "São Paulo", "Kraków", "Oslo", "Lisbon", "Leeds", "Tokyo",
        "Malmö", "Utrecht", "Lyon", "Hamburg", "Austin",
    ]
    static let warehouses = list("BER1 LEJ2 central overflow KTW1 returns-eu dock-7 north")
    static let suppliers = list("acme nordwind blue-ocean fabrica umbra_co tessera lindqvist")
    static let agents = [
        "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "curl/8.5.0",
        "shop-ios/5.12", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)", "okhttp/4.12.0",
        "kube-probe/1.31", "python-requests/2.32.3",
    ]
    static let languages = list("de fr en_US en-GB sv pl ja pt_BR nl")
    static let scopes = list("openid profile email orders:read orders:write admin default root")
    static let groups = list("developers operators finance support contractors admins")
    static let bases = list("ou=people,dc=example,dc=org ou=groups,dc=example,dc=org")
    static let flags = list(
        "new-checkout fast_search dark-mode ab.price beta-cart show_reviews webp use-http3")

    private static func list(_ words: String) -> [String] {
        words.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
