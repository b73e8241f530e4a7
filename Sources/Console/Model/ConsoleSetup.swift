public import CellGrid
public import IncidentModel
public import SafeText

/// What the console is told once about its surroundings, and again when they change.
public struct ConsoleSetup: Hashable, Sendable {
    /// The title in the header while no incident is open; also proposed when one is opened by hand.
    public var title: DisplayText
    /// The configured services, so that panes can name them before the first reading.
    public var services: [ServiceID]
    /// True when nothing may be run, ticked or written from this screen.
    public var isReadOnly: Bool
    /// Why it is read-only, in one sentence; empty for the usual one.
    public var readOnlyReason: DisplayText
    /// Seconds to add to UTC for clocks on the screen.
    public var utcOffsetSeconds: Int
    /// True when warnings of clocks ring the bell.
    public var ringsBell: Bool
    /// Who sits at this console, as the journal names them; empty when nobody says so.
    public var actor: DisplayText
    /// The command that gets updates; empty for none.
    public var updateCommand: DisplayText
    /// Sentences for empty panes that know the configuration; each wins over the built-in one.
    public var hints: [Pane: DisplayText]
    /// The folder in which commands run; shown before one does.
    public var workingFolder: DisplayText
    /// The values that commands see in their environment, in order; a placeholder without one is refused.
    public var values: [ShownValue]
    /// True when only ASCII may be drawn.
    public var asciiOnly: Bool
    /// How many colours are used; a theme is reduced to it while drawing.
    public var colourDepth: ColourDepth
    /// Which key does what.
    public var keyMap: KeyMap

    /// One value that a command sees.
    public struct ShownValue: Hashable, Sendable {
        /// The placeholder's name.
        public var name: DisplayText
        /// Its text, redacted.
        public var text: DisplayText

        /// Makes a value.
        public init(name: DisplayText, text: DisplayText) {
            self.name = name
            self.text = text
        }
    }

    /// Makes a setup; everything may stay at its default.
    public init(
        title: DisplayText = .empty, services: [ServiceID] = [], isReadOnly: Bool = false,
        readOnlyReason: DisplayText = .empty, utcOffsetSeconds: Int = 0,
        ringsBell: Bool = true, actor: DisplayText = .empty, updateCommand: DisplayText = .empty,
        hints: [Pane: DisplayText] = [:], workingFolder: DisplayText = .empty,
        values: [ShownValue] = [], asciiOnly: Bool = false,
        colourDepth: ColourDepth = .twoHundredFiftySix, keyMap: KeyMap = .standard
    ) {
        self.title = title
        self.services = services
        self.isReadOnly = isReadOnly
        self.readOnlyReason = readOnlyReason
        self.utcOffsetSeconds = utcOffsetSeconds
        self.ringsBell = ringsBell
        self.actor = actor
        self.updateCommand = updateCommand
        self.hints = hints
        self.workingFolder = workingFolder
        self.values = values
        self.asciiOnly = asciiOnly
        self.colourDepth = colourDepth
        self.keyMap = keyMap
    }
}
