import Testing

@testable import Probes

@Suite struct RouteTableTests {
    private let heading = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\n"

    @Test func aRouteThatIsUpCounts() {
        let ipv4 = heading + "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\n"
        #expect(RouteTable.interfaces(ipv4: ipv4, ipv6: "") == ["eth0"])
    }

    @Test func routesThatAreDownRejectedOrOfLoopbackDoNotCount() {
        let ipv4 =
            heading + "eth0\t00000000\t010200C0\t0002\t0\t0\t0\t00000000\n"
            + "eth1\t00000000\t010200C0\t0201\t0\t0\t0\t00000000\n"
            + "lo\t0000007F\t00000000\t0001\t0\t0\t0\t000000FF\n"
        #expect(RouteTable.interfaces(ipv4: ipv4, ipv6: "").isEmpty)
    }

    @Test func linkLocalRoutesLeadNowhere() {
        let zero = String(repeating: "0", count: 32)
        func route(_ destination: String, _ flags: String, _ interface: String) -> String {
            "\(destination) 40 \(zero) 00 \(zero) 00000100 00000001 00000000 \(flags)     \(interface)\n"
        }
        let local = route("fe80" + zero.dropFirst(4), "00000001", "wlan0")
        let multicast = route("ff00" + zero.dropFirst(4), "00000001", "wlan0")
        let reject = route(zero, "00200200", "lo")
        #expect(RouteTable.interfaces(ipv4: "", ipv6: local + multicast + reject).isEmpty)
        let global = route(zero, "00000003", "wlan0")
        #expect(RouteTable.interfaces(ipv4: "", ipv6: local + global) == ["wlan0"])
    }

    @Test func brokenTablesHaveNoRoutes() {
        #expect(RouteTable.interfaces(ipv4: "", ipv6: "").isEmpty)
        #expect(RouteTable.interfaces(ipv4: "x\neth0 0 0 zz\n", ipv6: "a b c").isEmpty)
    }

    @Test func nameServersAreThoseOfTheFile() {
        let text = "# nameserver 1.1.1.1\nsearch example.test\nnameserver 10.0.0.53\nnameserver\n"
        #expect(RouteTable.nameServers(text) == ["10.0.0.53"])
    }

    @Test(arguments: [
        ("localhost", true), ("db.localhost", true), ("127.0.0.1", true), ("::1", true),
        ("localhost.example.test", false), ("192.0.2.1", false), ("::2", false),
    ])
    func loopbackIsKnownByItsNames(_ host: String, _ isLoopback: Bool) {
        #expect(HostPort(host: host, port: 80).isLoopback == isLoopback)
    }
}
