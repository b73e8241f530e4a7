/// The `quell.yaml` of the demo: what a small team would have written for its staging stack.
enum DemoConfiguration {
    /// The text, with the ports the stack listens on.
    static func text(ports: [String: String]) -> String {
        let port = { (name: String) in "127.0.0.1:" + (ports[name] ?? "0") }
        return """
            incident:
              title: Complete staging failure
              severity: P0
              impact: nobody can try the product on staging; releases wait
              updates: {engineering: 30m, business: 60m}
              escalate_after: 2h
              escalate_to: the platform lead
            services:
              - name: backend
                probes:
                  - {http: "http://\(port("backend"))/health", every: 4s, fall: 2}
              - name: auth
                needs: [backend]
                probes:
                  - {http: "http://\(port("auth"))/health", every: 4s, fall: 2}
              - name: websocket
                needs: [auth]
                probes:
                  - {websocket: "ws://\(port("websocket"))/ws", every: 4s, fall: 2}
              - name: frontend
                probes:
                  - {http: "http://\(port("frontend"))/health", every: 4s, fall: 2}
            sources:
              - {name: staging, file: logs/staging.log}
            changes:
              - {name: deploy, command: bin/deploys, services: [backend]}
              - {name: file, file: .dockerignore, every: 5s}
            runbooks: [staging-startup-failure]
            exit_criteria:
              - health of all services 200 for 10 s
              - errors < 60 per minute
              - {person: users can log in}
            theme: dark

            """
    }
}
