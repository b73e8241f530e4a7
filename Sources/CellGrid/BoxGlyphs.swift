/// The characters that boxes are drawn with.
public struct BoxGlyphs: Hashable, Sendable {
    /// The upper left corner.
    public let topLeft: Character
    /// The upper right corner.
    public let topRight: Character
    /// The lower left corner.
    public let bottomLeft: Character
    /// The lower right corner.
    public let bottomRight: Character
    /// A line from left to right.
    public let horizontal: Character
    /// A line from top to bottom.
    public let vertical: Character
    /// Where a line starts to the right of a left edge.
    public let leftTee: Character
    /// Where a line ends at a right edge.
    public let rightTee: Character
    /// Where a line starts below a top edge.
    public let topTee: Character
    /// Where a line ends at a bottom edge.
    public let bottomTee: Character
    /// Where two lines cross.
    public let cross: Character

    /// Thin lines with round corners.
    public static let rounded = BoxGlyphs(
        topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯", horizontal: "─",
        vertical: "│", leftTee: "├", rightTee: "┤", topTee: "┬", bottomTee: "┴", cross: "┼")

    /// Plus, minus and bar, which every terminal has.
    public static let ascii = BoxGlyphs(
        topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", horizontal: "-",
        vertical: "|", leftTee: "+", rightTee: "+", topTee: "+", bottomTee: "+", cross: "+")
}
