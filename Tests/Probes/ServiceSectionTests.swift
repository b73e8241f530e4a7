import IncidentModel
import LocatedYAML
import SafeText
import Testing

@testable import Probes

@Suite struct ServiceSectionTests {
    @Test func wholeSectionIsDecoded() throws {
        let list = try services(
            """
            - name: backend
              needs: [db, {any: [cache-a, cache-b]}]
              probes:
                - http: https://api.example.test/health
                  method: POST
                  headers: {Accept: application/json}
                  body: "{}"
                  expect: {status: [200, 3xx], json: {$.status: ok}, within: 1s, header: {X-A: b}}
                  every: 20s
                  timeout: 4s
                  fall: 5
                  rise: 4
                - exec: check_backend --deep
                - websocket: wss://api.example.test/live
            - {name: db, probes: [{tcp: "127.0.0.1:5432"}]}
            - {name: cache-a}
            - {name: cache-b}
            """)
        let backend = try #require(list.first)
        let ids = ["db", "cache-a", "cache-b"].map { ServiceID(DisplayText($0)) }
        #expect(backend.needs == [.one(ids[0]), .any([ids[1], ids[2]])])
        #expect(backend.probes.map(\.kindName) == ["http", "exec", "websocket"])
        #expect(backend.probes[0].every == .seconds(20))
        #expect(backend.probes[0].timeout == .seconds(4))
        #expect(backend.probes[0].within == .seconds(1))
        #expect(backend.probes[0].fall == 5)
        #expect(backend.probes[0].rise == 4)
        #expect(list.map(\.line) == [1, 15, 16, 17])
    }

    @Test(arguments: [
        ("{name: a}", "1: found a mapping, expected a list"),
        ("- {nam: a}", "1: found no value for \"name\", expected \"name\": the service's name"),
        (
            "- {name: a, prob: []}",
            "found \"prob\", expected one of name, needs, probes; did you mean"
        ),
        (
            "- {name: a}\n- {name: a}",
            "2: found \"a\", expected every service once (first in line 1)"
        ),
        ("- {name: a, needs: b}", "1: found \"b\", expected a list"),
        ("- {name: a, needs: [b]}", "1: found \"b\", expected a service of this file: a"),
        ("- {name: a, needs: [a]}", "1: found \"a\", expected another service than itself"),
        ("- {name: a, needs: [{any: []}]}", "1: found a list, expected at least one service"),
        (
            "- {name: x, needs: [a]}\n- {name: a, needs: [b]}\n- {name: b, needs: [a]}",
            "2: found \"a → b → a\", expected needs that do not come back"
        ),
        (
            "- {name: a, probes: [{htp: x}]}",
            "found \"htp\", expected a kind of probe: one of http, tcp, exec, websocket"
        ),
        (
            "- {name: a, probes: [{tcp: \"h:1\", exec: x}]}",
            "found \"exec\", expected one kind in one probe"
        ),
        (
            "- {name: a, probes: [{http: ftp://x}]}",
            "found \"ftp://x\", expected a URL that starts with http:// or https://"
        ),
        ("- {name: a, probes: [{http: \"http://u:p@h\"}]}", "expected a URL without a password"),
        ("- {name: a, probes: [{http: \"http://h:99999\"}]}", "expected a host, and a port"),
        ("- {name: a, probes: [{tcp: host}]}", "found \"host\", expected host:port"),
        ("- {name: a, probes: [{exec: \" \"}]}", "expected a command line for a shell"),
        ("- {name: a, probes: [{exec: x, every: 10}]}", "found \"10\", expected a duration"),
        ("- {name: a, probes: [{exec: x, every: 1ms}]}", "found \"1ms\", expected at least 100 ms"),
        ("- {name: a, probes: [{exec: x, fall: 0}]}", "expected a whole number from 1 to 20"),
        ("- {name: a, probes: [{exec: x, evry: 1s}]}", "found \"evry\", expected one of exec"),
        (
            "- {name: a, probes: [{http: \"http://h\", expect: {status: 2x}}]}",
            "found \"2x\", expected a status such as 200"
        ),
        (
            "- {name: a, probes: [{http: \"http://h\", expect: {txt: a}}]}",
            "found \"txt\", expected one of within, status, text, lacks, matches, header, json; did you mean \"text\"?"
        ),
        ("- {name: a, probes: [{http: \"http://h\", method: get}]}", "expected an HTTP method"),
        (
            "- {name: a, probes: [{http: \"http://h\", headers: {X: \"a\\nY: b\"}}]}",
            "expected a header value on one line"
        ),
    ])
    func mistakesAreNamedWithTheirPlace(_ yaml: String, _ message: String) throws {
        do {
            _ = try services(yaml)
            Issue.record("accepted")
        } catch {
            #expect("\(error)".contains(message), "\(error)")
            #expect("\(error)".hasPrefix("quell.yaml:"))
        }
    }

    @Test func allMistakesAreToldAtOnce() throws {
        let yaml = "- {name: a, probes: [{exec: x, fall: 0}, {tcp: h}]}\n- {nme: b}"
        let error = #expect(throws: ConfigurationErrors.self) { try services(yaml) }
        #expect(error?.errors.count == 3)
    }
}
