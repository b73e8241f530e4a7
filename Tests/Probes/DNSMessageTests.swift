import Testing

@testable import Probes

@Suite struct DNSMessageTests {
    /// An answer to `a.test A` with one record more: its type and data.
    private func message(_ type: UInt8, _ data: [UInt8]) -> DNSMessage? {
        DNSMessage(
            head(count: 1) + [0xC0, 12, 0, type, 0, 1, 0, 0, 1, 44, 0, UInt8(data.count)] + data)
    }

    private func head(count: UInt8) -> [UInt8] {
        [0, 1, 0x81, 0x80, 0, 1, 0, count, 0, 0, 0, 0]
            + [1, 0x61, 4, 0x74, 0x65, 0x73, 0x74, 0, 0, 1, 0, 1]
    }

    @Test func recordsAreReadInWords() {
        #expect(
            message(1, [10, 0, 0, 1])?.answers == [
                DNSMessage.Record(owner: "a.test", type: 1, ttl: 300, value: "10.0.0.1")
            ])
        #expect(message(28, [UInt8](repeating: 0, count: 15) + [1])?.answers[0].value == "::1")
        #expect(message(15, [0, 10, 1, 0x6D, 0xC0, 14])?.answers[0].value == "10 m.test")
        #expect(message(16, [2, 0x68, 0x69, 1, 0x21])?.answers[0].value == "hi!")
        #expect(
            message(33, [0, 1, 0, 2, 0, 80, 0xC0, 12])?.answers[0].value == "1 2 80 a.test")
    }

    @Test func specialBytesOfNamesAreEscaped() {
        #expect(message(5, [4, 0x41, 0x2E, 0x0A, 0x5C, 0])?.answers[0].value == #"a\.\010\\"#)
    }

    @Test func pointersForwardsAndToThemselvesAreNoNames() {
        // The data of the first record begins at 36.
        for target: UInt8 in [36, 38, 200] {
            let broken = message(5, [0xC0, target])
            #expect(broken?.isBroken == true)
            #expect(broken?.answers == [])
        }
        let loop = DNSMessage(
            [0, 1, 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0, 0xC0, 14, 0xC0, 12, 0, 1, 0, 1])
        #expect(loop?.isBroken == true)
    }

    @Test func namesEndAt255Bytes() {
        let label = [63] + [UInt8](repeating: 0x61, count: 63)
        #expect(message(5, label + label + label + [0])?.answers.count == 1)
        #expect(
            DNSMessage(
                head(count: 1) + [0xC0, 12, 0, 5, 0, 1, 0, 0, 0, 9, 1, 4] + label + label + label
                    + label + [0, 0, 0])?.isBroken == true)
    }

    @Test func aMessageThatAnnouncesMoreThanItHoldsIsBroken() {
        let bytes = head(count: 200) + [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 9, 0, 4, 1, 2, 3, 4]
        let message = DNSMessage(bytes)
        #expect(message?.answers.count == 1)
        #expect(message?.isBroken == true)
        #expect(DNSMessage(Array(bytes.prefix(11))) == nil)
    }

    @Test func anyBytesAreReadInBoundedTime() {
        var random = SeededBytes(seed: 20)
        for round in 0..<20_000 {
            var bytes = random.bytes(round % 200)
            // Half of them with a proper head, so that more than the head is reached.
            if round % 2 == 0, bytes.count > 24 {
                bytes.replaceSubrange(0..<24, with: head(count: 9))
            }
            let message = DNSMessage(bytes)
            #expect(bytes.count >= 12 || message == nil)
            #expect(message?.answers.count ?? 0 <= bytes.count)
        }
        // Many names, each a chain of pointers.
        let chain = (0..<2000).flatMap { index -> [UInt8] in
            let target = 12 + max(0, index - 1) * 2
            return [0xC0 | UInt8(target >> 8), UInt8(target & 0xFF)]
        }
        #expect(DNSMessage(head(count: 255) + chain)?.isBroken == true)
    }

    @Test func addressesHaveTheirNames() {
        #expect(AddressText.reverseName("127.0.0.1") == "1.0.0.127.in-addr.arpa")
        #expect(AddressText.reverseName("::1")?.hasPrefix("1.0.0.0.0.") == true)
        #expect(AddressText.reverseName("::1")?.hasSuffix("0.0.ip6.arpa") == true)
        #expect(AddressText.reverseName("a.test") == nil)
    }
}
