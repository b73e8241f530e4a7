import Conditions

/// Reads the attributes of a fence, `name=deploy timeout=15m`, into what the author said.
///
/// The forms of runme (`{"name":"deploy"}`) and pandoc (`{.bash #deploy timeout=15m}`) are read too. It
/// goes on after a mistake, so that a person sees all of them.
struct AttributeReader {
    /// Something wrong in the attributes.
    struct Problem: Hashable {
        /// What was found.
        var text: String
        /// The way out.
        var advice: String
    }

    /// What was read so far.
    private(set) var attributes: CommandAttributes
    private(set) var problems: [Problem] = []

    /// Starts with what holds when the fence says nothing.
    init(defaults: CommandAttributes = CommandAttributes()) {
        attributes = defaults
        attributes.values = [:]
    }

    /// Reads what stands between the braces.
    mutating func read(_ text: Substring) {
        var rest = AttributeText(text)
        while let entry = rest.next() {
            if rest.isUnclosed {
                report("a quote is not closed in “\(text)”", advice: "close it before the “}”")
                break
            }
            // pandoc's classes say nothing about running; its identifier is a name.
            if entry.key.hasPrefix(".") { continue }
            if entry.key.hasPrefix("#"), entry.value == nil {
                if attributes.name == nil { attributes.name = String(entry.key.dropFirst()) }
                continue
            }
            set(entry.key, entry.value)
        }
        if attributes.isBackground, attributes.needsTerminal == true {
            report(
                "background and tty exclude each other",
                advice: "leave one of them out: a command in the background has no terminal")
        }
        attributes.problem = problems.first?.text
    }

    /// Takes one attribute; nil is a key without a value.
    mutating func set(_ key: String, _ value: String?) {
        guard Self.keys.contains(key) else {
            let known = Self.keys.sorted().joined(separator: ", ")
            return report(
                "unknown attribute “\(key)”", advice: "remove it, or write one of \(known)")
        }
        guard attributes.values[key] == nil else {
            return report("\(key) is written twice", advice: "leave one of the two out")
        }
        attributes.values[key] = value ?? "true"
        if let flag = Self.flags[key] {
            setFlag(flag, key, value)
        } else if key == "verify" {
            setVerification(value)
        } else if let value, !value.isEmpty {
            setText(key, value)
            setMeasure(key, value)
        } else {
            report("\(key) has no value", advice: "write \(key)=VALUE")
        }
    }

    private mutating func report(_ text: String, advice: String) {
        problems.append(Problem(text: text, advice: advice))
    }
}

extension AttributeReader {
    private enum Flag {
        case terminal, strict, confirm, background, parallel, excluded, asking
    }

    private static let flags: [String: Flag] = [
        "tty": .terminal, "interactive": .terminal, "strict": .strict, "confirm": .confirm,
        "background": .background, "parallel": .parallel, "excludeFromRunAll": .excluded,
        "promptEnv": .asking,
    ]

    /// Every key that has a meaning.
    static let keys: Set<String> = Set(flags.keys).union([
        "name", "cwd", "interpreter", "timeout", "retry", "every", "verify", "expect", "exit",
        "capture", "needs", "rollback", "simulate",
    ])

    private mutating func setFlag(_ flag: Flag, _ key: String, _ value: String?) {
        // runme's promptEnv knows more words.
        let words: [String: Bool] =
            flag == .asking
            ? ["yes": true, "auto": true, "always": true, "no": false, "skip": false] : [:]
        guard let isOn = value.map({ Bool($0) ?? words[$0] }) ?? true else {
            return report(
                "\(key) is “\(value ?? "")”, expected true or false",
                advice: "write \(key), or \(key)=false")
        }
        switch flag {
        case .terminal: attributes.needsTerminal = isOn
        case .strict: attributes.isStrict = isOn
        case .confirm: attributes.asksAlways = isOn
        case .background: attributes.isBackground = isOn
        case .parallel: attributes.isParallel = isOn
        case .excluded: attributes.isExcluded = isOn
        case .asking: attributes.asksForVariables = isOn
        }
    }

    private mutating func setVerification(_ value: String?) {
        if let isOn = value.map(Bool.init) ?? true {
            attributes.isVerification = isOn
            return
        }
        let text = value ?? ""
        do {
            attributes.verifiedCondition = try Condition.parse(text).text
        } catch {
            report(
                "verify is not a condition: \(error)",
                advice: "write verify alone, or a condition such as verify=\"probe web is up\"")
        }
    }

    private mutating func setText(_ key: String, _ value: String) {
        switch key {
        case "name": attributes.name = value
        case "cwd": attributes.workingDirectory = value
        case "interpreter": attributes.interpreter = value
        case "expect": attributes.expectedOutput = value
        case "rollback": attributes.rollback = Self.withoutMark(value)
        case "simulate": attributes.simulated = Self.withoutMark(value)
        case "needs":
            attributes.needs = value.split { " ,[]".contains($0) }
                .map { Self.withoutMark(String($0)) }
        case "capture":
            if VariableName.isValid(value) {
                attributes.capture = value
            } else {
                report(
                    "capture is “\(value)”, expected the name of a variable",
                    advice: "use letters, digits and _, no digit first")
            }
        default: break
        }
    }

    private mutating func setMeasure(_ key: String, _ value: String) {
        switch key {
        case "timeout":
            attributes.timeout = DurationText.parse(value)
            if attributes.timeout == nil, value != "none" {
                attributes.timeout = CommandAttributes.defaultTimeout
                report(
                    "timeout is “\(value)”, expected a length of time such as 15m, or none",
                    advice: "write a number with its unit: 30s, 15m, 1h")
            }
        case "every":
            attributes.pause = DurationText.parse(value)
            if attributes.pause == nil {
                report(
                    "every is “\(value)”, expected a length of time such as 5s",
                    advice: "write a number with its unit: 5s, 1m")
            }
        case "retry":
            guard let number = Int(value), 0...100 ~= number else {
                return report(
                    "retry is “\(value)”, expected a number from 0 to 100",
                    advice: "write how often it is tried again")
            }
            attributes.retries = number
        case "exit":
            let statuses = value.split { "|,".contains($0) }.map { Int($0) ?? -1 }
            guard !statuses.isEmpty, statuses.allSatisfy({ 0...255 ~= $0 }) else {
                return report(
                    "exit is “\(value)”, expected a status from 0 to 255",
                    advice: "write one status, or several with | between: exit=0|1")
            }
            attributes.expectedStatuses = Set(statuses)
        default: break
        }
    }

    private static func withoutMark(_ name: String) -> String {
        name.hasPrefix("#") ? String(name.dropFirst()) : name
    }
}
