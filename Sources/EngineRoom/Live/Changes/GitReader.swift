import IncidentModel
import Processes

/// Reads the commits of a repository.
actor GitReader: ChangeReader {
    private let question: ChangeQuestion
    private let branch: String?
    private var course = GitCourse()

    /// - Parameters:
    ///   - repository: Its folder.
    ///   - branch: The branch; nil for the present one.
    ///   - environment: The variables that git sees beside its own.
    init(repository: String, branch: String?, environment: ProcessEnvironment) {
        self.branch = branch
        var environment = environment
        environment.unset.formUnion(GitLog.foreignVariables)
        environment.set.merge(GitLog.environment) { _, ours in ours }
        question = ChangeQuestion(
            command: ProcessCommand(
                executable: "git",
                arguments: GitLog.arguments(repository: repository, branch: branch),
                environment: environment),
            name: "git")
    }

    func look(at now: Timestamp) async -> ChangeLook {
        switch await question.answer() {
        case .failure(let trouble): return .troubled(trouble.reason)
        case .success(let output):
            return .seen(
                course.changes(in: GitLog.commits(in: output), branch: branch, at: now))
        }
    }
}
