/// The clocks that a screen shows at one moment, by what stands beside them.
struct ScreenClocks: Equatable {
    /// Seconds by name; those that run down get smaller.
    private(set) var seconds: [String: Int] = [:]

    /// Reads the header's clocks, phases against their budgets and gates that hold.
    init(_ screen: String) {
        let lines = screen.split(separator: "\n").map(String.init)
        if let header = lines.first { readHeader(header) }
        for line in lines {
            if let found = line.firstMatch(of: /(\d+) of (\d+) (s|min)/), let spent = Int(found.1) {
                seconds["phase of \(found.2) \(found.3)"] = spent * (found.3 == "s" ? 1 : 60)
            }
            if let found = line.firstMatch(of: /(\d+:[\d:]+) left/) {
                seconds["gate"] = Self.seconds(String(found.1))
            }
            if let found = line.firstMatch(of: /running (\d+:[\d:]+)/) {
                seconds["step"] = Self.seconds(String(found.1))
            }
            // The page about the incident: a row for each audience, and the escalation.
            if let found = line.firstMatch(of: /^│ +(\w+) +(?:update )?due in (\d+:[\d:]+)/) {
                seconds["page, \(found.1)"] = Self.seconds(String(found.2))
            }
        }
    }

    private mutating func readHeader(_ line: String) {
        for item in line.split(separator: "─") {
            guard let clock = item.firstMatch(of: /(\d+:\d\d(?::\d\d)?)/) else { continue }
            let label = item.replacing(clock.0, with: "").split(separator: " ")
                .joined(separator: " ")
            seconds[label.isEmpty ? "elapsed" : label] = Self.seconds(String(clock.1))
        }
    }

    /// `01:02:03` and `02:03` in seconds.
    private static func seconds(_ text: String) -> Int {
        text.split(separator: ":").reduce(0) { $0 * 60 + (Int($1) ?? 0) }
    }

    /// What moved otherwise than time did.
    ///
    /// - Parameters:
    ///   - earlier: The clocks before.
    ///   - elapsed: Seconds that passed since, by the clock that nobody sets.
    ///   - needed: Clocks that must be there now and before.
    /// - Returns: A sentence each.
    func jumps(since earlier: ScreenClocks, elapsed: Double, needed: [String]) -> [String] {
        var found: [String] = []
        for name in needed where seconds[name] == nil || earlier.seconds[name] == nil {
            found.append("the clock “\(name)” is not on the screen: \(seconds), \(earlier.seconds)")
        }
        for (name, now) in seconds {
            guard let before = earlier.seconds[name] else { continue }
            // Minutes move by whole ones; what is new or over started anew.
            let slack = name.hasSuffix("min") ? 60.0 : 2.0
            let moved = Double(abs(now - before))
            // The clock of a gate or step may have ended, or begun again from its length.
            let isFree = name == "gate" || name == "step"
            if moved > elapsed + slack {
                found.append("“\(name)” moved from \(before) to \(now) s in \(elapsed) s")
            } else if !isFree, !name.hasPrefix("phase"), moved < elapsed - slack {
                found.append("“\(name)” stood still: \(before) to \(now) s in \(elapsed) s")
            }
        }
        return found
    }
}
