import CCares
import Glibc
import IncidentModel
import Testing

@testable import Probes

@Suite struct ProbeWordsTests {
    @Test(arguments: [
        (Duration.milliseconds(86), "86 ms"), (.milliseconds(1210), "1.21 s"),
        (.milliseconds(1050), "1.05 s"), (.seconds(5), "5 s"), (.milliseconds(2500), "2.5 s"),
        (.seconds(120), "2 min"), (.zero, "0 ms"),
    ])
    func durationsAreShort(_ duration: Duration, _ words: String) {
        #expect(Words.short(duration) == words)
    }

    @Test func secondsForACommandLine() {
        #expect(Words.seconds(.milliseconds(800)) == "0.8")
        #expect(Words.seconds(.milliseconds(1050)) == "1.05")
        #expect(Words.seconds(.seconds(5)) == "5")
    }

    @Test(arguments: [
        "plain-word_1.2/x", "", "it's", "a b", "$HOME `id` \"x\" \\", "new\nline", "é",
    ])
    func quotedWordsComeBackFromAShell(_ word: String) throws {
        let line = "printf %s " + ShellQuoting.quote(word)
        let pipe = try #require(popen(line, "r"))
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = fread(&bytes, 1, bytes.count, pipe)
        pclose(pipe)
        #expect(String(decoding: bytes.prefix(count), as: UTF8.self) == word)
    }

    @Test(arguments: [EACCES, EMFILE, ENETUNREACH, EADDRNOTAVAIL])
    func ownSideFailuresAreUnknown(_ code: Int32) {
        #expect(ProbeFailure(errno: code).outcome == .unknown)
    }

    @Test(arguments: [ECONNREFUSED, ECONNRESET, EHOSTUNREACH, ETIMEDOUT])
    func failuresOfTheTargetAreDown(_ code: Int32) {
        #expect(ProbeFailure(errno: code).outcome == .down)
    }

    @Test func aNameThatDoesNotExistIsDownAndASilentNameServerIsUnknown() {
        #expect(ProbeFailure(resolving: "x", status: ARES_ENOTFOUND).outcome == .down)
        #expect(ProbeFailure(resolving: "x", status: ARES_ETIMEOUT).outcome == .unknown)
    }

    @Test(arguments: [
        ("127.0.0.1:80", "127.0.0.1", 80), ("[::1]:6379", "::1", 6379), ("db:5432", "db", 5432),
    ])
    func hostsAndPortsAreRead(_ text: String, _ host: String, _ port: Int) {
        #expect(HostPort(text) == HostPort(host: host, port: port))
        #expect(HostPort(text)?.text == text)
    }

    @Test(arguments: [
        "", "db", ":80", "db:", "db:0", "db:65536", "::1:80", "[::1]", "a b:1", "db:8x",
    ])
    func otherTextsAreNoHostAndPort(_ text: String) {
        #expect(HostPort(text) == nil)
    }

    @Test func urlsAreTakenApart() throws {
        let url = try ProbeURL("HTTP://[::1]:8080?a=b#top", schemes: ["http"])
        #expect(url.authority == HostPort(host: "::1", port: 8080))
        #expect(url.target == "/?a=b")
        #expect(url.hostHeader == "[::1]:8080")
        #expect(try ProbeURL("https://h", schemes: ["https"]).hostHeader == "h")
        #expect(try ProbeURL("wss://h/x", schemes: ["wss"]).authority.port == 443)
    }

    @Test(arguments: ["http://", "http:///x", "http://a b/", "http://h:0/", "h/x", "http://ä/"])
    func otherTextsAreNoURL(_ text: String) {
        #expect(throws: ProbeURL.Problem.self) { try ProbeURL(text, schemes: ["http"]) }
    }
}
