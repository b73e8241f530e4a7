import IncidentModel
import NIOCore
import Testing

@testable import Probes

@Suite struct EchoTests {
    private let echo = EchoPacket(
        isVersion6: false, token: 0x0102_0304_0506_0708, identity: 7, sequence: 3)

    /// The reply to a request: other type, same rest.
    private func reply(_ packet: EchoPacket) -> [UInt8] {
        [packet.isVersion6 ? 129 : 0] + packet.request.dropFirst()
    }

    @Test func theChecksumOfARequestIsRight() {
        #expect(EchoPacket.checksum(echo.request) == 0)
        #expect(echo.request.count == 64)
        // RFC 1071 §3.
        #expect(EchoPacket.checksum([0x00, 0x01, 0xF2, 0x03, 0xF4, 0xF5, 0xF6, 0xF7]) == ~0xDDF2)
        #expect(EchoPacket.checksum([1]) == ~0x0100)
    }

    @Test func onlyItsOwnReplyAnswersARequest() {
        #expect(echo.isAnswered(by: reply(echo), isRaw: false))
        #expect(!echo.isAnswered(by: echo.request, isRaw: false), "a request is no reply")
        for change in [\EchoPacket.sequence, \EchoPacket.identity] {
            var foreign = echo
            foreign[keyPath: change] += 1
            let datagram = [0x45] + [UInt8](repeating: 0, count: 19) + reply(foreign)
            #expect(!echo.isAnswered(by: datagram, isRaw: true))
        }
        var foreign = echo
        foreign.token += 1
        #expect(!echo.isAnswered(by: reply(foreign), isRaw: false))
    }

    @Test func theKernelChoosesTheIdentityOfDatagramSockets() {
        var changed = echo
        changed.identity = 99
        #expect(echo.isAnswered(by: reply(changed), isRaw: false))
    }

    @Test func rawSocketsOfIPv4HearTheirHeader() {
        let header = [0x46] + [UInt8](repeating: 0, count: 23)
        #expect(echo.isAnswered(by: header + reply(echo), isRaw: true))
        var version6 = echo
        version6.isVersion6 = true
        #expect(version6.isAnswered(by: reply(version6), isRaw: true))
    }

    @Test func anyBytesAreNoReply() {
        var random = SeededBytes(seed: 5)
        for round in 0..<2000 {
            #expect(!echo.isAnswered(by: random.bytes(round % 100), isRaw: round % 2 == 0))
        }
    }

    @Test func lossIsToldInPercent() {
        let partial = EchoReport(times: [.milliseconds(1), nil, .milliseconds(2)])
        #expect(partial.failure(within: .seconds(5)) == nil)
        #expect(
            partial.loss(allowed: 0) == "1 of 3 echoes was lost (33 %), expected at most 0 %")
        #expect(partial.loss(allowed: 34) == nil)
        #expect(partial.summary == "2/3")
    }

    @Test func silenceAndRefusalAreToldApart() {
        let silence = EchoReport(times: [nil])
        #expect(silence.failure(within: .seconds(5))?.reason == "no echo came back within 5 s")
        #expect(silence.failure(within: .seconds(5))?.failure == .timeout)
        let three = EchoReport(times: [nil, nil, nil])
        #expect(
            three.failure(within: .seconds(1))?.reason
                == "none of 3 echoes came back within 1 s")
        let refused = EchoReport(times: [nil], code: 113)
        #expect(refused.failure(within: .seconds(5))?.reason == "no route to the host")
        #expect(refused.failure(within: .seconds(5))?.failure == .unreachable)
    }

    @Test func aMulticastAddressOrNoneIsNoCrash() async throws {
        let reading = try await reading("{icmp: 255.255.255.255, timeout: 200ms}")
        #expect(reading.outcome != .up)
        #expect(!reading.reason.isEmpty)
    }
}

/// With a real socket of the kind this machine permits, else the words for none.
@Suite struct ICMPProbeTests {
    private static func isPermitted(_ address: String) -> Bool {
        guard let address = try? SocketAddress(ipAddress: address, port: 7) else { return false }
        return (try? EchoSocket(address)) != nil
    }

    @Test(arguments: ["127.0.0.1", "::1", "localhost"])
    func loopbackAnswers(_ host: String) async throws {
        let reading = try await reading("{icmp: \"\(host)\"}")
        if Self.isPermitted(host == "localhost" ? "127.0.0.1" : host) {
            #expect(reading.outcome == .up, "\(reading.reason.string)")
            #expect(reading.summary == "1/1")
            #expect(reading.phases.last?.name == "echo")
        } else {
            #expect(reading.outcome == .unknown)
            #expect(reading.failure == .local)
        }
        #expect(reading.equivalentCommand.string == "ping -c 1 -W 5 \(host)")
    }

    @Test(.enabled(if: isPermitted("127.0.0.1"))) func severalEchoesAreTimedEach() async throws {
        let reading = try await reading("{icmp: 127.0.0.1, count: 3, expect: {loss: 34}}")
        #expect(reading.outcome == .up)
        #expect(reading.summary == "3/3")
        #expect(reading.evidence.filter { $0.label == "echo" }.count == 3)
        #expect(reading.equivalentCommand == "ping -c 3 -i 0.2 -W 5 127.0.0.1")
    }

    @Test(.enabled(if: isPermitted("127.0.0.1"))) func manyAtATimeDoNotMixUp() async throws {
        let list = (0..<60).map { "- {name: s\($0), probes: [{icmp: 127.0.0.\($0 % 3 + 1)}]}" }
        let statuses = await ProbeEngine.checkOnce(
            services: try services(list.joined(separator: "\n")), now: wallClock)
        #expect(statuses.allSatisfy { $0.verdict == .up })
    }

    @Test func anAddressNobodyHasIsDownOrOutOfReach() async throws {
        // RFC 5737: nobody has it; what a network says of it differs, some even answer for it.
        let reading = try await reading("{icmp: 192.0.2.1, timeout: 400ms}")
        switch reading.outcome {
        case .up: #expect(reading.summary == "1/1")
        case .down, .unknown, .degraded:
            #expect(!reading.reason.isEmpty)
            #expect(reading.failedPhase == "echo")
        }
    }

    @Test func aHostIsWrittenWithoutAPort() {
        #expect {
            try services("- {name: a, probes: [{icmp: \"a.test:80\"}]}")
        } throws: {
            "\($0)".contains("expected a host name or an address, without a port")
        }
    }
}
