import IncidentModel
import SafeText

extension Fixture {
    static let runbookID = RunbookID("staging-remediation")

    static func stepID(_ phase: Int, _ step: Int) -> StepID {
        StepID(runbook: runbookID, phase: phase, step: step)
    }

    static func command(
        _ step: StepID, _ text: [DisplayText], _ danger: Danger, _ reason: DisplayText,
        placeholders: [DisplayText] = []
    ) -> CommandPlan {
        CommandPlan(
            id: CommandID(step: step, index: 0), line: 20, language: "bash", text: text,
            danger: danger, dangerReason: reason, placeholders: placeholders)
    }

    static var runbook: RunbookPlan {
        RunbookPlan(
            id: runbookID, title: "Staging remediation", path: "runbooks/staging-remediation.md",
            contentHash: "9f86d081884c7d65", phases: [immediate, provisioning, rollback])
    }

    static var immediate: PhasePlan {
        let find = stepID(1, 1)
        let deploy = stepID(1, 2)
        let health = stepID(1, 3)
        return PhasePlan(
            number: 1, title: "Immediate fixes", line: 8, budget: .seconds(1_800),
            steps: [
                StepPlan(
                    id: find, title: "Fix .dockerignore", line: 10,
                    commands: [
                        command(
                            find, ["grep -n monitoring .dockerignore"], .reads,
                            "grep only reads")
                    ]),
                StepPlan(
                    id: deploy, title: "Deploy the fixed image", line: 18,
                    prose: [
                        "Builds the image again from the corrected context and replaces the running revision.",
                        "Takes about two minutes. The old revision goes on serving until the new one is healthy.",
                    ],
                    commands: [
                        command(
                            deploy, ["./deploy backend --force-rebuild"], .changes,
                            "a deploy script replaces what is running")
                    ],
                    checks: [
                        CheckPlan(
                            id: CheckID(step: deploy, index: 0),
                            text: "The new revision is the one that serves", line: 24),
                        CheckPlan(
                            id: CheckID(step: deploy, index: 1), text: "Import errors have stopped",
                            line: 25, condition: "cluster 1 silent for 15s"),
                    ]),
                StepPlan(
                    id: health, title: "Health endpoint returns 200", line: 30,
                    checks: [
                        CheckPlan(
                            id: CheckID(step: health, index: 0),
                            text: "Health endpoint returns 200",
                            line: 30, condition: "backend up for 60s")
                    ]),
            ])
    }

    static var provisioning: PhasePlan {
        let plan = stepID(2, 1)
        let apply = stepID(2, 2)
        return PhasePlan(
            number: 2, title: "Infrastructure provisioning", line: 40, budget: .seconds(3_600),
            steps: [
                StepPlan(
                    id: plan, title: "Plan the missing infrastructure", line: 42,
                    commands: [
                        command(
                            plan, ["terraform plan -var-file=staging.tfvars"], .unknown,
                            "matched no rule")
                    ]),
                StepPlan(
                    id: apply, title: "Drop and create the session store", line: 50,
                    commands: [
                        command(
                            apply,
                            [
                                "redis-cli -h \"$REDIS_HOST\" FLUSHALL",
                                "terraform apply -var-file=staging.tfvars",
                            ], .destroys, "FLUSHALL removes every key",
                            placeholders: ["REDIS_HOST"])
                    ]),
            ])
    }

    static var rollback: PhasePlan {
        let back = stepID(3, 1)
        return PhasePlan(
            number: 3, title: "Back to the last good revision", line: 60, isRollback: true,
            steps: [
                StepPlan(
                    id: back, title: "Serve the previous revision", line: 62,
                    commands: [
                        command(back, ["./deploy backend --revision previous"], .changes, "deploys")
                    ])
            ])
    }

    static var gates: [CheckID: GateState] {
        [
            CheckID(step: stepID(1, 2), index: 1): .unmet("cluster 1 spoke 1 s ago"),
            CheckID(step: stepID(1, 3), index: 0): .holding(
                since: Timestamp(seconds: now.seconds - 53), remaining: .seconds(7)),
        ]
    }

    static var facts: IncidentFacts {
        IncidentFacts(
            id: "INC-1282", title: "Complete staging failure", severity: .p0, openedAt: down,
            cadences: [UpdateCadence(audience: "engineering", every: .seconds(3_600))],
            escalateAfter: .seconds(7_200))
    }

    static var events: [JournalEvent] {
        let bodies: [(String, EventBody)] = [
            ("21:40:00", .consoleStarted(version: "0.1.0")),
            (
                "21:40:00",
                .runbookLoaded(
                    runbook: runbookID, title: "Staging remediation",
                    path: "runbooks/staging-remediation.md", hash: "9f86d081884c7d65",
                    steps: nil)
            ),
            ("21:48:03", change("backend", .own)),
            (
                "21:48:05",
                .clusterChanged(
                    ClusterChange(
                        cluster: ClusterID(1), moment: .appeared,
                        template: "ModuleNotFoundError: No module named <*>", severity: .error))
            ),
            ("21:48:05", change("auth", .blocked(by: id("backend")))),
            ("21:48:06", change("websocket", .blocked(by: id("backend")))),
            ("21:50:11", .incidentOpened(facts)),
            ("22:02:40", .noteAdded("image 7f3c2d1 lacks app/services/monitoring")),
            ("22:04:00", .updateSent(audience: "engineering", text: "Cause found, fix under way.")),
            (
                "22:23:10",
                .stepStarted(
                    step: stepID(1, 1), title: "Fix .dockerignore", run: RunID("run-6"),
                    command: "grep -n monitoring .dockerignore")
            ),
            (
                "22:23:12",
                .stepEnded(
                    step: stepID(1, 1), run: RunID("run-6"), end: .exited(0),
                    took: .milliseconds(2_140))
            ),
        ]
        return bodies.enumerated().map { index, entry in
            JournalEvent(
                sequence: index + 1, at: at(entry.0), monotonic: Int64(index),
                actor: index < 6 ? "quell" : "nora@laptop", body: entry.1)
        }
    }

    private static func change(_ name: DisplayText, _ cause: Cause) -> EventBody {
        .serviceChanged(
            ServiceChange(
                service: id(name), from: .up, to: .down, cause: cause, since: down,
                reason: "The status was 503, expected 200."))
    }
}
