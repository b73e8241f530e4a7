import Testing

@testable import Probes

@Suite struct RedirectTrailTests {
    private func url(_ text: String) throws -> ProbeURL {
        try ProbeURL(text, schemes: ["http", "https"])
    }

    /// RFC 3986 §5.4, as far as servers send it.
    @Test(arguments: [
        ("/x", "http://a/x"), ("x", "http://a/b/c/x"), ("./x", "http://a/b/c/x"),
        ("../x", "http://a/b/x"), ("../../../x", "http://a/x"), ("..", "http://a/b/"),
        ("//h:81/x", "http://h:81/x"), ("?y", "http://a/b/c/d?y"), ("#s", "http://a/b/c/d?q"),
        ("https://b/", "https://b/"), ("HTTP://b?x", "http://b/?x"),
        ("a b é", "http://a/b/c/a%20b%20%C3%A9"),
        ("/x?next=http://y/", "http://a/x?next=http://y/"),
        ("/.well-known/x", "http://a/.well-known/x"),
    ])
    func locationsAreResolved(_ location: String, _ expected: String) throws {
        let found = try url("http://a/b/c/d?q").following(location)
        #expect(found.scheme + "://" + found.hostHeader + found.target == expected)
    }

    @Test(arguments: ["mailto:x@y", "ftp://a/", "http://", "http://u:p@a/", "javascript:x"])
    func otherLocationsAreRefused(_ location: String) throws {
        let start = try url("http://a/")
        #expect(throws: ProbeURL.Problem.self) { try start.following(location) }
    }

    @Test(arguments: [
        (301, "POST", "GET"), (302, "POST", "GET"), (303, "POST", "GET"), (307, "POST", "POST"),
        (308, "POST", "POST"), (301, "PUT", "PUT"), (303, "PUT", "GET"), (303, "HEAD", "HEAD"),
    ])
    func methodsAreRewritten(_ status: Int, _ before: String, _ after: String) throws {
        var trail = RedirectTrail(
            url: try url("http://a/"), method: before, sendsBody: before != "HEAD", limit: 3)
        _ = trail.take(status: status, phrase: "", location: "/x")
        #expect(trail.present.method == after)
        #expect(trail.present.sendsBody == (after == before && before != "HEAD"))
    }

    @Test(arguments: [
        ("http://a/x", false), ("http://A:80/x", false), ("https://a/x", true), ("http://b/", true),
        ("http://a:81/", true),
    ])
    func anotherOriginIsForeign(_ location: String, _ isForeign: Bool) throws {
        var trail = RedirectTrail(
            url: try url("http://a/"), method: "GET", sendsBody: false, limit: 3)
        _ = trail.take(status: 302, phrase: "", location: location)
        #expect(trail.present.isForeign == isForeign)
    }

    @Test func afterAPostTheSameAddressIsNoLoop() throws {
        var trail = RedirectTrail(
            url: try url("http://a/form"), method: "POST", sendsBody: true, limit: 3)
        guard case .follow = trail.take(status: 303, phrase: "", location: "/form") else {
            Issue.record("not followed")
            return
        }
        guard case .fail(let failure) = trail.take(status: 303, phrase: "", location: "/form")
        else {
            Issue.record("not seen")
            return
        }
        #expect(failure.reason == "redirect loop: /form → /form")
    }
}
