import CNcurses
import Glibc

/// Reads a terminal's description (terminfo).
enum TerminalDescription {
    /// What the terminal of that name can do; throws when it is unknown or cannot show a screen.
    static func capabilities(
        of terminal: String, output: Int32, environment: [String: String]
    ) throws -> Capabilities {
        switch nc_load_description(terminal, output) {
        case 1: break
        case 0: throw CursesTerminalError.kindUnknown(terminal)
        default: throw CursesTerminalError.refused("there is no terminfo database")
        }
        defer { nc_forget_description() }
        guard string("cup") != nil else { throw CursesTerminalError.cursorCannotMove(terminal) }
        return Capabilities(environment: environment, string: string, number: number)
    }

    private static func string(_ name: String) -> [UInt8]? {
        guard let bytes = nc_string(name) else { return nil }
        return Array(UnsafeRawBufferPointer(start: bytes, count: strlen(bytes)))
    }

    private static func number(_ name: String) -> Int? {
        let value = nc_number(name)
        return value < 0 ? nil : Int(value)
    }
}
