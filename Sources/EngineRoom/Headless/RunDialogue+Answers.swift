import IncidentModel
import SafeText

extension RunDialogue {
    /// Takes the answer to the newest question.
    mutating func answered(_ answer: String?) {
        guard case .asking(let question) = stage else { return }
        guard let answer else { return stopByPerson() }
        let word = answer.trimmed.lowercased()
        switch question {
        case .trust: answeredTrust(word)
        case .start(let preview): answeredStart(preview, answer.trimmed)
        case .value(let step, let variable, let rest):
            give(answer, for: variable, of: step, then: rest)
        case .manual(let step, let check, _): answeredManual(step, check, word, question)
        case .failed(let step, _), .declined(let step):
            decided(step, word, question, again: "r") { $0.prepare(step) }
        case .gate(let step, _): decided(step, word, question, again: "w") { $0.resume() }
        case .blocked(let step, _): decided(step, word, question, again: nil) { _ in }
        case .file(let preview): answeredFile(preview, word, question)
        case .reason(let step):
            guard !answer.trimmed.isEmpty else { return ask(question) }
            perform(.skipStep(step, reason: answer.trimmed))
            resume()
        }
    }

    private mutating func answeredTrust(_ word: String) {
        guard word == "y" || word == "yes", let plan else {
            return end(.stopped, "the runbook was not trusted")
        }
        // As at the beginning: what comes after it is on its way again.
        stage = .loading
        perform(.trustRunbook(plan.id))
    }

    private mutating func answeredStart(_ preview: RunPreview, _ answer: String) {
        let isAgreed =
            preview.danger == .destroys
            ? answer == RunQuestion.destroyWord : ["y", "yes"].contains(answer.lowercased())
        guard !isAgreed else { return start(preview) }
        ownRun = nil
        perform(.discardRun(preview.run))
        show("  \(preview.step.label) was not started")
        ask(.declined(preview.step))
    }

    private mutating func answeredManual(
        _ step: StepID, _ check: CheckID?, _ word: String, _ question: RunQuestion
    ) {
        switch word {
        case "y", "yes":
            perform(check.map { .tickCheck($0, true) } ?? .tickStep(step, true))
            resume()
        case "s", "skip": ask(.reason(step))
        case "q", "quit": stopByPerson()
        default: ask(question)
        }
    }

    private mutating func answeredFile(
        _ preview: FilePreview, _ word: String, _ question: RunQuestion
    ) {
        switch word {
        case "y", "yes": write(preview)
        case "s", "skip": ask(.reason(preview.file.step))
        case "q", "quit": stopByPerson()
        default: ask(question)
        }
    }

    /// The menus after something went wrong.
    private mutating func decided(
        _ step: StepID, _ word: String, _ question: RunQuestion, again: String?,
        then goOn: (inout RunDialogue) -> Void
    ) {
        switch word {
        case again: goOn(&self)
        case "s": ask(.reason(step))
        case "b": rollBack(orAsk: question)
        case "q": stopByPerson()
        default: ask(question)
        }
    }

    private mutating func stopByPerson() {
        let hasFailed = !failures.isEmpty || !failedGates.isEmpty
        end(hasFailed ? .failed : .stopped, "stopped by a person")
    }

    // MARK: Values

    /// Hands the values of the command line to the room, one after another.
    mutating func giveValues() {
        guard let plan else { return }
        for value in order.values {
            guard let variable = variable(named: value.name) else {
                let known = plan.variables.map(\.name).joined(separator: ", ")
                let expected = known.isEmpty ? "it needs none" : "expected one of \(known)"
                return end(
                    .unusable, "found a value for \(DisplayText(value.name)), \(expected)")
            }
            if variable.isSecret, value.wasArgument {
                return end(
                    .unusable,
                    "\(variable.name) is a secret and others can read arguments: give --value \(variable.name) with it in the environment"
                )
            }
        }
        stage = .giving(order.values)
        giveNext()
    }

    private mutating func giveNext() {
        guard case .giving(let values) = stage, let plan else { return }
        guard let value = values.first, let variable = variable(named: value.name) else {
            return resume()
        }
        perform(.setValue(plan.id, written: variable.written, value: value.text))
    }

    /// The room took a value.
    mutating func taken(_ written: DisplayText) {
        switch stage {
        case .giving(let values):
            stage = .giving(Array(values.dropFirst()))
            giveNext()
        case .filling(let step, let variable, let rest) where variable.written == written:
            askForNext(step, rest)
        case .filling, .loading, .following, .asking, .preparing, .writing, .starting, .stopping,
            .over:
            break
        }
    }

    /// A step lacks values.
    mutating func valuesNeeded(_ step: StepID, _ variables: [RunbookVariable]) {
        guard stage == .preparing(step) else { return }
        announce(step)
        askForNext(step, variables)
    }

    private mutating func askForNext(_ step: StepID, _ variables: [RunbookVariable]) {
        guard let first = variables.first else { return prepare(step) }
        ask(.value(step, first, then: Array(variables.dropFirst())))
    }

    private mutating func give(
        _ answer: String, for variable: RunbookVariable, of step: StepID,
        then rest: [RunbookVariable]
    ) {
        guard let plan else { return }
        let value = answer.isEmpty ? variable.proposal?.string ?? "" : answer
        stage = .filling(step, variable, then: rest)
        perform(.setValue(plan.id, written: variable.written, value: value))
    }

    private func variable(named name: String) -> RunbookVariable? {
        let brackets: Set<Character> = ["<", ">", "$", "{", "}", " "]
        return plan?.variables.first { variable in
            let written = variable.written.string
            return variable.name == name || written == name
                || written.filter { !brackets.contains($0) } == name
        }
    }
}

extension String {
    /// Without blanks around it.
    fileprivate var trimmed: String {
        let head = drop(while: \.isWhitespace)
        return String(head.reversed().drop(while: \.isWhitespace).reversed())
    }
}
