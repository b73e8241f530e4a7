/// The variables by whose value people want clusters to be told apart.
struct SplitTable {
    /// Values that get a cluster of their own; lines with others stay in the one that was split.
    static let partLimit = 64

    /// One variable of one cluster.
    struct Rule {
        /// The shape whose template the variable was counted in.
        var pattern: Int
        /// Its number there, from 0, counted with the variables whose value is fixed.
        var variable: Int
        /// The parts by the hash of their value.
        var parts: [UInt64: Int] = [:]
    }

    /// A variable that always has the same value in a part.
    struct FixedValue {
        var variable: Int
        var bytes: [UInt8]
    }

    /// The fixed values of each part.
    var fixed: [Int: [FixedValue]] = [:]
    /// Rules by the root of the cluster they split.
    var rules: [Int: Rule] = [:]

    var isEmpty: Bool { rules.isEmpty }

    /// The number of a template's `<*>` counted with the variables whose value is fixed.
    func counted(_ visible: Int, of root: Int) -> Int {
        var number = visible
        for variable in (fixed[root] ?? []).map(\.variable).sorted() where variable <= number {
            number += 1
        }
        return number
    }

    /// The number of a variable's `<*>` in the template; nil when its value is fixed.
    func visible(_ variable: Int, of root: Int) -> Int? {
        guard let values = fixed[root] else { return variable }
        var number = variable
        for value in values {
            if value.variable == variable { return nil }
            if value.variable < variable { number -= 1 }
        }
        return number
    }

    /// Keeps the rule of a cluster that was joined to another one, unless that has its own.
    mutating func follow(_ gone: Int, into kept: Int) {
        guard !rules.isEmpty, let rule = rules.removeValue(forKey: gone) else { return }
        if rules[kept] == nil { rules[kept] = rule }
    }

    /// Takes over the numbers that shapes got by an eviction.
    mutating func move(by numbers: [Int32]) {
        guard !rules.isEmpty || !fixed.isEmpty else { return }
        let old = rules
        let oldFixed = fixed
        rules = [:]
        fixed = [:]
        for (part, values) in oldFixed where numbers[part] >= 0 {
            fixed[Int(numbers[part])] = values
        }
        for (root, var rule) in old where numbers[root] >= 0 && numbers[rule.pattern] >= 0 {
            rule.pattern = Int(numbers[rule.pattern])
            rule.parts = rule.parts.mapValues { Int(numbers[$0]) }.filter { $0.value >= 0 }
            rules[Int(numbers[root])] = rule
        }
    }
}

extension SplitTable {
    /// Writes all rules, in the order of their roots.
    func write(to writer: inout CheckpointWriter) {
        writer.write(rules.count)
        for (root, rule) in rules.sorted(by: { $0.key < $1.key }) {
            writer.write(root)
            writer.write(rule.pattern)
            writer.write(rule.variable)
            writer.write(rule.parts.count)
            for (hash, part) in rule.parts.sorted(by: { $0.key < $1.key }) {
                writer.write(hash: hash)
                writer.write(part)
            }
        }
        writer.write(fixed.count)
        for (part, values) in fixed.sorted(by: { $0.key < $1.key }) {
            writer.write(part)
            writer.write(values.count)
            for value in values {
                writer.write(value.variable)
                writer.write(value.bytes)
            }
        }
    }

    /// Reads what `write` wrote; shapes must be below `limit`.
    init(from reader: inout CheckpointReader, shapes limit: Int) throws(CheckpointError) {
        self.init(fixed: [:], rules: [:])
        for _ in 0..<(try reader.number(in: 0...limit)) {
            let root = try reader.shape(below: limit)
            var rule = Rule(
                pattern: try reader.shape(below: limit),
                variable: try reader.number(in: 0...TokenScanner.detailLimit))
            for _ in 0..<(try reader.number(in: 0...Self.partLimit)) {
                let hash = try reader.hash()
                rule.parts[hash] = try reader.shape(below: limit)
            }
            rules[root] = rule
        }
        for _ in 0..<(try reader.number(in: 0...limit)) {
            let part = try reader.shape(below: limit)
            var values: [FixedValue] = []
            for _ in 0..<(try reader.number(in: 0...TokenScanner.detailLimit)) {
                let variable = try reader.number(in: 0...TokenScanner.detailLimit)
                values.append(FixedValue(variable: variable, bytes: try reader.text()))
            }
            fixed[part] = values
        }
    }
}
