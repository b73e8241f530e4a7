/// Numbers as people read them.
enum CountText {
    /// With a comma between thousands: `1,284`.
    static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return number < 0 ? "-" + text : text
    }

    /// At most four columns: `107`, `9.9k`, `12k`, `3M`.
    static func short(_ number: Int) -> String {
        if number < 1_000 { return "\(number)" }
        if number < 10_000 { return "\(number / 1_000).\(number / 100 % 10)k" }
        if number < 1_000_000 { return "\(number / 1_000)k" }
        return "\(number / 1_000_000)M"
    }

    /// Bytes in the unit that suits: `812 B`, `4.2 MB`.
    static func bytes(_ number: Int) -> String {
        var unit = 1
        for name in ["B", "kB", "MB", "GB"] {
            if number < unit * 1_000 {
                let tenths = number / max(1, unit / 10)
                let isSmall = unit > 1 && tenths < 100
                return isSmall ? "\(tenths / 10).\(tenths % 10) \(name)" : "\(number / unit) \(name)"
            }
            unit *= 1_000
        }
        return "\(grouped(number / (unit / 1_000))) GB"
    }

    /// `1 line`, `2 lines`.
    static func counted(_ number: Int, _ noun: String) -> String {
        "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
    }
}
