import Testing

@testable import LogClusters

@Suite("Lines of a byte stream")
struct LineSplitterTests {
    private func lines(_ bytes: [UInt8], chunk: Int) -> [String] {
        var splitter = LineSplitter()
        var lines: [String] = []
        bytes.withUnsafeBytes { all in
            for start in stride(from: 0, to: all.count, by: chunk) {
                let part = all[start..<min(start + chunk, all.count)]
                splitter.split(UnsafeRawBufferPointer(rebasing: part)) {
                    lines.append(String(decoding: $0, as: UTF8.self))
                }
            }
        }
        splitter.finish { lines.append(String(decoding: $0, as: UTF8.self)) }
        return lines
    }

    @Test("it does not matter how the stream is cut", arguments: 1...12)
    func toleratesAnyCut(chunk: Int) {
        let text = "one\ntwo\r\n\nfour 4\nlast without end"
        #expect(
            lines(Array(text.utf8), chunk: chunk) == [
                "one", "two", "", "four 4", "last without end",
            ])
    }

    @Test("a line of 20 MB is one line and costs a bounded amount of memory")
    func boundsLongLines() {
        let bytes = [UInt8](repeating: 120, count: 20_000_000) + Array("\nnext\n".utf8)
        let found = lines(bytes, chunk: 65_536)
        #expect(found.count == 2)
        #expect(found.first?.utf8.count == LineSplitter.lineLimit)
        #expect(found.last == "next")
    }
}
