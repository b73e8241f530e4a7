import IncidentModel
import SafeText
import Testing

@testable import LogClusters

@Suite("Records of several lines")
struct RecordAssemblerTests {
    private let stamp = "2026-11-21T02:32:40.123Z"

    @Test("a Python traceback is one record, named by its exception")
    func joinsPythonTraceback() {
        let log = LogText(
            """
            \(stamp) ERROR backend Traceback (most recent call last):
              File "/app/main.py", line 3, in <module>
                import app.services.monitoring
            ModuleNotFoundError: No module named 'app.services.monitoring'
            \(stamp) INFO backend ready

            """)
        let cluster = log.cluster("ModuleNotFoundError")
        #expect(
            cluster?.template.string
                == "ModuleNotFoundError: No module named 'app.services.monitoring'")
        #expect(cluster?.lines == 4)
        #expect(cluster?.records == 1)
        #expect(cluster?.severity == .error)
        #expect(cluster?.services == ["backend"])
        #expect(cluster?.samples.first?.lines.count == 4)
        #expect(log.clusters.count == 2)
        #expect(log.addsUp)
    }

    @Test("chained Python exceptions are one record with both ends named")
    func joinsChainedTracebacks() {
        let log = LogText(
            """
            Traceback (most recent call last):
              File "a.py", line 1, in f
            KeyError: 'x'

            During handling of the above exception, another exception occurred:

            Traceback (most recent call last):
              File "a.py", line 3, in g
            RuntimeError: Failed to setup middleware
            done

            """)
        #expect(
            log.templates.contains(
                "RuntimeError: Failed to setup middleware caused by KeyError: 'x'"))
        #expect(log.cluster("RuntimeError")?.lines == 9)
        #expect(log.cluster("RuntimeError")?.severity == .error)
        #expect(log.clusters.count == 2)
    }

    @Test("a message with a traceback behind it shows both")
    func keepsMessageBeforeTraceback() {
        let log = LogText(
            """
            \(stamp) ERROR Startup failed
            Traceback (most recent call last):
              File "a.py", line 1, in f
            ValueError: bad

            """)
        #expect(log.onlyTemplate == "Startup failed: ValueError: bad")
    }

    @Test("a Java stack trace is one record with its root cause")
    func joinsJavaTrace() {
        let log = LogText(
            """
            \(stamp) ERROR [main] com.example.Shop: Order failed
            java.lang.IllegalStateException: no stock
            \tat com.example.Shop.order(Shop.java:17)
            \tat com.example.Main.main(Main.java:3)
            Caused by: java.io.IOException: disk gone
            \tat com.example.Disk.read(Disk.java:9)
            \t... 2 more
            \(stamp) INFO [main] com.example.Shop: Next

            """)
        #expect(
            log.cluster("Order failed")?.template.string
                == "Order failed: java.lang.IllegalStateException: no stock caused by"
                + " java.io.IOException: disk gone")
        #expect(log.cluster("Order failed")?.lines == 7)
        #expect(log.clusters.count == 2)
    }

    @Test("a Go panic is one record")
    func joinsGoPanic() {
        let log = LogText(
            """
            panic: runtime error: index out of range

            goroutine 1 [running]:
            main.crash(0x1)
            \t/src/main.go:7 +0x1d
            main.main()
            \t/src/main.go:3 +0x20
            exit status 2
            next line here

            """)
        #expect(log.clusters.map(\.lines).sorted() == [1, 8])
    }

    @Test("a Node error is one record")
    func joinsNodeTrace() {
        let log = LogText(
            """
            \(stamp) ERROR TypeError: x is not a function
                at Object.<anonymous> (/srv/app.js:10:3)
                at Module._compile (node:internal/modules:1105:14)
            \(stamp) INFO up

            """)
        #expect(log.cluster("TypeError")?.lines == 3)
        #expect(log.clusters.count == 2)
    }

    @Test("a trace in a JSON message is one record of one line")
    func readsTraceInJSON() {
        let log = LogText(
            #"{"severity":"ERROR","service":"api","message":"Traceback (most recent call last):\n  File \"x\", line 1\nValueError: bad"}"#
                + "\n")
        #expect(log.onlyTemplate == "ValueError: bad")
        #expect(log.clusters.first?.lines == 1)
        #expect(log.clusters.first?.services == ["api"])
    }

    @Test("a trace whose every line has a header is one record")
    func joinsTraceWithHeaders() {
        let log = LogText(
            """
            \(stamp) ERROR backend Traceback (most recent call last):
            \(stamp) ERROR backend   File "/app/main.py", line 3, in <module>
            \(stamp) ERROR backend     import x
            \(stamp) ERROR backend ImportError: no x
            \(stamp) ERROR backend something else broke

            """)
        #expect(log.cluster("ImportError")?.lines == 4)
        #expect(log.clusters.count == 2)
    }

    @Test("the next entry is not swallowed by an unfinished traceback")
    func endsTracebackAtHeader() {
        let log = LogText(
            """
            \(stamp) ERROR backend Traceback (most recent call last):
              File "/app/main.py", line 3, in <module>
            \(stamp) INFO backend alive

            """)
        #expect(log.clusters.count == 2)
    }

    @Test("blank lines between records count as other lines")
    func countsBlankLines() {
        let log = LogText("\n\n\(stamp) INFO one\n")
        #expect(log.analysis.status.otherLines == 2)
        #expect(log.analysis.status.lines == 3)
        #expect(log.addsUp)
    }

    @Test("bare messages are never joined")
    func keepsBareMessages() {
        let log = LogText(
            "first\n  second\nTraceback (most recent call last):\n  x\n", format: .message)
        #expect(log.analysis.status.records == 4)
    }

    @Test("the word behind the level is a service once the source shows that")
    func learnsServices() {
        var lines: [String] = []
        for number in 0..<60 {
            let service = ["billing", "shipping", "catalog"][number % 3]
            let text = ["order accepted", "stock is low", "cart emptied", "price changed"][
                number % 4]
            lines.append("\(stamp) INFO \(service) \(text)")
        }
        let log = LogText(lines.joined(separator: "\n") + "\n")
        #expect(log.clusters.contains { $0.services.contains("billing") })
        let plain = LogText(
            (0..<60).map { "\(stamp) INFO \(["connection refused", "cache warm"][$0 % 2]) by peer" }
                .joined(separator: "\n") + "\n")
        #expect(plain.templates.sorted() == ["cache warm by peer", "connection refused by peer"])
    }
}
