/// How a service's logger prints an entry: the header and where the message stands.
enum CorpusLayout: String, Sendable, CaseIterable {
    case pino, zap, ecs, gcloud, json
    case logfmt, bsd, ietf, kernel, cri
    case logback, spring, kafka, spark, jul, serilog
    case python, pylevel, uvicorn, celery
    case klog, golog, coredns, iso, envlog, rails
    case nginx, postgres, mysql, redis, rabbit, bare

    /// True when a message begins with its component, which the header shows.
    var hasComponent: Bool { self == .spark || self == .iso }

    /// The physical lines of an entry.
    func lines(_ entry: CorpusEntry, _ random: inout SeededRandom) -> [String] {
        if entry.level == "P" { return entry.trace }
        switch self {
        case .pino, .zap, .ecs, .gcloud, .json: return [object(entry, &random)]
        case .logfmt, .bsd, .ietf, .kernel, .cri, .klog, .golog, .coredns, .iso, .envlog, .rails:
            return [system(entry, &random) + entry.line] + entry.trace
        case .logback, .spring, .kafka, .spark, .jul, .serilog, .python, .pylevel, .uvicorn,
            .celery:
            return [application(entry, &random) + entry.line] + entry.trace
        case .nginx where entry.level == "A": return [access(entry, &random)]
        case .nginx, .postgres, .mysql, .redis, .rabbit, .bare:
            return [server(entry, &random) + entry.line] + entry.trace
        }
    }

    /// Text padded with spaces.
    static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
