extension EngineRoom {
    /// Begins to look for changes from outside.
    func startChanges(_ bench: Bench) {}

    /// Looks for no more.
    func stopChanges(_ bench: Bench) {}
}
