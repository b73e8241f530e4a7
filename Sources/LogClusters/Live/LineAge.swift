/// How new the lines are that a source delivers.
enum LineAge: Hashable {
    /// There before the engine watched for the first time: nothing in it is news.
    case backlog
    /// Written while the engine was away: news, at its own time.
    case caughtUp
    /// Just written.
    case live
}
