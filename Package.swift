// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: Swift 6 mode, explicit existentials and imports, warnings are errors.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// A library target under `Sources/` and its mirror under `Tests/`.
func layer(
    _ name: String, _ dependencies: [Target.Dependency], tests extra: [Target.Dependency] = [],
    exclude: [String] = [], data: [String] = [], plugins: [Target.PluginUsage] = []
) -> [Target] {
    [
        .target(
            name: name, dependencies: dependencies, exclude: data, swiftSettings: strict,
            plugins: plugins),
        .testTarget(
            name: name + "Tests",
            dependencies: [.byName(name: name)] + dependencies + extra,
            path: "Tests/" + name, exclude: exclude, swiftSettings: strict),
    ]
}

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let nio = ["NIOCore", "NIOPosix", "NIOTLS", "NIOHTTP1", "NIOWebSocket"].map {
    Target.Dependency.product(name: $0, package: "swift-nio")
}
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioHTTP2 = Target.Dependency.product(name: "NIOHTTP2", package: "swift-nio-http2")
let nioCompression = Target.Dependency.product(
    name: "NIOHTTPCompression", package: "swift-nio-extras")
let x509 = Target.Dependency.product(name: "X509", package: "swift-certificates")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")

let package = Package(
    name: "quell",
    products: [
        .executable(name: "quell", targets: ["quell"]),
        .executable(name: "quell-bench", targets: ["quell-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CNcurses", path: "Sources/CNcurses",
            providers: [.apt(["libncurses-dev"])]),
        .systemLibrary(
            name: "CCmark", path: "Sources/CCmark",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(
            name: "CZlib", path: "Sources/CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CPostgres", path: "Sources/CPostgres"),
        .systemLibrary(
            name: "CCares", path: "Sources/CCares", providers: [.apt(["libc-ares-dev"])]),
        .target(name: "CPosix", path: "Sources/CPosix"),
        .executableTarget(
            name: "AssetEmbedder", path: "Sources/AssetEmbedder", swiftSettings: strict),
        .plugin(
            name: "EmbedAssets", capability: .buildTool(),
            dependencies: ["AssetEmbedder"], path: "Sources/EmbedAssets"),
        .executableTarget(
            name: "quell",
            dependencies: [
                "ConsoleRuntime", "Console", "CursesTerminal", "CellGrid", "EngineRoom", "Drills",
                "Settings", "Probes", "LogClusters", "Runbooks", "Journal", "Processes",
                "IncidentModel", "Conditions", "SafeText", "LocatedYAML", "BuiltinAssets", "CPosix",
                argumentParser,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "quell-bench",
            dependencies: [
                "LogCorpus", "LogClusters", "Probes", "Runbooks", "Processes", "LocatedYAML",
                "IncidentModel", "SafeText", "HidingCommands", "FaultCampaigns", "Journal",
                "EngineRoom", "Settings", argumentParser,
            ],
            path: "Tests/Benchmarks", swiftSettings: strict),
        .target(
            name: "LogCorpus", dependencies: ["LogClusters", "IncidentModel", "SafeText"],
            path: "Tests/LogCorpus", swiftSettings: strict),
        .target(
            name: "HidingCommands", path: "Tests/HidingCommands", swiftSettings: strict),
        .target(
            name: "FaultCampaigns",
            dependencies: [
                "LogCorpus", "EngineRoom", "Settings", "Journal", "IncidentModel", "SafeText",
            ],
            path: "Tests/FaultCampaigns", swiftSettings: strict),
        .testTarget(
            name: "ArchitectureTests", path: "Tests/Architecture", swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests", dependencies: ["quell", "quell-bench", "FaultCampaigns"],
            path: "Tests/EndToEnd", exclude: ["Goldens"], swiftSettings: strict),
    ]
        + layer("CellGrid", [])
        + layer("CursesTerminal", ["CellGrid", "CNcurses", "CPosix"])
        + layer("SafeText", [])
        + layer("LocatedYAML", [yams])
        + layer("IncidentModel", ["SafeText"])
        + layer("Conditions", ["IncidentModel", "SafeText"])
        + layer("Processes", ["CPosix", "SafeText"], tests: ["quell", "HidingCommands"])
        + layer(
            "Probes",
            [
                "IncidentModel", "SafeText", "LocatedYAML", "Processes", "CPosix", "CPostgres",
                "CCares",
            ] + nio + [nioSSL, nioHTTP2, nioCompression, x509, crypto, asn1])
        + layer(
            "LogClusters",
            ["IncidentModel", "SafeText", "LocatedYAML", "Processes", "CPosix", "CZlib"],
            tests: ["LogCorpus"], data: ["Formats"], plugins: ["EmbedAssets"])
        + layer(
            "Runbooks",
            [
                "IncidentModel", "SafeText", "LocatedYAML", "Conditions", "Processes", "CCmark",
                crypto,
            ],
            tests: ["quell", "BuiltinAssets"])
        + layer(
            "Journal", ["IncidentModel", "SafeText", "Conditions", crypto, grdb],
            tests: ["FaultCampaigns"], exclude: ["Goldens"])
        + layer(
            "Settings",
            [
                "LocatedYAML", "Conditions", "IncidentModel", "SafeText", "Probes", "LogClusters",
                "Runbooks",
            ])
        + layer("BuiltinAssets", [], plugins: ["EmbedAssets"])
        + layer(
            "EngineRoom",
            [
                "IncidentModel", "SafeText", "LocatedYAML", "Conditions", "Processes", "Probes",
                "LogClusters", "Runbooks", "Journal", "Settings", "BuiltinAssets", "CPosix",
            ], tests: ["quell"])
        + layer("Console", ["CellGrid", "IncidentModel", "SafeText"], exclude: ["Goldens"])
        + layer(
            "ConsoleRuntime",
            [
                "Console", "CellGrid", "IncidentModel", "SafeText", "EngineRoom", "Settings",
                "LocatedYAML", "BuiltinAssets", "CPosix",
            ])
        + layer(
            "Drills",
            ["EngineRoom", "Journal", "IncidentModel", "SafeText", "Processes", hummingbird] + nio,
            tests: ["quell"])
)
