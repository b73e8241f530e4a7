import IncidentModel
import SafeText

/// What the room answers to what was asked of a runbook.
extension ConsoleState {
    /// How long no key is pressed until a question may come up by itself.
    static let questionRest = Duration.seconds(2)

    /// Starts what only reads; everything else is asked, now or when nobody is typing.
    mutating func takePreview(_ preview: RunPreview) -> [ConsoleEffect] {
        if setup.isReadOnly { return [.discardRun(preview.run)] }
        if recordingTrouble == nil, preview.runsUnasked {
            return [.startRun(preview.run, unrecordedOverride: false)]
        }
        waitingPreviews.removeAll { $0.step == preview.step }
        if case .confirmRun(let question)? = overlays.last, question.preview.step == preview.step {
            replace(question, with: preview)
            return []
        }
        guard awaitsQuestion, !isAsking else {
            waitingPreviews.append(preview)
            return [.ring]
        }
        ask(about: preview, cameUpAt: nil)
        return []
    }

    /// The same step was prepared again: what was read before may no longer be what runs.
    private mutating func replace(_ question: RunQuestion, with preview: RunPreview) {
        let isSame =
            question.preview.commands == preview.commands
            && question.preview.values == preview.values
            && question.preview.folder == preview.folder
        overlays.removeLast()
        if isSame {
            var changed = question
            changed.preview = preview
            overlays.append(.confirmRun(changed))
            return
        }
        ask(about: preview, cameUpAt: now)
        show("What runs has changed: read it again.", .refusal)
    }

    /// Puts the question before a run.
    mutating func ask(about preview: RunPreview, cameUpAt: Timestamp?) {
        let isUnrecorded = recordingTrouble != nil
        var words: [String] = []
        if preview.danger == .destroys { words.append(Self.destroyWord) }
        if isUnrecorded { words.append(Self.unrecordedWord) }
        awaitsQuestion = false
        overlays.append(
            .confirmRun(
                RunQuestion(
                    preview: preview, plan: step(preview.step),
                    answer: words.isEmpty ? .yes : .words(words.joined(separator: " ")),
                    isUnrecorded: isUnrecorded, cameUpAt: cameUpAt)))
    }

    /// Lets a waiting question come up once nobody has pressed a key for a while.
    mutating func askWhatWaits() {
        guard let first = waitingPreviews.first, !isAsking, isUnattended else { return }
        waitingPreviews.removeFirst()
        ask(about: first, cameUpAt: now)
    }

    /// True when no key was pressed for a while.
    var isUnattended: Bool {
        guard let lastKeyAt, let now else { return true }
        return now - lastKeyAt >= Self.questionRest
    }

    mutating func askForTrust(in runbook: RunbookID, step: StepID?) -> [ConsoleEffect] {
        guard let plan = runbooks?.first(where: { $0.id == runbook }) else { return [] }
        if isAsking {
            return refuse("\(runbook.name) is not trusted yet: ask again when this is answered.")
        }
        var next = wish.flatMap { $0.runbook == runbook ? $0 : nil }
        if let step, next == nil { next = .run(step) }
        overlays.append(
            .confirmTrust(
                TrustQuestion(runbook: runbook, hash: plan.contentHash, wish: next)))
        return []
    }

    mutating func askForValues(_ variables: [RunbookVariable], of step: StepID) -> [ConsoleEffect] {
        guard let first = variables.first, !setup.isReadOnly else { return [] }
        if isAsking {
            let names = variables.map(\.written.string).joined(separator: ", ")
            return refuse("Step \(step.label) needs values first: \(names).")
        }
        let next = wish.flatMap { $0.runbook == step.runbook ? $0 : nil } ?? .run(step)
        askForValue(
            ValueRequest(
                runbook: step.runbook, variable: first, rest: Array(variables.dropFirst()),
                wish: next))
        return []
    }

    /// Opens the line in which a value is typed; what is known or proposed stands in it.
    mutating func askForValue(_ request: ValueRequest) {
        let known = incident.values[request.runbook]?[request.variable.written]
        let proposal = request.variable.isSecret ? nil : known ?? request.variable.proposal
        prompt = Prompt(purpose: .value(request), line: LineEditor(proposal?.string ?? ""))
    }

    /// A value was taken: the next one is asked for, or what it was for goes on.
    mutating func takeValue(_ written: DisplayText, of runbook: RunbookID) -> [ConsoleEffect] {
        guard let request = prompt?.valueRequest, request.isSent, request.runbook == runbook,
            request.variable.written == written
        else { return [] }
        return goOn(after: request)
    }

    mutating func goOn(after request: ValueRequest) -> [ConsoleEffect] {
        prompt = nil
        if let next = request.rest.first {
            var following = request
            (following.variable, following.rest) = (next, Array(request.rest.dropFirst()))
            (following.isSent, following.problem) = (false, nil)
            askForValue(following)
            return []
        }
        return request.wish.map { want($0) } ?? []
    }

    mutating func takeRefusal(_ reason: DisplayText) {
        if var request = prompt?.valueRequest, request.isSent {
            (request.isSent, request.problem) = (false, reason)
            prompt?.purpose = .value(request)
        } else {
            show(reason, .refusal)
        }
    }

    mutating func takeFilePreview(_ preview: FilePreview) -> [ConsoleEffect] {
        if setup.isReadOnly || isAsking { return [] }
        overlays.append(.confirmFile(FileQuestion(preview: preview)))
        return []
    }

    /// Where a runbook that runs by itself stands now.
    mutating func takeFlow(_ flow: RunbookFlow) -> [ConsoleEffect] {
        let before = flows.updateValue(flow, forKey: flow.runbook)
        switch flow.standing {
        case .running(let steps): follow(steps.first)
        case .asking(let step): follow(step)
        case .waiting(let checks, _): follow(checks.first?.step)
        case .stopped(let step, let reason):
            dropQuestions(of: before)
            follow(step)
            show("\(flow.runbook.name) stopped: \(reason)", .refusal)
        case .finished: show("\(flow.runbook.name): nothing is left to do.", .notice)
        }
        let hasEnded = before?.isUnderWay == true && !flow.isUnderWay
        return hasEnded && isUnattended ? [.ring] : []
    }

    /// The room has forgotten the run that it asked about.
    private mutating func dropQuestions(of flow: RunbookFlow?) {
        guard case .asking(let step)? = flow?.standing else { return }
        waitingPreviews.removeAll { $0.step == step }
        overlays.removeAll { overlay in
            if case .confirmRun(let question) = overlay {
                question.preview.step == step
            } else {
                false
            }
        }
    }

    /// Keeps the step at hand selected, unless the person looks at something else.
    private mutating func follow(_ step: StepID?) {
        guard let step, prompt == nil, overlays.isEmpty, awaitsQuestion || isUnattended else {
            return
        }
        runbookView.selected = .step(step)
    }
}
