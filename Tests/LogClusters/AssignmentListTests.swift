import IncidentModel
import SafeText
import Testing

@testable import LogClusters

@Suite("The cluster of each line")
struct AssignmentListTests {
    @Test("it stays right while other clusters are forgotten; their lines belong to none")
    func survivesEviction() {
        let book = ClusterBook(shapeLimit: 1_500)
        var list = AssignmentList()
        var dice: UInt64 = 7
        var expected: [Bool] = []
        for number in 0..<6_000 {
            let isKept = number % 3 == 0
            var text = "the first line of all stays as it is"
            if !isKept {
                text = (0..<5).map { _ in Self.word(&dice) }.joined(separator: " ")
            }
            list.prepare(for: book)
            let shape = Self.take(text, at: number, into: book)
            list.add(shape: shape, lines: 1)
            expected.append(isKept)
        }
        var publisher = Publisher(options: LogEngineOptions())
        let (status, _) = publisher.publish(book, at: 6_000_000_000_000)
        let numbers = list.numbers(in: book, status)
        let kept = status.id("the first line of all")
        #expect(kept != nil)
        #expect(book.otherLines > 0)
        #expect(numbers.map { ClusterID(Int($0)) == kept } == expected)
        let known = Set(status.clusters.map(\.id.number))
        #expect(numbers.allSatisfy { $0 == 0 || known.contains(Int($0)) })
    }

    private static func word(_ dice: inout UInt64) -> String {
        String(
            (0..<6).map { _ in
                dice = dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Character(Unicode.Scalar(UInt8(97 + (dice >> 33) % 26)))
            })
    }

    private static func take(_ text: String, at second: Int, into book: ClusterBook) -> Int {
        Array(text.utf8).withUnsafeBytes { bytes in
            let none = UnsafeRawBufferPointer(start: nil, count: 0)
            let record = RecordView(
                text: bytes, body: bytes, lines: 1, time: nil, severity: .error, service: none)
            return book.take(
                record, at: Int64(second) * 1_000_000_000, service: 0, isBacklog: true)
        }
    }
}
