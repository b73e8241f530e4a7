import IncidentModel
import SafeText
import Testing

@testable import Runbooks

/// A remediation plan that nobody wrote for this program.
@Suite struct RemediationPlanTests {
    @Test func planOfAnybodyIsAChecklist() throws {
        let picture = try PlanPicture.of(PlanDocument.plain)
        #expect(
            picture == """
                # ðŸš¨ Bring the shop back
                1 PHASE 1: FIRST AID :12 20 min undone by 4
                  1.1 Mend the build âœ… DONE :14
                  1.2 Ship the image :19
                    bash:22 unknown | # Ship it ⏎ ./ship.sh shop --rebuild
                    bash:25 reads | # Look at it ⏎ kubectl get deploy shop
                    [ ]:30 the shop starts
                    [ ]:31 health answers 200
                  1.3 Verify by hand :33
                    bash:35 unknown | # Through a tunnel ⏎ kubectl port-forward deploy/shop 8080:80 ⏎ curl http://localhost:8080/health
                2 PHASE 2: INFRASTRUCTURE :40 60 min undone by 4
                  2.1 Build it :42
                  2.2 Before :44
                    bash:46 reads | cd infra ⏎ terraform plan
                  2.3 Now :50
                    bash:52 destroys | # All of it ⏎ terraform apply -auto-approve
                  2.4 2.2 Variables :59
                    file:61 hcl infra/live.tfvars | region = "nowhere-1"
                  2.5 2.3 Settings :65
                  2.6 Values :70
                    file:71 yaml conf/shop.yaml <cache-host> | host: <cache-host>
                3 PHASE 3: LOOK :75 20 min undone by 4
                  3.1 No marks are left :77
                    bash:79 reads | grep -r "UNSET_VALUE" infra/
                  3.2 Database :82
                    bash:84 unknown <db-name> tty | # By hand ⏎ gcloud sql connect <db-name> --user=shop
                  3.3 Business :88
                    [ ]:90 people can buy
                4 ROLLBACK :92 rollback
                  4.1 Back to the old image :94
                    bash:96 changes | # 1. Back ⏎ kubectl rollout undo deploy/shop
                    bash:99 changes <resource> | # 2. Infrastructure ⏎ cd infra ⏎ terraform apply -target=<resource>
                  4.2 Rollback Validation :104
                    [ ]:105 the old shop answers
                5 SUCCESS METRICS :107
                  5.1 SUCCESS METRICS :107
                    [ ]:108 Errors: fewer than 5 an hour
                """)
    }

    /// Numbers, lines, dangers and hashes only: the text is not ours.
    private static let realStructure = """
        title 2415aba2
        1 :32 30 min undone by 6
          1.1 :34 a6fff229
          1.2 :41 5ba60084
            bash:45 changes efb24f0b
            bash:48 reads 42c6f20b
            outcome:53 e5c93f17
            outcome:54 ad2c87ca
            outcome:55 80195059
          1.3 :57 a29dfd6b
            bash:60 unknown a1eabea9
        2 :67 60 min undone by 6
          2.1 :69 559113cc
          2.2 :72 758212bd
            bash:74 changes c068a0fa
          2.3 :80 7f08e7fa
            bash:82 destroys e817c08a
          2.4 :92 52b863f7
            file:94 hcl 0b748145 d22e906e
          2.5 :116 38f6ee31
          2.6 :119 e4344779
            bash:121 reads 26910817
            bash:124 unknown f6f35090
          2.7 :128 8c9c454c
        3 :140 30 min undone by 6
          3.1 :142 7a746d1f
          3.2 :145 221f4a5e
            bash:147 reads cf0a1c2b
          3.3 :152 466bb6ee
            bash:154 changes b42fcf18
          3.4 :163 5e212032
          3.5 :169 e167df70
            file:170 yaml needs 3 8f2256fe df8a58d0
        4 :187 30 min undone by 6
          4.1 :189 be4ca5d3
          4.2 :192 608b11ed
            bash:194 changes fa86b5cc
            bash:197 changes 49baef09
            bash:200 changes 40f6bf38
          4.3 :204 7bdf06cf
            bash:206 reads 9eb54bdc
            bash:209 reads b93702bc
          4.4 :213 da753113
            bash:216 unknown needs 1 tty 7b459b19
            bash:219 reads needs 1 0c80ff8a
            bash:222 reads c9cfde3a
        5 :228 30 min undone by 6
          5.1 :230 d5a83e16
          5.2 :233 20d1bd91
            bash:235 changes e2a9ae43
            bash:240 reads needs 1 3d57a870
            bash:244 unknown 8fb04de2
            bash:247 unknown 86e70462
          5.3 :251 c029d5d9
            outcome:253 fbf8f592
            outcome:254 2c99f899
            outcome:255 dbc91dcb
            outcome:256 930bde0f
            outcome:257 aa67f38e
          5.4 :259 7f5ffa47
            outcome:261 309313ba
            outcome:262 bcea5937
            outcome:263 abff0c35
            outcome:264 83725412
            outcome:265 1d33dfee
            outcome:266 06ae6033
            outcome:267 377cea53
        6 :271 rollback
          6.1 :273 f8b5dc6f
            bash:275 changes 4268df94
            bash:280 changes needs 1 14b0ff19
            bash:284 reads 5a4e1e1a
          6.2 :288 9a1df41d
            outcome:289 fa713ec5
            outcome:290 c9c78387
            outcome:291 2e24c086
            outcome:292 dbe8eeb6
        7 :296
          7.1 :298 1db9a52f
            outcome:299 22be640b
            outcome:300 d98d1852
            outcome:301 7cdcbb6f
            outcome:302 8b07f5d8
          7.2 :304 21077c55
            outcome:305 75636ee1
            outcome:306 7a10e1af
            outcome:307 41422f6f
            outcome:308 ba82b40d
        8 :312
          8.1 :314 ef7f3cf3
            bash:316 changes fa995904
          8.2 :322 c00e84dc
            bash:324 changes 9a99cede
          8.3 :328 507c15bb
          8.4 :333 81b34d09
        """

    @Test(.enabled(if: SharedData.folder != nil, "the folder ../shared is not there"))
    func realPlanHasItsStructure() throws {
        let runbook = try RunbookLoader.load(path: SharedData.remediationPlan)
        #expect(StructurePicture.of(runbook) == Self.realStructure)
        #expect(runbook.plan.problems.isEmpty)
    }
}
