import IncidentModel
import SafeText
import Testing

@testable import Runbooks

/// A remediation plan that nobody wrote for this program.
@Suite struct RemediationPlanTests {
    @Test func planOfAnybodyIsAChecklist() throws {
        print(try PlanPicture.of(PlanDocument.plain))
    }

    @Test(.enabled(if: SharedData.folder != nil, "the folder ../shared is not there"))
    func realPlanHasItsStructure() throws {
        let runbook = try RunbookLoader.load(path: SharedData.remediationPlan)
        print(StructurePicture.of(runbook))
    }
}
