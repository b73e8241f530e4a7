/// Stack traces as languages print them, of several lines each.
enum CorpusTrace: String, Sendable {
    case python, pythonchain, java, javacause, go, gostack, node, rust, dotnet, ruby

    /// False when the exception is in fields of its own and not in the message.
    var showsException: Bool { self != .gostack }

    /// True when the exception stands behind the message on the same line.
    var continuesMessage: Bool { self == .node }

    /// What stands before the exception in a template.
    var lead: String {
        switch self {
        case .go: "panic: "
        case .rust: "thread '<*>' panicked at <*>: "
        case .python, .pythonchain, .java, .javacause, .gostack, .node, .dotnet, .ruby: ""
        }
    }

    /// A trace in print.
    struct Print {
        /// All lines behind the message; those of a panic are the whole record.
        var lines: [String]
        /// The exception as it belongs to the message.
        var exception: String
    }

    /// Prints a trace; how deep it is and what it passes differs each time.
    func print(exception: String, root: String, _ random: inout SeededRandom) -> Print {
        switch self {
        case .python:
            return Print(lines: python(exception, &random), exception: exception)
        case .pythonchain:
            let between = "During handling of the above exception, another exception occurred:"
            let lines = python(root, &random) + ["", between, ""] + python(exception, &random)
            return Print(lines: lines, exception: exception)
        case .java, .javacause:
            var lines = [exception] + java(&random)
            if self == .javacause {
                lines += ["Caused by: " + root] + java(&random)
                lines.append("\t... \(random.number(2, 40)) more")
            }
            return Print(lines: lines, exception: exception)
        case .go:
            let lines = ["panic: " + exception, ""] + goroutine(&random) + ["exit status 2"]
            return Print(lines: lines, exception: "panic: " + exception)
        case .gostack: return Print(lines: goroutine(&random), exception: exception)
        case .node: return Print(lines: node(&random), exception: exception)
        case .rust: return rust(exception, &random)
        case .dotnet: return Print(lines: [exception] + dotnet(&random), exception: exception)
        case .ruby:
            let first = "app/models/order.rb:\(random.number(3, 90)):in 'total': " + exception
            return Print(lines: [first] + ruby(&random), exception: exception)
        }
    }

    private func python(_ exception: String, _ random: inout SeededRandom) -> [String] {
        var lines = ["Traceback (most recent call last):"]
        for _ in 0..<random.number(2, 9) {
            let module = random.pick(CorpusWords.services)
            let function = random.pick(CorpusWords.functions)
            lines.append(
                "  File \"/app/\(module).py\", line \(random.number(4, 900)), in \(function)")
            lines.append("    return self.\(random.pick(CorpusWords.functions))(request)")
        }
        return lines + [exception]
    }

    private func java(_ random: inout SeededRandom) -> [String] {
        (0..<random.number(3, 12)).map { _ in
            let type = random.pick(CorpusWords.classes)
            return "\tat com.shop.\(random.pick(CorpusWords.services)).\(type).handle"
                + "(\(type).java:\(random.number(12, 700)))"
        }
    }

    private func goroutine(_ random: inout SeededRandom) -> [String] {
        var lines = ["goroutine \(random.number(1, 9_000)) [running]:"]
        for _ in 0..<random.number(2, 6) {
            let package = random.pick(CorpusWords.services)
            lines.append("main.(*\(package)).serve(0xc000\(CorpusShape.hex(6, &random)), 0x1)")
            lines.append("\t/src/\(package)/main.go:\(random.number(9, 400)) +0x1d")
        }
        return lines
    }

    private func node(_ random: inout SeededRandom) -> [String] {
        (0..<random.number(3, 9)).map { _ in
            let place = "/app/dist/\(random.pick(CorpusWords.services)).js:\(random.number(3, 500))"
            return
                "    at \(random.pick(CorpusWords.classes)).render (\(place):\(random.number(2, 60)))"
        }
    }

    private func rust(_ exception: String, _ random: inout SeededRandom) -> Print {
        let thread = random.pick(["main", "tokio-runtime-worker", "rayon-worker"])
        let place = "src/\(random.pick(CorpusWords.services)).rs:\(random.number(9, 400))"
        let first = "thread '\(thread)' panicked at \(place):\(random.number(5, 60)):"
        let note =
            "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace"
        return Print(lines: [first, exception, note], exception: first + " " + exception)
    }

    private func dotnet(_ random: inout SeededRandom) -> [String] {
        (0..<random.number(3, 9)).map { _ in
            let type = random.pick(CorpusWords.classes)
            return "   at Shop.Orders.\(type).HandleAsync(HttpContext context) in "
                + "/src/\(type).cs:line \(random.number(9, 400))"
        }
    }

    private func ruby(_ random: inout SeededRandom) -> [String] {
        (0..<random.number(3, 9)).map { _ in
            "\tfrom app/services/\(random.pick(CorpusWords.services)).rb:\(random.number(3, 200)):in "
                + "'\(random.pick(CorpusWords.functions))'"
        }
    }
}
