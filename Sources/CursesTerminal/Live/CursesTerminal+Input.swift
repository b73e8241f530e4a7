public import CellGrid
import CPosix
import Glibc

extension CursesTerminal {
    /// In how many milliseconds a sequence that is begun counts as complete; nil when none is.
    public var pendingEscapeDeadlineMilliseconds: Int? {
        guard let patience = decoder.patience, session != nil, !lost else { return nil }
        let left = .milliseconds(patience) - (ContinuousClock.now - latestByte)
        // Rounded up, or else a caller would come some microseconds early, again and again.
        return max(0, Int((left / .milliseconds(1)).rounded(.up)))
    }

    /// Everything that arrived: keys, pastes, a new size, the end of a stop.
    public func readInput() -> [TerminalInput] {
        guard let session else { return [] }
        session.wake.drain()
        if quell_terminal_take_stop_request() { suspend() }
        if quell_terminal_take_continued() { takeAgain() }
        if quell_terminal_take_resized() { adoptSize() }
        readKeys(from: session.device)
        defer { queued = [] }
        return queued
    }

    /// Gives the terminal back, stops the job as Ctrl-Z does elsewhere, and takes the terminal again.
    ///
    /// The next `readInput()` says `resumed`. When nobody could continue the job, it is not stopped.
    public func suspend() {
        guard let session, !lost else { return }
        giveBack(session)
        quell_terminal_stop()
        holdStandardError()
        takeAgain()
    }

    /// Gives the terminal to something else for a while; see `Terminal.lend`.
    public func lend(_ notice: String, to body: () -> String?) {
        guard let session, !lost else {
            _ = body()
            return
        }
        giveBack(session)
        session.device.write(Array("\(notice)\n".utf8))
        if let end = body() {
            session.device.write(Array("\(end)\n".utf8))
            waitForEnter(session)
        }
        holdStandardError()
        takeAgain()
    }

    /// Until Enter, a signal or the end of the terminal.
    private func waitForEnter(_ session: Session) {
        while terminationSignal == nil {
            var descriptors = [
                pollfd(fd: session.device.input, events: Int16(POLLIN), revents: 0),
                pollfd(fd: session.wake.readEnd, events: Int16(POLLIN), revents: 0),
            ]
            _ = poll(&descriptors, nfds_t(descriptors.count), -1)
            if descriptors[1].revents != 0 { session.wake.drain() }
            guard descriptors[0].revents != 0 else { continue }
            lost = session.device.readAvailable() == nil
            return
        }
    }

    private func giveBack(_ session: Session) {
        if session.capabilities.isLikeXterm { session.device.write(Capabilities.stopPasteMarks) }
        session.screen.leave()
        session.device.setModes(session.modes)
        quell_terminal_set_taken(false)
        quell_terminal_release_stderr()
    }

    /// Takes the terminal after somebody else had it, and shows the latest frame again.
    private func takeAgain() {
        guard let session else { return }
        quell_terminal_set_taken(true)
        session.screen.leave()
        if session.capabilities.isLikeXterm { session.device.write(Capabilities.startPasteMarks) }
        let latest = shown
        shown = nil
        session.screen.distrust()
        if let latest {
            draw(latest.grid, cursor: latest.cursor)
        } else {
            session.screen.show(cursor: nil)
        }
        adoptSize()
        queued.append(.resumed)
    }

    /// Takes over the size that the kernel knows, if it is a new one.
    private func adoptSize() {
        guard let session, let current = session.device.size, current != size else { return }
        session.screen.resize(to: current)
        size = session.screen.size
        shown = nil
        queued.append(.resized(size))
    }

    private func readKeys(from device: TerminalDevice) {
        guard !lost else { return }
        guard let bytes = device.readAvailable() else {
            lost = true
            return
        }
        if !bytes.isEmpty {
            latestByte = ContinuousClock.now
            queued += decoder.feed(bytes)
        } else if pendingEscapeDeadlineMilliseconds == 0 {
            queued += decoder.expire()
        }
    }
}
