import IncidentModel
import Processes
import SafeText

/// Reads the revisions of a workload from what kubectl says of its replicasets or controllerrevisions: `kubectl
/// rollout history` itself tells no times.
actor RolloutReader: ChangeReader {
    private static let mostBytes = 16 << 20

    private let kind: String
    private let name: String
    private let options: [String]
    private let environment: ProcessEnvironment
    private var history = RolloutHistory()
    /// The newest answer, for as long as the workload stays as it is.
    private var seen: (generation: Int, changes: [ChangeSighting])?

    /// - Parameters:
    ///   - workload: Kind and name, such as `deployment/api`.
    ///   - namespace: The namespace; nil for that of the context.
    ///   - context: The context; nil for the present one.
    ///   - environment: The variables that kubectl sees.
    init(
        workload: String, namespace: String?, context: String?, environment: ProcessEnvironment
    ) {
        let parts = workload.split(separator: "/").map(String.init)
        kind = parts.first ?? "deployment"
        name = parts.last ?? ""
        options =
            ["--output=json", "--request-timeout=15s"]
            + [namespace.map { "--namespace=" + $0 }, context.map { "--context=" + $0 }]
            .compactMap { $0 }
        self.environment = environment
    }

    func look(at now: Timestamp) async -> ChangeLook {
        do {
            let answer = try await ask(["\(kind)/\(name)"])
            guard let workload = RolloutWorkload.read(answer) else {
                return .troubled("the answer of kubectl cannot be read")
            }
            let generation = workload.metadata.generation
            if let seen, generation == seen.generation { return .seen(seen.changes) }
            let resource = kind == "deployment" ? "replicasets" : "controllerrevisions"
            let selector = workload.spec?.selector?.text ?? ""
            let list = try await ask(
                [resource] + (selector.isEmpty ? [] : ["--selector=" + selector]))
            guard let revisions = RevisionList.read(list) else {
                return .troubled("the answer of kubectl cannot be read")
            }
            let changes = history.changes(
                in: RolloutHistory.revisions(in: revisions, ofKind: kind, named: name),
                progressed: workload.progressed, at: now)
            if let generation { seen = (generation, changes) }
            return .seen(changes)
        } catch {
            return .troubled(error.reason)
        }
    }

    private func ask(_ what: [String]) async throws(ChangeQuestion.Trouble) -> [UInt8] {
        let question = ChangeQuestion(
            command: ProcessCommand(
                executable: "kubectl", arguments: ["get"] + what + options,
                environment: environment),
            name: "kubectl", mostBytes: Self.mostBytes)
        return try await question.answer().get()
    }
}
