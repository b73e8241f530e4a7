import Testing

@Suite("Layers")
struct LayeringTests {
    @Test func everyImportStaysWithinItsLayer() throws {
        let files = try SourceTree.swiftFiles(in: "Sources")
        #expect(files.count > 20)
        let violations = files.flatMap {
            LayeringRules.violations(path: $0.path, source: $0.text, layers: Layer.all)
        }
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }

    @Test func coreAsksNeitherClockNorDiskNorNetwork() throws {
        let places = try SourceTree.swiftFiles(in: "Sources").flatMap {
            LayeringRules.worldlyPlaces(path: $0.path, source: $0.text)
        }
        #expect(places.isEmpty, "\(places.joined(separator: "\n"))")
    }

    @Test func theManifestAgreesWithTheTable() throws {
        let manifest = PackageManifest(text: try SourceTree.text(of: "Package.swift"))
        for layer in Layer.all {
            guard let declared = manifest.dependencies[layer.name] else { continue }
            let refused = declared.filter { !layer.allows($0) }.sorted()
            #expect(refused.isEmpty, "\(layer.name) may not depend on \(refused)")
        }
    }

    @Test func whatIsImportedIsDeclared() throws {
        // SwiftPM lets a target import what another one brings along; a later build may not.
        let manifest = PackageManifest(text: try SourceTree.text(of: "Package.swift"))
        let ours = Set(Layer.all.map(\.name)).union(Layer.shims)
        var missing: [String] = []
        for file in try SourceTree.swiftFiles(in: "Sources") {
            let target = String(file.path.split(separator: "/")[1])
            let declared = manifest.dependencies[target] ?? []
            for found in ImportLines.find(in: file.text)
            where ours.contains(found.module) && !declared.contains(found.module) {
                missing.append("\(file.path):\(found.line): \(found.module) is not declared")
            }
        }
        #expect(missing.isEmpty, "\(missing.joined(separator: "\n"))")
    }

    @Test func everyFolderHasARow() throws {
        let rows = Set(Layer.all.map(\.name)).union(Layer.shims)
        #expect(Set(try SourceTree.folders(in: "Sources")).subtracting(rows) == [])
    }

    @Test func noLayerReachesItself() {
        let rows = Dictionary(uniqueKeysWithValues: Layer.all.map { ($0.name, $0.ours) })
        for layer in Layer.all {
            var reached: Set<String> = []
            var next = layer.ours
            while !next.isEmpty {
                reached.formUnion(next)
                next = Set(next.flatMap { rows[$0] ?? [] }).subtracting(reached)
            }
            #expect(!reached.contains(layer.name), "\(layer.name) is in a cycle")
        }
    }
}
