public import CellGrid

/// Which key does what, as data: help, hints and the README's table are made from it.
public struct KeyMap: Hashable, Sendable {
    /// Where a key works.
    public enum Scope: String, Hashable, Sendable, CaseIterable {
        /// Everywhere but in a prompt or a question.
        case everywhere
        /// In every pane with rows, and in details.
        case lists
        /// In the services, their dependencies and the details of one.
        case services
        /// In the log clusters and the details of one.
        case clusters
        /// In the runbook, its output and the details of a step.
        case runbook
        /// Wherever an incident is open.
        case record

        /// The heading in help.
        public var title: String {
            switch self {
            case .everywhere: "Everywhere"
            case .lists: "In a pane"
            case .services: "In the services"
            case .clusters: "In the log clusters"
            case .runbook: "In the runbook and its output"
            case .record: "The incident's record"
            }
        }
    }

    /// One row: some keys and what they do.
    public struct Binding: Hashable, Sendable {
        /// What is done.
        public let action: ConsoleAction
        /// The keys, the one to show first.
        public var keys: [Key]
        /// Where it works.
        public let scope: Scope
        /// True when it starts, ends or writes something that cannot be taken back.
        public let isDangerous: Bool

        /// The name in key-map files and in the palette.
        public var name: String { action.name }
        /// What it does, as help says it.
        public var title: String { action.title }

        /// Why it does nothing now, in one sentence; nil when it works.
        public func disabledReason(in state: ConsoleState) -> String? {
            action.disabledReason(in: state)
        }
    }

    /// The rows in the order in which help lists them; one for each action.
    public private(set) var bindings: [Binding]
    private var actions: [Key: ConsoleAction]

    /// Two actions want the same key.
    public struct Conflict: Error, Hashable, CustomStringConvertible {
        /// The key.
        public let key: Key
        /// Who wants it.
        public let actions: [ConsoleAction]

        /// One sentence that names both.
        public var description: String {
            let names = actions.map(\.name).joined(separator: " and ")
            return "The key \(key.name) is bound to \(names)."
        }
    }

    init(_ bindings: [Binding]) {
        self.bindings = bindings
        actions = [:]
        for binding in bindings {
            for key in binding.keys { actions[key] = binding.action }
        }
    }

    /// The same map with other keys for some actions; throws `Conflict` when two want the same key.
    ///
    /// An action without keys can still be chosen from the palette.
    public func rebinding(_ keys: [ConsoleAction: [Key]]) throws(Conflict) -> KeyMap {
        var changed = bindings
        for index in changed.indices {
            if let wanted = keys[changed[index].action] { changed[index].keys = wanted }
        }
        var owners: [Key: ConsoleAction] = [:]
        for binding in changed {
            for key in binding.keys {
                if let owner = owners.updateValue(binding.action, forKey: key),
                    owner != binding.action
                {
                    throw Conflict(key: key, actions: [owner, binding.action])
                }
            }
        }
        return KeyMap(changed)
    }

    /// What a key does; nil for nothing.
    public func action(for key: Key) -> ConsoleAction? { actions[key] }

    /// The row of an action.
    public func binding(for action: ConsoleAction) -> Binding? {
        bindings.first { $0.action == action }
    }

    /// The key to show for an action; empty without one.
    func label(for action: ConsoleAction, asciiOnly: Bool = false) -> String {
        guard let key = binding(for: action)?.keys.first else { return "" }
        return KeyMap.label(of: key, asciiOnly: asciiOnly)
    }

    /// The key as people write it: `↵`, `Ctrl-Z`, `PgDn`, `r`.
    static func label(of key: Key, asciiOnly: Bool) -> String {
        switch key {
        case .enter: asciiOnly ? "Enter" : "↵"
        case .up: asciiOnly ? "Up" : "↑"
        case .down: asciiOnly ? "Down" : "↓"
        case .left: asciiOnly ? "Left" : "←"
        case .right: asciiOnly ? "Right" : "→"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .backTab: "Shift-Tab"
        case .control(let character): "Ctrl-\(String(character).uppercased())"
        case .alt(let character): "Alt-\(character)"
        case .character(" "): "Space"
        case .character, .tab, .escape, .backspace, .delete, .insert, .home, .end, .function,
            .unknown:
            key.name
        }
    }
}
