/// One row of the layer table: a folder of `Sources/` and what it may import.
struct Layer: Sendable {
    let name: String
    /// Targets of this package.
    let ours: Set<String>
    /// Modules of others; a final `*` stands for any ending.
    let others: Set<String>
    /// False for the layers that know nothing but the standard library.
    let usesSystem: Bool

    init(
        _ name: String, _ ours: Set<String> = [], others: Set<String> = [], usesSystem: Bool = true
    ) {
        self.name = name
        self.ours = ours
        self.others = others
        self.usesSystem = usesSystem
    }

    /// True when a file of this layer may import a module.
    func allows(_ module: String) -> Bool {
        if module == name || ours.contains(module) { return true }
        if usesSystem, Self.system.contains(module) { return true }
        return others.contains { Self.matches(module, $0) }
    }

    /// True when a module is meant by a name or by a pattern with a final `*`.
    static func matches(_ module: String, _ pattern: String) -> Bool {
        pattern.hasSuffix("*") ? module.hasPrefix(pattern.dropLast()) : module == pattern
    }

    static let system: Set<String> = [
        "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization",
    ]
}

extension Layer {
    /// System libraries and C shims, which import nothing of ours.
    static let shims: Set<String> = [
        "CPosix", "CNcurses", "CCmark", "CPostgres", "CCares", "CZlib",
    ]

    /// The whole table.
    ///
    /// A change here is a change of the design: argue it in `Sources/README.md`.
    static let all: [Layer] =
        foundations + engines + [
            Layer(
                "Settings",
                engineNames.union(["LocatedYAML", "Conditions", "IncidentModel", "SafeText"])),
            Layer("EngineRoom", belowTheRoom),
            Layer("Console", ["CellGrid", "IncidentModel", "SafeText"], usesSystem: false),
            Layer(
                "ConsoleRuntime",
                [
                    "Console", "CellGrid", "IncidentModel", "SafeText", "EngineRoom", "Settings",
                    "LocatedYAML", "BuiltinAssets", "CPosix",
                ]),
            // The simulated WebSocket server stands on NIO: hummingbird has none.
            Layer(
                "Drills", ["EngineRoom", "Journal", "IncidentModel", "SafeText", "Processes"],
                others: ["Hummingbird*", "NIO*"]),
            Layer(
                "WarRoom", ["IncidentModel", "Journal", "SafeText", "CPosix"],
                others: ["Hummingbird*"]),
            Layer(
                "quell",
                belowTheRoom.union([
                    "EngineRoom", "Console", "ConsoleRuntime", "CellGrid", "CursesTerminal",
                    "Drills", "WarRoom",
                ]),
                others: ["ArgumentParser"]),
        ]

    private static let foundations: [Layer] = [
        Layer("CellGrid", usesSystem: false),
        Layer("CursesTerminal", ["CellGrid", "CNcurses", "CPosix"]),
        Layer("SafeText"),
        Layer("LocatedYAML", others: ["Yams"]),
        Layer("IncidentModel", ["SafeText"]),
        Layer("Conditions", ["IncidentModel", "SafeText"]),
        Layer("Processes", ["CPosix", "SafeText"]),
        Layer("BuiltinAssets"),
        Layer("AssetEmbedder"),
        Layer("EmbedAssets", others: ["PackagePlugin"]),
    ]

    private static let engines: [Layer] = [
        Layer(
            "Probes",
            [
                "IncidentModel", "SafeText", "LocatedYAML", "Processes", "CPosix", "CPostgres",
                "CCares",
            ],
            others: ["NIO*", "X509", "SwiftASN1", "Crypto"]),
        Layer(
            "LogClusters", ["IncidentModel", "SafeText", "LocatedYAML", "Processes", "CPosix"],
            others: ["CZlib"]),
        Layer(
            "Runbooks",
            ["IncidentModel", "SafeText", "LocatedYAML", "Conditions", "Processes", "CCmark"],
            others: ["Crypto"]),
        Layer("Journal", ["IncidentModel", "SafeText", "Conditions"], others: ["GRDB", "Crypto"]),
    ]

    private static let engineNames: Set<String> = ["Probes", "LogClusters", "Runbooks", "Journal"]

    /// "All of the above but the terminal"; the shims belong to the layers that wrap them.
    private static let belowTheRoom: Set<String> = engineNames.union([
        "SafeText", "LocatedYAML", "IncidentModel", "Conditions", "Processes", "Settings",
        "BuiltinAssets", "CPosix",
    ])
}
