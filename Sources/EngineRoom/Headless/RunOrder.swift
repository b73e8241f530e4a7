/// What a runbook without the console is to do, and who can answer meanwhile.
public struct RunOrder: Hashable, Sendable {
    /// A value from the command line.
    public struct Value: Hashable, Sendable {
        /// The placeholder as the runbook writes it, with or without its brackets, or its variable.
        public var name: String
        /// Its text.
        public var text: String
        /// True when others on the machine could read it in the list of processes.
        public var wasArgument: Bool

        /// Makes a value.
        public init(name: String, text: String, wasArgument: Bool) {
            self.name = name
            self.text = text
            self.wasArgument = wasArgument
        }
    }

    /// True answers for steps that only read or change something; never for destroying or unknown ones.
    public var answersYes = false
    /// True trusts the runbook as it is.
    public var trusts = false
    /// True undoes what was done instead of going on.
    public var rollsBack = false
    /// The label of the first step, such as `1.2`; nil for the first that is not done.
    public var start: String?
    /// Values, in order.
    public var values: [Value] = []
    /// True when a person is at a terminal to answer.
    public var hasTerminal = false
    /// The hash of the runbook's contents, by which it is found among those that the record holds.
    public var contentHash = ""
    /// The command with which to go on with the same record.
    public var continuation = ""

    /// An order that asks about everything.
    public init() {}
}
