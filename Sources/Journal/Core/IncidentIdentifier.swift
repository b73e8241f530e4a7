import IncidentModel

/// Names of incidents, which are also names of folders.
enum IncidentIdentifier {
    /// The longest name.
    static let maximumLength = 64

    /// True for names that stay inside the folder they are put into: no separator, no leading dot,
    /// nothing that a shell or a terminal reads in its own way.
    static func isSafe(_ id: String) -> Bool {
        let bytes = Array(id.utf8)
        guard let first = bytes.first, bytes.count <= maximumLength, isAlphanumeric(first) else {
            return false
        }
        return bytes.allSatisfy { isAlphanumeric($0) || Array("._-".utf8).contains($0) }
    }

    /// `INC-20261121-0232`: the local date and time to the minute.
    static func base(at moment: Timestamp, utcOffsetSeconds: Int) -> String {
        let clock = WallClock(moment, utcOffsetSeconds: utcOffsetSeconds)
        return
            "INC-\(clock.date.filter { $0 != "-" })-\(padded(clock.hour, 2))\(padded(clock.minute, 2))"
    }

    /// The first name from `base`, `base-2`, `base-3`, … that is not taken.
    static func free(_ base: String, isTaken: (String) -> Bool) -> String {
        var number = 1
        while true {
            let id = number == 1 ? base : "\(base)-\(number)"
            if !isTaken(id) { return id }
            number += 1
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        WallClock.padded(number, width)
    }
}
