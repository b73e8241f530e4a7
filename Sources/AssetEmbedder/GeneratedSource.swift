/// The generated Swift file.
struct GeneratedSource {
    let assets: [(path: String, text: String)]

    /// The whole file.
    var text: String {
        let header = """
            // Made by AssetEmbedder; not to be edited.
            enum EmbeddedFiles {
                static let all: [(path: String, text: String)] = [

            """
        let rows = assets.map { asset in
            "        (\n            path: \(Self.literal(asset.path)),\n"
                + "            text: \(Self.literal(asset.text))),\n"
        }
        return header + rows.joined() + "    ]\n}\n"
    }

    /// A literal of pure ASCII on one line: no line end, quote or invisible character can be changed
    /// on its way through a compiler or an editor.
    static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": literal += "\\\""
            case "\\": literal += "\\\\"
            case "\n": literal += "\\n"
            case " "..."~": literal.unicodeScalars.append(scalar)
            default: literal += "\\u{" + String(scalar.value, radix: 16) + "}"
            }
        }
        return literal + "\""
    }
}
