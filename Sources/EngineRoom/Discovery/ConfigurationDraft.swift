/// Writes `quell.yaml` texts: one with everything explained, and one for what was found on a machine.
public enum ConfigurationDraft {
    /// The text for a machine; a file that loads and whose probes were answered a moment ago.
    static func text(for facts: MachineFacts) -> String {
        var text = """
            # Proposed by `quell init --discover` from what answered on this machine.
            # Name what depends on what with `needs`, and delete what users do not depend on.

            incident:
              title: Outage
              severity: P2
              updates: {engineering: 30m}

            services:

            """
        if facts.servers.isEmpty { text = text.replacing("services:\n", with: "services: []\n") }
        for server in facts.servers { text += entry(server) }
        text += facts.logs.isEmpty ? "\nsources: []\n" : "\nsources:\n"
        for log in facts.logs { text += entry(log) }
        text += "\nrunbooks: []\ntheme: dark\n"
        return text
    }

    private static func entry(_ server: MachineFacts.Server) -> String {
        let process = server.process.map { "   # process \(plain($0))" } ?? ""
        let head = "  - name: \(name(server.name))\(process)\n    probes:\n"
        switch server.door {
        case .redis: return head + "      - redis: 127.0.0.1:\(server.port)\n"
        case .tcp: return head + "      - tcp: 127.0.0.1:\(server.port)\n"
        case .http(let path, let status):
            let probe = "      - http: http://127.0.0.1:\(server.port)\(path)\n"
            let isUsual = (200..<400).contains(status)
            return head + probe + (isUsual ? "" : "        expect: {status: \(status)}\n")
        }
    }

    private static func entry(_ log: MachineFacts.Log) -> String {
        let origin =
            switch log.origin {
            case .file(let path): "file: \(quoted(path))"
            case .docker(let container): "docker: \(quoted(container))"
            case .kubernetes(let deployment):
                "kubernetes: {deployment: \(quoted(deployment))}"
            case .journald(let units):
                "journald: {units: [\(units.map(quoted).joined(separator: ", "))]}"
            }
        let service = log.server.map { ", service: \(name($0))" } ?? ""
        return "  - {name: \(name(log.name)), \(origin)\(service)}\n"
    }

    /// A name; `null` alone would mean that there is none.
    private static func name(_ slug: String) -> String { slug == "null" ? quoted(slug) : slug }

    /// A double-quoted YAML scalar.
    static func quoted(_ text: String) -> String {
        let escaped = plain(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"" + escaped + "\""
    }

    /// Names of files and processes are foreign: what YAML does not allow, and what could not be seen in
    /// an editor, must not get into a file that people read.
    private static func plain(_ text: String) -> String {
        String(text.unicodeScalars.map { isVisible($0) ? Character($0) : "?" })
    }

    /// True for a scalar that stands for itself in a quoted YAML text.
    static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
            .unassigned:
            false
        default: true
        }
    }

    /// The commented file that `quell init` writes.
    ///
    /// It loads as it is.
    public static let commented = """
        # Quell's configuration. Everything has a default but a service's name and a probe's kind.
        # `quell init --discover` proposes one for what runs on this machine.

        # With what an incident is opened. One with a title opens by itself at the first outage.
        incident:
          title: Outage
          severity: P2                     # P0 (everything is down) to P4
          # impact: nobody can check out
          updates: {engineering: 30m, business: 60m}
          escalate_after: 2h
          # escalate_to: the duty manager, +1 555 0100
          # warn_before: 2m                # a clock that is about to run out is told of, with the bell
          # bell: true
          # hook: notify.sh                # run at warnings and marked moments, with QUELL_EVENT and more
          # update_command: post-update    # gets an update on standard input, with QUELL_AUDIENCE

        # What users depend on, and what that depends on. A service whose need is down is shown as
        # blocked by it, not as broken.
        services: []
        #  - name: api
        #    needs: [db, {any: [cache-a, cache-b]}]
        #    probes:
        #      - http: http://127.0.0.1:8080/health
        #        expect: {status: 200, within: 2s}
        #        every: 10s
        #        timeout: 5s
        #  - {name: db, probes: [{tcp: "127.0.0.1:5432"}]}
        #  - {name: cache-a, probes: [{redis: "127.0.0.1:6379"}]}
        #  - {name: cache-b, probes: [{exec: check_cache b}]}    # exit 0 up, 1 degraded, 2 down, 3 unknown
        #  - {name: push, probes: [{websocket: "ws://127.0.0.1:8081/ws"}]}
        #  - {name: certificate, probes: [{tls: "www.example.test:443"}]}    # warns before it ends
        #  - {name: settings, probes: [{env: [API_KEY]}, {secrets: [/run/secrets/db]}]}    # never shown
        # Other kinds: dns, icmp, postgres, grpc, container, systemd, process, file, placeholders.

        # What holds for every probe that does not say otherwise.
        # probing: {every: 10s, timeout: 5s, fall: 3, rise: 2, slow_after: 2s, concurrency: 64}

        # Where log lines come from.
        sources: []
        #  - {name: api, file: /var/log/api/*.log, service: api}
        #  - {name: pods, kubernetes: {deployment: api}}
        #  - {name: web, docker: web}
        #  - {name: units, journald: {units: [nginx.service]}}
        #  - {name: cloud, gcloud: {filter: "resource.type=cloud_run_revision", project: my-project}}
        #  - {name: other, command: tail -F /var/log/other.log}

        # Shipped ones by name, your own from the configuration folder by name, others by path.
        runbooks: []

        # What must hold before an incident counts as over: conditions, commands that exit with 0, people's words.
        exit_criteria: []
        #  - probe api is up for 10m
        #  - errors < 5 per hour
        #  - {command: ./smoke.sh, every: 30s, timeout: 1m}
        #  - {person: users can log in}

        theme: dark

        """
}
