import IncidentModel
import Testing

@testable import LogClusters

/// Traces as programs print them; every one must be one record.
@Suite("Stack traces")
struct StackTraceTests {
    /// One trace and what must be told of it.
    struct Example: CustomTestStringConvertible {
        var language: String
        var text: String
        var exception: String
        /// An ordinary line of the same source.
        var next = "\(StackTraceTests.stamp) INFO [main] alive"
        var testDescription: String { language }
    }

    static let stamp = "2026-11-21T02:32:40Z"

    static let examples = [
        Example(
            language: "Python, raised from another",
            text: """
                \(stamp) ERROR [app] request failed
                Traceback (most recent call last):
                  File "/app/db.py", line 7, in connect
                    return self.pool.take()
                           ^^^^^^^^^^^^^^^^
                OSError: [Errno 111] Connection refused

                The above exception was the direct cause of the following exception:

                Traceback (most recent call last):
                  File "/app/main.py", line 3, in <module>
                    db.connect()
                sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) refused
                [SQL: SELECT 1]
                (Background on this error at: https://sqlalche.me/e/20/e3q8)
                """,
            exception: "sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) refused"),
        Example(
            language: "Python, another while handling",
            text: """
                \(stamp) ERROR [app] Traceback (most recent call last):
                  File "/app/a.py", line 7, in a
                    b()
                KeyError: 'x'

                During handling of the above exception, another exception occurred:

                Traceback (most recent call last):
                  File "/app/a.py", line 9, in a
                    c()
                ValueError: bad input
                """,
            exception: "ValueError: bad input"),
        Example(
            language: "Python, a group",
            text: """
                \(stamp) ERROR [app] tasks failed
                  + Exception Group Traceback (most recent call last):
                  |   File "/app/a.py", line 7, in <module>
                  |     run()
                  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
                  +-+---------------- 1 ----------------
                    | Traceback (most recent call last):
                    |   File "/app/a.py", line 3, in run
                    | ValueError: bad input
                    +------------------------------------
                """,
            exception: "ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)"),
        Example(
            language: "Java",
            text: """
                \(stamp) ERROR [main] order failed
                java.lang.IllegalStateException: no stock
                \tat com.example.Shop.order(Shop.java:17)
                \tat com.example.Main.main(Main.java:3)
                \tSuppressed: java.io.IOException: also this
                \t\tat com.example.Shop.close(Shop.java:20)
                Caused by: java.io.IOException: disk gone
                \tat com.example.Disk.read(Disk.java:9)
                \t... 12 more
                Caused by: java.lang.InterruptedException
                \t... 14 more
                """,
            exception: "java.lang.IllegalStateException: no stock"),
        Example(
            language: "Java, uncaught",
            text: """
                Exception in thread "main" java.lang.NullPointerException: name is null
                \tat com.example.Main.main(Main.java:3)
                """,
            exception: "java.lang.NullPointerException: name is null"),
        Example(
            language: "Go panic",
            text: """
                panic: runtime error: invalid memory address or nil pointer dereference
                [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x48f5a3]

                goroutine 1 [running]:
                main.(*Shop).order(0x0, {0x4c5f2a, 0x3})
                \t/src/shop.go:17 +0x1d
                main.main()
                \t/src/main.go:3 +0x20

                goroutine 18 [chan receive, 2 minutes]:
                main.worker(0xc000012345)
                \t/src/worker.go:9 +0x45
                created by main.main in goroutine 1
                \t/src/main.go:2 +0x11
                exit status 2
                """,
            exception:
                "panic: runtime error: invalid memory address or nil pointer dereference"),
        Example(
            language: "Node, uncaught",
            text: """
                /srv/app.js:10
                    throw new TypeError("x is not a function");
                    ^

                TypeError: x is not a function
                    at run (/srv/app.js:10:11)
                    at node:internal/main/run_main_module:23:47 {
                  code: 'ERR_X',
                  [cause]: Error: inner
                      at inner (/srv/app.js:3:5)
                }

                Node.js v20.11.1
                """,
            exception: "TypeError: x is not a function"),
        Example(
            language: "Rust with a backtrace",
            text: """
                thread 'main' panicked at src/main.rs:17:5:
                index out of bounds: the len is 3 but the index is 7
                stack backtrace:
                   0: rust_begin_unwind
                             at /rustc/9fc6b431/library/std/src/panicking.rs:647:5
                   1: shop::main
                             at ./src/main.rs:17:5
                note: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.
                """,
            exception: "index out of bounds: the len is 3 but the index is 7"),
        Example(
            language: ".NET",
            text: """
                Unhandled exception. System.InvalidOperationException: order failed
                 ---> System.IO.IOException: disk gone
                   at Shop.Disk.Read() in /src/Disk.cs:line 9
                   --- End of inner exception stack trace ---
                   at Shop.Cart.Order() in /src/Cart.cs:line 17
                --- End of stack trace from previous location ---
                   at Shop.Program.Main(String[] args) in /src/Program.cs:line 3
                """,
            exception: "System.InvalidOperationException: order failed"),
        Example(
            language: "Ruby",
            text: """
                /app/shop.rb:7:in `total': undefined method `price' for nil (NoMethodError)
                \tfrom /app/shop.rb:3:in `map'
                \tfrom /app/main.rb:9:in `<main>'
                """,
            exception: "NoMethodError: undefined method `price' for nil"),
        Example(
            language: "Ruby 3.4",
            text: """
                /app/shop.rb:7:in 'Shop#total': divided by 0 (ZeroDivisionError)
                \tfrom /app/main.rb:9:in '<main>'
                """,
            exception: "ZeroDivisionError: divided by 0"),
        Example(
            language: "Rails",
            text: """
                F, [2026-11-21T02:32:40.123456 #77] FATAL -- : request failed

                NoMethodError (undefined method `price' for nil:NilClass):

                app/models/cart.rb:7:in `total'
                app/controllers/carts_controller.rb:3:in `show'
                """,
            exception: "NoMethodError (undefined method `price' for nil:NilClass):",
            next: "I, [2026-11-21T02:32:41.123456 #77]  INFO -- : alive"),
    ]

    private func records(_ text: String) -> [(lines: Int, exception: String, severity: Severity)] {
        let assembler = RecordAssembler(
            reader: HeaderReader(
                times: TimeReader(
                    utcOffset: 0, reference: CalendarDay(year: 2026, month: 11, day: 21))))
        var splitter = LineSplitter()
        var found: [(lines: Int, exception: String, severity: Severity)] = []
        func take(_ record: RecordView) {
            found.append(
                (record.lines, String(decoding: record.exception, as: UTF8.self), record.severity))
        }
        Array(text.utf8).withUnsafeBytes {
            assembler.preview($0)
            _ = assembler.take($0, &splitter, take)
        }
        assembler.finish(take)
        return found
    }

    @Test("all lines of one trace are one record that names its exception", arguments: examples)
    func isOneRecord(example: Example) {
        let found = records(example.text + "\n" + example.next + "\n")
        let lines = example.text.split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(found.map(\.lines) == [lines, 1])
        #expect(found.first?.exception == example.exception)
        #expect((found.first?.severity ?? .unknown) >= .error)
        #expect(found.last?.exception.isEmpty == true)
    }

    @Test("two traces behind each other are two records", arguments: examples)
    func isNotJoined(example: Example) {
        let found = records(example.text + "\n" + example.next + "\n" + example.text + "\n")
        #expect(found.count == 3)
        #expect(found.first?.lines == found.last?.lines)
    }
}
