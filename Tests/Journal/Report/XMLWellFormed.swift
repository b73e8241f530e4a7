/// Reads a document strictly as XML: tags that match, quoted attributes that occur once, known entities.
struct XMLWellFormed {
    private(set) var elements: [String] = []
    private(set) var attributes: [String] = []
    private(set) var text = ""
    /// What is wrong first; nil when the document is well-formed.
    private(set) var problem: String?

    private var open: [String] = []
    private static let entities = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'"]

    init(_ document: String) {
        var rest = document[...]
        if rest.hasPrefix("<!DOCTYPE html>") { rest = rest.dropFirst("<!DOCTYPE html>".count) }
        while !rest.isEmpty, problem == nil {
            let words = rest.prefix { $0 != "<" }
            rest = rest.dropFirst(words.count)
            text += decoded(words)
            guard !rest.isEmpty else { break }
            guard let end = rest.firstIndex(of: ">") else {
                problem = "a tag does not end: \(rest.prefix(40))"
                return
            }
            tag(rest[rest.index(after: rest.startIndex)..<end])
            rest = rest[rest.index(after: end)...]
        }
        if problem == nil, !open.isEmpty { problem = "never closed: \(open)" }
        if problem == nil, elements.isEmpty { problem = "there is no element" }
    }

    private mutating func tag(_ inside: Substring) {
        if inside.hasPrefix("/") {
            let name = String(inside.dropFirst())
            if open.popLast() != name { problem = "</\(name)> closes something else" }
            return
        }
        let isEmpty = inside.hasSuffix("/")
        let body = isEmpty ? inside.dropLast() : inside
        let name = String(body.prefix { $0.isLetter || $0.isNumber })
        if name.isEmpty { problem = "a tag without a name: \(inside.prefix(40))" }
        elements.append(name)
        read(attributes: body.dropFirst(name.count), of: name)
        if !isEmpty { open.append(name) }
    }

    private mutating func read(attributes: Substring, of element: String) {
        var rest = attributes
        var seen: Set<String> = []
        while let start = rest.firstIndex(where: { !$0.isWhitespace }) {
            if start == rest.startIndex { problem = "no blank before an attribute of \(element)" }
            rest = rest[start...]
            let name = String(rest.prefix { $0.isLetter || $0 == "-" })
            rest = rest.dropFirst(name.count)
            guard !name.isEmpty, rest.hasPrefix("=\"") else {
                problem = "an attribute of \(element) without a quoted value: \(rest.prefix(40))"
                return
            }
            let value = rest.dropFirst(2).prefix { $0 != "\"" }
            rest = rest.dropFirst(2 + value.count)
            guard rest.first == "\"" else {
                problem = "\(name) of \(element) does not end"
                return
            }
            rest = rest.dropFirst()
            if !seen.insert(name).inserted { problem = "\(name) of \(element) comes twice" }
            self.attributes.append("\(name)=\(decoded(value))")
        }
    }

    private mutating func decoded(_ words: Substring) -> String {
        var out = ""
        var rest = words
        while let start = rest.firstIndex(of: "&") {
            out += rest[..<start]
            let name = rest[start...].dropFirst().prefix { $0 != ";" }
            guard let meant = Self.entities[String(name)] else {
                problem = "an unknown entity: \(rest[start...].prefix(20))"
                return out
            }
            out += meant
            rest = rest[start...].dropFirst(name.count + 2)
        }
        return out + rest
    }
}
