import Foundation

/// Test data that lies beside the project on some machines; tests that need it are skipped elsewhere.
enum SharedData {
    /// The folder `../shared` beside the package, or nil.
    static let folder: String? = {
        var url = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        while url.path != "/" {
            url.deleteLastPathComponent()
            let shared = url.appendingPathComponent("shared/data/runbooks").path
            if FileManager.default.fileExists(atPath: shared) {
                return url.appendingPathComponent("shared").path
            }
        }
        return nil
    }()

    /// All sample runbooks; empty when there are none.
    static let runbooks: [String] = {
        guard let folder else { return [] }
        let names =
            (try? FileManager.default.contentsOfDirectory(atPath: folder + "/data/runbooks"))
        return (names ?? []).filter { $0.hasSuffix(".md") }.sorted()
            .map { folder + "/data/runbooks/" + $0 }
    }()

    static let remediationPlan = (folder ?? "") + "/seeds/003-remediation-plan.md"
}
