import Hummingbird

/// A real HTTP server on a free loopback port whose health follows a closure.
struct HealthFront: Sendable {
    /// The service's name, part of every answer.
    var name: String
    /// What serves behind it; nil when it does, else the reason it does not.
    var fault: @Sendable () -> String?
    /// Called once with the port, when the server listens.
    var onListening: @Sendable (Int) -> Void

    /// Serves until the task is cancelled.
    func serve() async throws {
        let (name, fault, onListening) = (self.name, self.fault, self.onListening)
        let router = Router()
        router.get("health") { _, _ in
            if let reason = fault() {
                return Self.answer(.serviceUnavailable, #"{"status":"unavailable","#, reason)
            }
            return Self.answer(.ok, #"{"status":"ok","#, name)
        }
        router.get("/") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/html"],
                body: .init(byteBuffer: .init(string: "<h1>\(name)</h1>\n")))
        }
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: 0), serverName: name),
            onServerRunning: { onListening($0.localAddress?.port ?? 0) })
        try await application.run()
    }

    private static func answer(
        _ status: HTTPResponse.Status, _ opening: String, _ detail: String
    ) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: .init(string: "\(opening)\"detail\":\"\(detail)\"}\n")))
    }
}
