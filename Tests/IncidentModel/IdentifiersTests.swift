import Foundation
import IncidentModel
import SafeText
import Testing

@Suite struct IdentifiersTests {
    @Test(arguments: [
        ("1.2-1", "1.2-1"), ("Fix It", "fix-it"), ("a/b", "a-b"), ("ümlaut", "-mlaut"),
        ("a\r\nb", "a-b"), ("a\0b", "a-b"),
    ])
    func runNamesHoldOnlyWhatAFolderMay(name: String, expected: String) {
        #expect(RunID(name).name == expected)
    }

    @Test func runNamesAreBounded() {
        #expect(RunID(String(repeating: "x", count: 100)).name.utf8.count == 64)
    }

    @Test func stepsAreOrderedByRunbookAndPlace() {
        let (first, second) = (RunbookID("a"), RunbookID("b"))
        let ordered = [
            StepID(runbook: first, phase: 1, step: 2), StepID(runbook: first, phase: 1, step: 10),
            StepID(runbook: first, phase: 2, step: 1), StepID(runbook: second, phase: 1, step: 1),
        ]
        #expect(ordered.reversed().sorted() == ordered)
    }

    @Test func stepIsCalledByItsNumbers() {
        #expect(StepID(runbook: RunbookID("a"), phase: 3, step: 12).label == "3.12")
    }

    @Test func clustersAreOrderedByNumber() {
        #expect(ClusterID(2) < ClusterID(10))
    }

    @Test func namesReadFromAFileAreMadeSafe() throws {
        let json = Data(#"{"name":"back\u001bend"}"#.utf8)
        let service = try JSONDecoder().decode(ServiceID.self, from: json)
        #expect(service == ServiceID("back\u{1b}end"))
        #expect(!service.name.string.contains("\u{1b}"))
    }
}
