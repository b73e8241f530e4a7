/// A table of comma-separated values with quotes (RFC 4180).
struct SeparatedValues {
    private(set) var rows: [[String]] = []

    init(_ text: String) {
        var row: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var wasQuote = false
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") {
                // A quote behind a closing quote stands for itself.
                if !isQuoted, wasQuote { field.append(byte) }
                wasQuote = isQuoted
                isQuoted.toggle()
                continue
            }
            wasQuote = false
            if isQuoted || byte != UInt8(ascii: ",") && byte != 10 {
                if byte != 13 || isQuoted { field.append(byte) }
                continue
            }
            row.append(String(decoding: field, as: UTF8.self))
            field = []
            if byte == 10 {
                rows.append(row)
                row = []
            }
        }
        if !row.isEmpty || !field.isEmpty {
            rows.append(row + [String(decoding: field, as: UTF8.self)])
        }
    }
}
