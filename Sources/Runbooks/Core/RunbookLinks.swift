import IncidentModel
import SafeText

/// Joins what blocks say about each other by name: what a step needs, what undoes it, and what a
/// rehearsal shows for it.
struct RunbookLinks {
    /// What a command's fence says about others.
    struct Source {
        var command: CommandID
        var fenceLine: Int
        var attributes: CommandAttributes
    }

    private(set) var phases: [PhasePlan]
    private(set) var problems: [RunbookProblem] = []
    private(set) var simulations: [CommandID: String] = [:]
    /// Blocks by name: their first command.
    private var named: [String: Source] = [:]
    private var anchors: [String: StepID] = [:]
    /// The names of blocks, for advice.
    private var knownNames = ""

    /// Joins the phases' steps.
    init(
        _ phases: [PhasePlan], sources: [Source], simulations drafts: [SimulationDraft],
        undoing: Set<Int>
    ) {
        self.phases = phases
        collectNames(sources)
        collectAnchors()
        knownNames = named.keys.sorted().prefix(20).joined(separator: ", ")
        for source in sources { link(source) }
        findCircles(sources)
        joinPhases(undoing)
        for draft in drafts { simulate(draft, sources) }
    }

    /// Has every command wait for values that programs read by themselves.
    mutating func require(_ written: [String]) {
        for phase in phases.indices {
            for step in phases[phase].steps.indices {
                for command in phases[phase].steps[step].commands.indices {
                    phases[phase].steps[step].commands[command].placeholders += written.map {
                        DisplayText($0)
                    }
                }
            }
        }
    }

    private mutating func collectNames(_ sources: [Source]) {
        for source in sources {
            guard let name = source.attributes.name else { continue }
            guard let first = named[name] else {
                named[name] = source
                continue
            }
            // The groups of one block share its name.
            if first.fenceLine != source.fenceLine, !isReported(source.fenceLine, "name") {
                report(
                    source.fenceLine, "name",
                    "the name “\(name)” is that of the block in line \(first.fenceLine) already",
                    advice: "give this block a name of its own")
            }
        }
    }

    private mutating func collectAnchors() {
        for phase in phases {
            for step in phase.steps {
                let slug = Self.slug(step.title.string)
                if anchors[slug] == nil { anchors[slug] = step.id }
            }
            let slug = Self.slug(phase.title.string)
            if anchors[slug] == nil, let first = phase.steps.first { anchors[slug] = first.id }
        }
    }

    /// What GitHub calls a heading in a link.
    private static func slug(_ title: String) -> String {
        let kept = title.lowercased().filter { $0.isLetter || $0.isNumber || " -_".contains($0) }
        return kept.replacing(" ", with: "-")
    }

    private mutating func link(_ source: Source) {
        let own = source.command.step
        if source.attributes.isParallel { change(own) { $0.isParallel = true } }
        for name in source.attributes.needs {
            guard let target = named[name]?.command.step else {
                refuse(source, reportUnknown("needs", name, source.fenceLine))
                continue
            }
            guard target != own else { continue }
            change(own) { if !$0.needs.contains(target) { $0.needs.append(target) } }
        }
        guard let name = source.attributes.rollback else { return }
        guard let target = named[name]?.command.step ?? anchors[name] else {
            return refuse(source, reportUnknown("rollback", name, source.fenceLine))
        }
        change(own) { $0.undoneBy = $0.undoneBy ?? target }
        let isRollback = phases[target.phase - 1].isRollback
        guard !isRollback, !isReported(source.fenceLine, "rollback") else { return }
        report(
            source.fenceLine, "rollback", grade: .warning,
            "“\(name)” undoes this block, but stands outside a rollback section",
            advice: "put it below a heading with “rollback”, so that running on leaves it out")
    }

    private mutating func change(_ id: StepID, _ body: (inout StepPlan) -> Void) {
        guard phases.indices.contains(id.phase - 1),
            phases[id.phase - 1].steps.indices.contains(id.step - 1)
        else { return }
        body(&phases[id.phase - 1].steps[id.step - 1])
    }

    private func step(_ id: StepID) -> StepPlan? {
        guard phases.indices.contains(id.phase - 1) else { return nil }
        let steps = phases[id.phase - 1].steps
        return steps.indices.contains(id.step - 1) ? steps[id.step - 1] : nil
    }
}

extension RunbookLinks {
    /// Steps that need each other could never start.
    private mutating func findCircles(_ sources: [Source]) {
        let stuck = stuckSteps(sources)
        var reported: Set<StepID> = []
        for source in sources where stuck.contains(source.command.step) {
            let start = source.command.step
            guard reported.count < Self.mostCircles, !reported.contains(start),
                reaches(start, from: start)
            else { continue }
            reported.insert(start)
            report(
                source.fenceLine, "needs",
                "step \(start.label) needs itself, by way of what it needs",
                advice: "take one of the names out of needs")
        }
    }

    /// Circles that are told; a file that is all circles shall not take minutes.
    private static let mostCircles = 50

    /// Steps that can never start: those left when again and again the ones whose needs are met are taken
    /// away.
    private func stuckSteps(_ sources: [Source]) -> Set<StepID> {
        var missing: [StepID: Int] = [:]
        var waiting: [StepID: [StepID]] = [:]
        for source in sources where missing[source.command.step] == nil {
            let needs = step(source.command.step)?.needs ?? []
            missing[source.command.step] = needs.count
            for need in needs { waiting[need, default: []].append(source.command.step) }
        }
        var free = missing.filter { $0.value == 0 }.map(\.key)
        while let next = free.popLast() {
            missing[next] = nil
            for step in waiting[next] ?? [] {
                missing[step, default: 0] -= 1
                if missing[step] == 0 { free.append(step) }
            }
        }
        return Set(missing.keys)
    }

    private func reaches(_ target: StepID, from start: StepID) -> Bool {
        var waiting = step(start)?.needs ?? []
        var seen: Set<StepID> = []
        while let next = waiting.popLast() {
            if next == target { return true }
            if seen.insert(next).inserted { waiting += step(next)?.needs ?? [] }
        }
        return false
    }

    /// A rollback section inside a phase undoes that phase; one of the whole document undoes every phase
    /// before it that has none of its own.
    private mutating func joinPhases(_ undoing: Set<Int>) {
        for index in phases.indices where phases[index].isRollback && undoing.contains(index + 1) {
            if index > 0, !phases[index - 1].isRollback {
                phases[index - 1].undoneBy = phases[index].number
            }
        }
        // Phases before it have what undoes them already: one pass is enough.
        var first = 0
        for index in phases.indices where phases[index].isRollback && !undoing.contains(index + 1) {
            for earlier in first..<index
            where !phases[earlier].isRollback && phases[earlier].undoneBy == nil {
                phases[earlier].undoneBy = phases[index].number
            }
            first = index
        }
    }

    /// The output of a block belongs to the first of its commands.
    private mutating func simulate(_ draft: SimulationDraft, _ sources: [Source]) {
        guard let target = named[draft.name] else {
            _ = reportUnknown("simulate", draft.name, draft.line)
            return
        }
        guard simulations[target.command] == nil else {
            return report(
                draft.line, "simulate", "the output of “\(draft.name)” is written twice",
                advice: "leave one of the two blocks out")
        }
        for source in sources where source.fenceLine == target.fenceLine {
            simulations[source.command] = source.command == target.command ? draft.text : ""
        }
    }

    /// Tells of a name that nobody has, once for a fence and key.
    ///
    /// - Returns: The sentence.
    private mutating func reportUnknown(_ key: String, _ name: String, _ line: Int) -> String {
        let text = "\(key) names “\(name)”, and no block has that name"
        guard !isReported(line, key) else { return text }
        report(
            line, key, text,
            advice: knownNames.isEmpty
                ? "name the block that is meant with {name=\(name)}"
                : "the names here are \(knownNames)")
        return text
    }

    /// What a command relies on is not there: it does not run until the file is corrected.
    private mutating func refuse(_ source: Source, _ text: String) {
        let index = source.command.index
        change(source.command.step) { step in
            guard step.commands.indices.contains(index) else { return }
            step.commands[index].problem = step.commands[index].problem ?? DisplayText(text)
        }
    }

    /// Sources come in the order of lines, so that a repetition follows what it repeats closely.
    private func isReported(_ line: Int, _ rule: String) -> Bool {
        problems.suffix(8).contains { $0.line == line && $0.rule == rule }
    }

    private mutating func report(
        _ line: Int, _ rule: String, grade: RunbookProblem.Grade = .error, _ text: String,
        advice: String
    ) {
        problems.append(
            RunbookProblem(
                grade, line: line, rule: rule, DisplayText(text), advice: DisplayText(advice)))
    }
}
