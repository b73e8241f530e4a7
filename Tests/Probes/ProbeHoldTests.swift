import IncidentModel
import SafeText
import Testing

@testable import Probes

@Suite struct ProbeHoldTests {
    private func hold(_ kind: Hold.Kind, for duration: Duration? = nil) -> Hold {
        Hold(
            kind: kind, until: duration.map { wallClock() + $0 }, reason: "a change", by: "me@here")
    }

    @Test func aPausedServiceIsNotProbedUntilItIsReleased() async throws {
        let server = try await LoopbackServer.start(.http("200 OK", ""))
        defer { Task { await server.stop() } }
        let publications = Publications()
        let engine = try quickEngine(
            """
            - {name: a, probes: [{http: "\(server.url)", every: 100ms}]}
            - {name: b, probes: [{http: "\(server.url)", every: 100ms}]}
            """, publications)
        engine.start()
        #expect(await eventually { publications.readings(of: "a").count >= 2 })
        engine.setHold(hold(.paused), of: ServiceID("a"))
        #expect(await eventually { engine.statuses()[0].hold?.kind == .paused })
        let (held, others) = (
            publications.readings(of: "a").count, publications.readings(of: "b").count
        )
        engine.checkNow(nil)
        #expect(await eventually { publications.readings(of: "b").count >= others + 10 })
        #expect(publications.readings(of: "a").count == held)
        engine.setHold(nil, of: ServiceID("a"))
        #expect(await eventually { publications.readings(of: "a").count > held })
        engine.stop()
        #expect(engine.statuses()[0].hold == nil)
        let released = EventBody.serviceReleased(service: ServiceID("a"))
        #expect(!publications.events.contains(released), "a person's release is the person's event")
    }

    @Test func aHoldEndsByItselfAndTheServiceIsProbedAtOnce() async throws {
        let server = try await LoopbackServer.start(.http("200 OK", ""))
        defer { Task { await server.stop() } }
        let publications = Publications()
        let engine = try quickEngine(
            "- {name: a, probes: [{http: \"\(server.url)\", every: 1h}]}", publications)
        engine.start()
        #expect(await eventually { publications.readings(of: "a").count == 1 })
        let hold = hold(.paused, for: .milliseconds(300))
        engine.setHold(hold, of: ServiceID("a"))
        #expect(await eventually { publications.readings(of: "a").count == 2 })
        engine.stop()
        #expect(publications.events == [.serviceReleased(service: ServiceID("a"))])
        #expect(engine.statuses()[0].hold == nil)
        let second = publications.readings(of: "a")[1].startedAt
        #expect(hold.until.map { second >= $0 } == true)
    }

    @Test func aHoldThatIsOverAlreadyIsReleasedAtOnce() async throws {
        let publications = Publications()
        let engine = try quickEngine("[{name: a}]", publications)
        engine.start()
        engine.setHold(hold(.maintenance, for: .seconds(-60)), of: ServiceID("a"))
        #expect(await eventually { !publications.events.isEmpty })
        engine.stop()
        #expect(publications.events == [.serviceReleased(service: ServiceID("a"))])
    }

    @Test func anAttemptUnderWayIsBrokenOffAndItsPlaceGoesToTheNext() async throws {
        let silent = try await LoopbackServer.start(.silent)
        defer { Task { await silent.stop() } }
        let publications = Publications()
        let engine = try quickEngine(
            """
            - {name: a, probes: [{http: "\(silent.url)", every: 1h, timeout: 1h}]}
            - {name: b, probes: [{tcp: "127.0.0.1:\(silent.port)", every: 1h}]}
            """, publications
        ) { $0.concurrency = 1 }
        engine.start()
        #expect(await eventually { silent.received.count == 1 })
        engine.setHold(hold(.paused), of: ServiceID("a"))
        #expect(await eventually { publications.readings(of: "b").map(\.outcome) == [.up] })
        engine.stop()
        #expect(publications.readings(of: "a").isEmpty)
    }

    @Test func maintenanceIsProbedOn() async throws {
        let server = try await LoopbackServer.start(.http("200 OK", ""))
        defer { Task { await server.stop() } }
        let publications = Publications()
        let engine = try quickEngine(
            "- {name: a, probes: [{http: \"\(server.url)\", every: 100ms}]}", publications)
        engine.start()
        engine.setHold(hold(.maintenance), of: ServiceID("a"))
        #expect(await eventually { engine.statuses()[0].hold != nil })
        let before = publications.readings(of: "a").count
        #expect(await eventually { publications.readings(of: "a").count >= before + 3 })
        engine.stop()
    }
}
