/// Turns the parts of a regular expression into a program.
struct PatternCompiler {
    private var program: [Pattern.Instruction] = []

    /// The program with its end.
    var finished: [Pattern.Instruction] { program + [.done] }

    /// Appends the program of a part; throws when it grows too long.
    mutating func compile(_ tree: PatternTree) throws(PatternError) {
        guard program.count < Pattern.limit else {
            throw PatternError(sentence: "The expression is too long.")
        }
        switch tree {
        case .take(let test): program.append(.take(test))
        case .place(let instruction): program.append(instruction)
        case .sequence(let parts): for part in parts { try compile(part) }
        case .choice(let branches): try compile(branches: branches)
        case .repeated(let part, let least, let most):
            for _ in 0..<least { try compile(part) }
            guard let most else { return try compileEndless(part) }
            try compileOptional(part, times: most - least)
        }
    }

    private mutating func compile(branches: [PatternTree]) throws(PatternError) {
        var jumps: [Int] = []
        for branch in branches.dropLast() {
            let fork = program.count
            program.append(.fork(0, 0))
            try compile(branch)
            jumps.append(program.count)
            program.append(.jump(0))
            program[fork] = .fork(fork + 1, program.count)
        }
        if let last = branches.last { try compile(last) }
        for jump in jumps { program[jump] = .jump(program.count) }
    }

    private mutating func compileEndless(_ part: PatternTree) throws(PatternError) {
        let fork = program.count
        program.append(.fork(0, 0))
        try compile(part)
        program.append(.jump(fork))
        program[fork] = .fork(fork + 1, program.count)
    }

    private mutating func compileOptional(
        _ part: PatternTree, times: Int
    ) throws(PatternError) {
        var forks: [Int] = []
        for _ in 0..<max(0, times) {
            forks.append(program.count)
            program.append(.fork(0, 0))
            try compile(part)
        }
        for fork in forks { program[fork] = .fork(fork + 1, program.count) }
    }
}
