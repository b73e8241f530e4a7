import Foundation
import IncidentModel
import LocatedYAML
import SafeText
import Testing

@testable import Probes

@Suite(.serialized) struct DNSProbeServerTests {
    private func dnsmasq() async throws -> Dnsmasq {
        try await Dnsmasq([
            "--host-record=a.test,10.0.0.1,fd00::1", "--host-record=many.test,10.0.0.1",
            "--host-record=many.test,10.0.0.2", "--cname=alias.test,a.test",
            "--mx-host=mail.test,mx.test,10", "--txt-record=text.test,v=spf1 -all,second",
            "--srv-host=_sip._udp.test,sip.test,5060,1,2", "--ptr-record=8.0.0.10.in-addr.arpa,p.test",
            "--caa-record=ca.test,0,issue,letsencrypt.org",
            "--dns-rr=ns.test,2,03666f6f047465737400",
        ])
    }

    private func values(_ reading: Reading) -> [String] {
        reading.evidence.filter { $0.label == "record" }.map(\.text.string)
    }

    @Test func everyTypeIsAskedFor() async throws {
        let server = try await dnsmasq()
        let cases = [
            ("a.test, type: A", "1 A", "a.test 0 A 10.0.0.1"),
            ("a.test, type: AAAA", "1 AAAA", "a.test 0 AAAA fd00::1"),
            ("alias.test, type: CNAME", "1 CNAME", "alias.test 0 CNAME a.test"),
            ("mail.test, type: MX", "1 MX", "mail.test 0 MX 10 mx.test"),
            ("text.test, type: TXT", "1 TXT", "text.test 0 TXT v=spf1 -allsecond"),
            ("_sip._udp.test, type: SRV", "1 SRV", "_sip._udp.test 0 SRV 1 2 5060 sip.test"),
            ("10.0.0.8", "1 PTR", "8.0.0.10.in-addr.arpa 0 PTR p.test"),
            ("ca.test, type: CAA", "1 CAA", "ca.test 0 CAA 0 issue \"letsencrypt.org\""),
            ("ns.test, type: NS", "1 NS", "ns.test 0 NS foo.test"),
        ]
        for (keys, summary, record) in cases {
            let reading = try await reading("{dns: \(keys), server: \"\(server.address)\"}")
            #expect(reading.outcome == .up, "\(keys): \(reading.reason.string)")
            #expect(reading.summary.string == summary)
            #expect(values(reading) == [record])
            #expect(reading.phases.map(\.name.string) == ["query"])
            #expect(reading.evidence.first?.text.string == server.address)
        }
    }

    @Test func wrongValuesAreNamedBesideTheExpectedOnes() async throws {
        let server = try await dnsmasq()
        let probe = "server: \"\(server.address)\", expect:"
        let good = [
            "{dns: many.test, \(probe) {values: [10.0.0.2, 10.0.0.1]}}",
            "{dns: many.test, \(probe) {includes: [10.0.0.2], at_least: 2}}",
            "{dns: mail.test, type: MX, \(probe) {values: 10 MX.test., count: 1}}",
            "{dns: a.test, type: AAAA, \(probe) {values: [\"fd00:0::1\"]}}",
            "{dns: ca.test, type: CAA, \(probe) {values: 0 issue letsencrypt.org}}",
            "{dns: text.test, type: TXT, \(probe) {text: spf1}}",
            "{dns: text.test, type: A, \(probe) {count: 0}}",
        ]
        for probe in good {
            let reading = try await reading(probe)
            #expect(reading.outcome == .up, "\(probe): \(reading.reason.string)")
        }
        let bad = [
            ("a.test, \(probe) {values: 10.0.0.9}", "A is 10.0.0.1, expected 10.0.0.9"),
            ("a.test, \(probe) {includes: 10.0.0.9}", "A is 10.0.0.1, 10.0.0.9 is missing"),
            ("a.test, \(probe) {count: 2}", "1 A record, expected 2"),
            ("many.test, \(probe) {at_least: 3}", "2 A records, expected at least 3"),
            (
                "mail.test, type: MX, \(probe) {text: backup}",
                "MX is 10 mx.test, it does not contain “backup”"
            ),
        ]
        for (keys, words) in bad {
            let reading = try await reading("{dns: \(keys)}")
            #expect(reading.outcome == .down)
            #expect(reading.reason.string == words)
            #expect(reading.summary == "wrong")
            #expect(reading.failure == .content)
            #expect(reading.failedPhase == "query")
        }
    }

    @Test func whatTheServerSaysIsToldApart() async throws {
        let server = try await dnsmasq()
        let nobody = try await reading("{dns: nobody.test, server: \"\(server.address)\"}")
        #expect(nobody.summary == "NXDOMAIN")
        #expect(nobody.reason == "the name nobody.test does not exist")
        #expect(nobody.failure == .name)
        let empty = try await reading("{dns: text.test, server: \"\(server.address)\"}")
        #expect(empty.summary == "no A")
        #expect(empty.reason == "the name text.test has no A record")
        #expect(empty.failure == .name)
        let refused = try await reading("{dns: quell.example, server: \"\(server.address)\"}")
        #expect(refused.summary == "REFUSED")
        #expect(refused.reason == "the name server refuses to answer for quell.example")
        #expect(refused.failure == .rejected)
        let failing = try await HandmadeNameServer.start { [HandmadeAnswer.to($0, code: 2)] }
        let failed = try await reading("{dns: a.test, server: \"\(failing.address)\"}")
        #expect(failed.summary == "SERVFAIL")
        #expect(failed.reason == "the name server failed to answer for a.test")
        #expect(failed.failure == .serverError)
        await failing.stop()
        for reading in [nobody, empty, refused, failed] { #expect(reading.outcome == .down) }
    }

    @Test func silentAndMissingServersAreToldApart() async throws {
        let silent = try await HandmadeNameServer.start()
        let late = try await reading(
            "{dns: a.test, server: \"\(silent.address)\", timeout: 300ms}")
        #expect(late.outcome == .down)
        #expect(late.failure == .timeout)
        #expect(late.summary == "timeout")
        #expect(late.reason.string == "\(silent.address) did not answer within 300 ms")
        await silent.stop()
        let port = try await unusedPort()
        let missing = try await reading("{dns: a.test, server: \"127.0.0.1:\(port)\"}")
        #expect(missing.summary == "refused")
        #expect(
            missing.reason.string == "127.0.0.1:\(port) cannot be reached: nothing listens there")
        #expect(missing.failure == .unreachable)
    }

    @Test func aLongAnswerComesOverTCP() async throws {
        let records = (0..<120).map { "--host-record=long.test,10.1.0.\($0)" }
        let server = try await Dnsmasq(records)
        let reading = try await reading("{dns: long.test, server: \"\(server.address)\"}")
        #expect(reading.outcome == .up)
        #expect(reading.summary == "120 A")
    }

    @Test func hostileAnswersAreRefusedAndHarmNobody() async throws {
        let seeds = (0..<40).map { $0 }
        for seed in seeds {
            let server = try await HandmadeNameServer.start { question in
                var random = SeededBytes(seed: UInt64(seed + 1))
                let noise = random.bytes(seed * 200)
                return [noise, HandmadeAnswer.head(question, count: 60_000) + noise]
            }
            let reading = try await reading("{dns: a.test, server: \"\(server.address)\"}")
            #expect(reading.outcome == .down)
            #expect(["broken", "no A"].contains(reading.summary.string))
            await server.stop()
        }
        let loop = try await HandmadeNameServer.start {
            let place = UInt8($0.count)
            return [
                HandmadeAnswer.head($0, count: 1)
                    + [0xC0, place, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 1, 2, 3, 4]
            ]
        }
        let looped = try await reading("{dns: a.test, server: \"\(loop.address)\"}")
        #expect(looped.reason == "the answer cannot be read")
        await loop.stop()
    }

    @Test func theEqualCommandShowsTheSame() async throws {
        let server = try await dnsmasq()
        let reading = try await reading("{dns: a.test, server: \"\(server.address)\"}")
        let command = reading.equivalentCommand.string
        #expect(
            command == "dig @127.0.0.1 -p \(server.port) a.test A +tries=1 +time=5")
        let program = try LoopbackProgram()
        try program.start("/bin/sh", ["-c", command + " +short"])
        #expect(await eventually { !program.isRunning })
        #expect(program.output.contains("10.0.0.1"))
    }

    @Test(arguments: [
        ("{dns: \"a b\"}", "a name such as"), ("{dns: a.test, type: WKS}", "one of"),
        ("{dns: 10.0.0.1, type: A}", "PTR, the only type for an address"),
        ("{dns: a.test, server: \"x:y\"}", "a name server such as"), ("{dns: -x}", "a name such as"),
        ("{dns: \"a..test\"}", "a name such as"),
    ])
    func mistakesAreNamed(_ probe: String, _ words: String) throws {
        #expect {
            try services("- {name: a, probes: [\(probe)]}")
        } throws: {
            "\($0)".contains("expected \(words)")
        }
    }

    @Test func sixtyDeadNamesDelayNoOtherProbeAndStopEndsThem() async throws {
        let silent = try await HandmadeNameServer.start()
        let target = try await LoopbackServer.start(.silent)
        let server = try await Dnsmasq([
            "--server=/dead.test/127.0.0.1#\(silent.port)", "--host-record=good.test,127.0.0.1",
        ])
        let dead = (0..<60).map {
            "- {name: d\($0), probes: [{tcp: \"n\($0).dead.test:80\", every: 1h, timeout: 1h}]}"
        }
        let good = "- {name: good, probes: [{tcp: \"good.test:\(target.port)\", every: 200ms}]}"
        let publications = Publications()
        var options = ProbeEngineOptions()
        options.names.servers = [server.address]
        options.names.timeout = 60_000
        options.startSpread = .milliseconds(100)
        let engine = ProbeEngine(
            services: try services((dead + [good]).joined(separator: "\n")), options: options,
            now: wallClock, publish: publications.take)
        engine.start()
        #expect(await eventually { silent.asked >= 60 })
        let before = publications.readings(of: "good").count
        #expect(await eventually { publications.readings(of: "good").count >= before + 5 })
        #expect(publications.readings(of: "good").allSatisfy { $0.outcome == .up })
        #expect(publications.list.flatMap(\.readings).allSatisfy { $0.probe.service.name == "good" })
        let began = ContinuousClock.now
        engine.stop()
        #expect(ContinuousClock.now - began < .seconds(2), "a stop does not wait for names")
        await silent.stop()
        await target.stop()
    }
}
