/// How many colours a terminal shows.
public enum ColourDepth: Hashable, Sendable, CaseIterable {
    /// None: only bold, underline and reverse tell things apart.
    case mono
    /// The sixteen of ANSI terminals, whose shades the user chose.
    case sixteen
    /// The 256 of xterm's palette.
    case twoHundredFiftySix
}
