import Testing

@testable import Processes

@Suite struct OutputRecordTests {
    private func bytes(_ kind: OutputRecord.Kind, _ payload: [UInt8]) -> [UInt8] {
        OutputRecord.header(kind, length: payload.count, nanoseconds: 1 << 40) + payload
    }

    @Test func recordSurvivesTheFile() {
        let file = bytes(.standardOutput, [1, 2]) + bytes(.standardError, [])
        let first = OutputRecord(kind: .standardOutput, nanoseconds: 1 << 40, payload: [1, 2])
        let second = OutputRecord(kind: .standardError, nanoseconds: 1 << 40, payload: [])
        #expect(OutputRecord.parse(file, at: 0) == .record(first, next: 18))
        #expect(OutputRecord.parse(file, at: 18) == .record(second, next: 34))
        #expect(OutputRecord.parse(file, at: 34) == .incomplete)
    }

    @Test func everyPartOfARecordIsIncomplete() {
        let file = bytes(.truncation, [7, 8, 9])
        for count in 0..<file.count {
            #expect(OutputRecord.parse(Array(file[..<count]), at: 0) == .incomplete)
        }
    }

    @Test func unknownKindAndGreatLengthAreDamage() {
        var kind = bytes(.standardOutput, [1])
        kind[0] = 9
        var length = bytes(.standardOutput, [1])
        length[7] = 0xFF
        #expect(OutputRecord.parse(kind, at: 0) == .damaged)
        #expect(OutputRecord.parse(length, at: 0) == .damaged)
    }
}
