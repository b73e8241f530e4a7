import Testing

/// The checks themselves, against made-up files: a check that cannot fail is no check.
@Suite("The architecture checks")
struct CheckerTests {
    private func violations(_ path: String, _ source: String) -> [String] {
        LayeringRules.violations(path: path, source: source, layers: Layer.all)
    }

    @Test(arguments: [
        ("Sources/Console/Pane.swift", "Probes"), ("Sources/Console/Pane.swift", "Foundation"),
        ("Sources/CellGrid/Cell.swift", "Glibc"), ("Sources/SafeText/Redactor.swift", "Yams"),
        ("Sources/Probes/Live/Probe.swift", "LogClusters"),
        ("Sources/quell/Main.swift", "CNcurses"),
        ("Sources/EngineRoom/Live/Room.swift", "Console"), ("Sources/Journal/Core/A.swift", "GRDB"),
        ("Sources/Probes/Core/A.swift", "NIOCore"), ("Sources/Runbooks/Core/A.swift", "Processes"),
        ("Sources/Invented/A.swift", "Foundation"),
    ])
    func refuseAnImport(path: String, module: String) {
        #expect(
            violations(path, "import Dispatch\n\npublic import struct \(module).X\n").count >= 1)
        #expect(violations(path, "@testable import \(module)\n").count == 1)
    }

    @Test(arguments: [
        ("Sources/Console/Pane.swift", "CellGrid"), ("Sources/Probes/Live/A.swift", "NIOSSL"),
        ("Sources/Journal/Live/A.swift", "GRDB"), ("Sources/quell/Main.swift", "EngineRoom"),
        ("Sources/SafeText/A.swift", "Foundation"), ("Sources/Drills/Live/A.swift", "NIOWebSocket"),
    ])
    func allowAnImport(path: String, module: String) {
        #expect(violations(path, "import \(module)\n") == [])
    }

    @Test func tellFileAndLine() {
        #expect(
            violations("Sources/Console/Pane.swift", "import CellGrid\nimport Journal\n")
                == ["Sources/Console/Pane.swift:2: Console may not import Journal"])
    }

    @Test func readImportLines() {
        let source = """
            import A
            @preconcurrency public import B
            import struct C.Part
            // import D
            let text = \"\"\"
                import E
                \"\"\"
            let important = 1
            #if canImport(Glibc)
                import Glibc
            #endif
            """
        let found = ImportLines.find(in: source)
        #expect(found.map(\.module) == ["A", "B", "C", "Glibc"])
        #expect(found.map(\.line) == [1, 2, 3, 10])
    }

    @Test func findTheClockInCore() {
        let source = "let now = Date()\n// Date()\n"
        #expect(
            LayeringRules.worldlyPlaces(path: "Sources/Probes/Core/A.swift", source: source).count
                == 1)
        #expect(
            LayeringRules.worldlyPlaces(path: "Sources/Probes/Live/A.swift", source: source) == [])
    }

    @Test func readTheManifest() {
        let manifest = PackageManifest(
            text: """
                let yams = Target.Dependency.product(name: "Yams", package: "Yams")
                let nio = ["NIOCore", "NIOPosix"].map {
                    Target.Dependency.product(name: $0, package: "swift-nio")
                }

                let package = Package(targets: [
                    .target(name: "C", path: "Sources/C"),
                    .executableTarget(name: "quell", dependencies: ["A", yams], swiftSettings: strict),
                ]
                + layer("A", [])
                + layer("B", ["A", "C"] + nio + [yams], tests: ["quell"])
                + layer("D", [], invented: ["Goldens"], plugins: ["P"]))
                """)
        #expect(
            manifest.dependencies == [
                "A": [], "B": ["A", "C", "NIOCore", "NIOPosix", "Yams"], "C": [], "D": [],
                "quell": ["A", "Yams"],
            ])
    }

    @Test func measureFunctions() {
        let source = """
            protocol P {
                func none()
                var value: Int { get }
            }
            struct S {
                public static func long(
                    a: Int
                ) -> Int {
                    let inner = { 1 }
                    return inner()
                }

                var text: String {
                    "x"
                }

                init?() { nil }
            }
            """
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        let bodies = FunctionScanner.bodies(in: lines)
        #expect(bodies.map(\.line) == [6, 13])
        #expect(bodies.map(\.lineCount) == [6, 3])
    }
}
