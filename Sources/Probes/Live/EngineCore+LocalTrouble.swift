import IncidentModel
import SafeText

extension EngineCore {
    /// Asks whether it is us, when most services fail at once.
    func lookAtLocalTrouble() {
        guard witnesses != nil else { return }
        perform(watch.look(suspicion, now: clock))
    }

    /// What the board suspects, unless the only witness cannot know: it sees beyond this machine only.
    private var suspicion: LocalWatch.Suspicion? {
        guard let witnesses, let suspicion = board.suspectedLocalTrouble else { return nil }
        let failsBeyond = slots.contains {
            $0.reachesOut && ($0.lastOutcome == .down || $0.lastOutcome == .unknown)
        }
        return witnesses.areConfigured || failsBeyond ? suspicion : nil
    }

    /// True when an answer of this probe's target shows that the network carries.
    func carries(_ slot: ProbeSlot) -> Bool {
        slot.reachesOut || witnesses?.areConfigured ?? false
    }

    func perform(_ action: LocalWatch.Action) {
        switch action {
        case .none: break
        case .tryWitnesses:
            witnesses?.tryAll { [unowned self] failure in
                perform(watch.tried(failure, suspicion, now: clock))
                arm()
            }
        case .publish(let trouble): apply(board.setLocalTrouble(trouble))
        }
    }
}
