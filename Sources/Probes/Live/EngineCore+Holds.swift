import IncidentModel

extension EngineCore {
    func setHold(_ hold: Hold?, of service: ServiceID) {
        guard let position = positions[service] else { return }
        take(hold, of: position)
        // It may be over already: holds of an earlier run are set again at the start.
        releaseEndedHolds(.max)
        arm()
    }

    /// Ends the holds whose time is over.
    ///
    /// - Parameter now: The loop's clock; nothing is looked at before `nextHoldLook`.
    func releaseEndedHolds(_ now: Int64) {
        guard now >= nextHoldLook else { return }
        for position in holdEnds.over(at: outlets.now()) {
            var released = BoardUpdate()
            released.events = [.serviceReleased(service: services[position].id)]
            apply(released)
            take(nil, of: position)
        }
        planHoldLook()
    }

    private func take(_ hold: Hold?, of position: Int) {
        holdEnds.set(position, until: hold?.until)
        planHoldLook()
        let wasPaused = board.isPaused(position)
        apply(board.setHold(hold, of: position))
        if board.isPaused(position) { rest(position) }
        rankFreshness(position)
        // The board itself asks for one that was not probed.
        if hold == nil, !wasPaused { probeAfresh(position) }
    }

    private func planHoldLook() {
        let wait = holdEnds.wait(at: outlets.now())
        nextHoldLook = wait.map { clock + $0.wholeNanoseconds } ?? .max
    }

    /// Makes no more attempts of a service, and breaks off those under way.
    private func rest(_ service: Int) {
        for position in slotsOf[service] {
            let slot = slots[position]
            due.remove(position)
            gate.withdraw(position, origin: slot.origin)
            guard let attempt = slot.attempt else { continue }
            slot.attempt = nil
            attempt.abandon()
            leave(slot)
        }
    }
}
