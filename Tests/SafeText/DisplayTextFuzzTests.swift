import SafeText
import Testing

@Suite("DisplayText against random input")
struct DisplayTextFuzzTests {
    @Test(arguments: 0..<40)
    func randomBytesBecomeSafeAndStay(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let count = Int.random(in: 0...200, using: &generator)
            let bytes = generator.hostileBytes(count: count)
            let text = DisplayText(bytes: bytes)
            expectSafe(text, "\(bytes)")
            #expect(DisplayText(text.string) == text, "\(bytes)")
            #expect(DisplayText(text.string).string.utf8.elementsEqual(text.string.utf8))
        }
    }

    @Test(arguments: 0..<10)
    func joiningKeepsSafeTextSafe(seed: UInt64) {
        var generator = SeededGenerator(seed: 1_000 + seed)
        for _ in 0..<100 {
            let left = DisplayText(bytes: generator.hostileBytes(count: 12))
            let right = DisplayText(bytes: generator.hostileBytes(count: 12))
            let joined = left + right
            expectSafe(joined)
            #expect(DisplayText(joined.string).string.utf8.elementsEqual(joined.string.utf8))
        }
    }

    @Test func everyScalarAloneIsSafe() {
        for value in UInt32(0)...0x1_1000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            expectSafe(DisplayText("a\(scalar)b"))
        }
        for value in [UInt32(0xE0001), 0xE0100, 0xF0000, 0x10FFFF, 0x1F600, 0x20000] {
            guard let scalar = Unicode.Scalar(value) else { continue }
            expectSafe(DisplayText(String(scalar)))
        }
    }

    @Test(arguments: 0..<10)
    func limitsNeverCutWithinACharacter(seed: UInt64) {
        var generator = SeededGenerator(seed: 2_000 + seed)
        let text = (0..<60).map { _ in ["a", "é", "中", "👩"].randomElement(using: &generator) ?? "" }
            .joined()
        for limit in 0...text.utf8.count {
            #expect(!DisplayText(bytes: Array(text.utf8), limit: limit).string.contains("\u{FFFD}"))
        }
    }
}
