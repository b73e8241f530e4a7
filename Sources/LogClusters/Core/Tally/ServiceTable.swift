import SafeText

/// Names of services as small numbers, so that a record's service costs no string.
struct ServiceTable {
    private static let limit = 256
    private var index: [[UInt8]: Int] = [:]
    private var names: [DisplayText] = [.empty]
    private var lastName: [UInt8] = []
    private var lastNumber = 0

    /// The number of a name; 0 for the empty name and for names beyond the limit.
    @inline(__always)
    mutating func number(of name: UnsafeRawBufferPointer) -> Int {
        if name.isEmpty { return 0 }
        if name.count == lastName.count, name.elementsEqual(lastName) { return lastNumber }
        return look(up: name)
    }

    private mutating func look(up name: UnsafeRawBufferPointer) -> Int {
        lastName = Array(name.prefix(64))
        if let known = index[lastName] {
            lastNumber = known
        } else if names.count < Self.limit {
            lastNumber = names.count
            index[lastName] = lastNumber
            names.append(DisplayText(bytes: lastName))
        } else {
            lastNumber = 0
        }
        return lastNumber
    }

    /// The number of a configured name.
    mutating func number(of name: DisplayText) -> Int {
        var string = name.string
        return string.withUTF8 { number(of: UnsafeRawBufferPointer($0)) }
    }

    /// The name with a number.
    func name(_ number: Int) -> DisplayText { names[number] }
}
