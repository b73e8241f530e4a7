/// Lets the event loop end a client that lives on the poll thread, without ever touching it.
final class PollSeat: @unchecked Sendable {
    /// Only the poll thread reads and writes it.
    private var client: (any PollClient)?

    /// Seats a client; on the poll thread.
    func take(_ client: any PollClient, among clients: PollThread.Clients) {
        self.client = client
        clients.add(client)
    }

    /// Drops the client; on the poll thread.
    func leave(_ clients: PollThread.Clients) {
        if let client { clients.remove(client) }
        client = nil
    }
}
