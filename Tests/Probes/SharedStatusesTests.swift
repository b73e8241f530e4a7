import IncidentModel
import SafeText
import Testing

@testable import Probes

@Suite struct SharedStatusesTests {
    @Test func readingsThatGrewTooOldAreStaleWithoutTheEnginesHelp() {
        let status = ServiceStatus(id: ServiceID("a"))
        let shared = SharedStatuses([status])
        shared.update([(0, status, BootClock.nanoseconds() + 3_600_000_000_000)])
        #expect(shared.current().map(\.isStale) == [false])
        shared.update([(0, status, BootClock.nanoseconds() - 1)])
        #expect(shared.current().map(\.isStale) == [true])
    }
}
