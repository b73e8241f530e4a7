/// A key, or several pressed together, as a terminal reports it.
///
/// Terminals cannot tell some keys apart: Ctrl-I is Tab, Ctrl-M and Ctrl-J are Enter, Ctrl-[ is
/// Escape and Ctrl-H is Backspace, so these never arrive as `.control`.
public enum Key: Hashable, Sendable {
    /// A typed character that is not a control character.
    case character(Character)
    /// Return, or Enter on the keypad.
    case enter
    /// The tabulator key.
    case tab
    /// The tabulator key together with Shift.
    case backTab
    /// The Escape key alone.
    case escape
    /// Erase to the left.
    case backspace
    /// Erase to the right.
    case delete
    /// The Insert key.
    case insert
    /// The cursor key up.
    case up
    /// The cursor key down.
    case down
    /// The cursor key left.
    case left
    /// The cursor key right.
    case right
    /// The Home key.
    case home
    /// The End key.
    case end
    /// Page up.
    case pageUp
    /// Page down.
    case pageDown
    /// A function key by its number, from 1 to 63.
    case function(Int)
    /// Control with a lower-case letter, or with a space or one of `\ ] ^ _`.
    case control(Character)
    /// Alt, or Meta, with a character; also what Escape and a key in one go look like.
    case alt(Character)
    /// Something the terminal sent that is no key we know.
    case unknown
}
