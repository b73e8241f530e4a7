import IncidentModel
import SafeText
import Testing

@testable import Probes

@Suite struct PendingNewsTests {
    private func update(moved: [Int], _ outcomes: [Outcome] = []) -> BoardUpdate {
        var update = BoardUpdate()
        update.moved = moved
        update.readings = outcomes.map { Reading.made($0) }
        update.events = moved.map { .serviceReleased(service: ServiceID(.init("\($0)"))) }
        return update
    }

    @Test func everythingIsToldOnceInItsOrder() {
        var news = PendingNews()
        #expect(news.isEmpty)
        news.add(update(moved: [3, 1], [.up]))
        news.add(update(moved: [1, 2], [.down, .up]))
        #expect(news.moved == [3, 1, 2])
        #expect(news.readings.map(\.outcome) == [.up, .down, .up])
        #expect(news.events.count == 4)
        news.clear()
        #expect(news.isEmpty)
    }

    @Test func aStormNamesEveryServiceOnceToo() {
        var news = PendingNews()
        for start in 0..<100 { news.add(update(moved: Array(start..<start + 20))) }
        #expect(news.moved == Array(0..<119))
    }
}
