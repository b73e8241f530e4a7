import IncidentModel
import SafeText
import Testing

@Suite struct ServiceStatusTests {
    private let service = ServiceID("backend")

    private func status(_ outcomes: [Outcome]) -> ServiceStatus {
        var status = ServiceStatus(id: service)
        status.latest = outcomes.enumerated().map { index, outcome in
            Reading(
                probe: ProbeID(service: service, index: index), kind: "http",
                startedAt: Timestamp(seconds: 0), duration: .zero, outcome: outcome)
        }
        return status
    }

    @Test(
        arguments: [
            ([.up, .degraded, .down], 2), ([.down, .degraded, .up], 0), ([.up, .unknown], 1),
            ([.unknown, .degraded], 1),
        ] as [([Outcome], Int)])
    func worstReadingDecides(outcomes: [Outcome], index: Int) {
        #expect(status(outcomes).deciding?.probe.index == index)
    }

    @Test func firstInOrderDecidesAmongEquals() {
        #expect(status([.up, .down, .down]).deciding?.probe.index == 1)
    }

    @Test func withoutReadingsNothingDecides() {
        #expect(ServiceStatus(id: service).deciding == nil)
    }

    @Test func needNamesItsServices() {
        let (first, second) = (ServiceID("a"), ServiceID("b"))
        #expect(Need.one(first).services == [first])
        #expect(Need.any([first, second]).services == [first, second])
    }
}
