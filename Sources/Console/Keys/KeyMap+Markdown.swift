extension KeyMap {
    /// The map as a Markdown table for the README, one row a binding, ended by a line end.
    public var markdownTable: String {
        var lines = ["| keys | command | does | where |", "| --- | --- | --- | --- |"]
        for scope in Scope.allCases {
            for binding in bindings where binding.scope == scope {
                let keys = binding.keys.map { KeyMap.code(KeyMap.label(of: $0, asciiOnly: false)) }
                lines.append(
                    "| \(keys.joined(separator: " ")) | `:\(binding.name)` | \(binding.title) | \(scope.title.lowercased()) |"
                )
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A bar would end the table's cell, also within backticks.
    private static func code(_ label: String) -> String {
        label == "|" ? "`\\|`" : "`\(label)`"
    }
}
