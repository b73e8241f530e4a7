import IncidentModel
import SafeText

extension ModelSnapshot {
    /// Judges the verdict of one service.
    func judge(_ name: ServiceID, is wanted: Verdict, for duration: Duration?) -> Judgement {
        guard let service = services.first(where: { $0.id == name }) else {
            return .noData("no service is named \(name.name)")
        }
        return judge(service, is: wanted, for: duration)
    }

    /// Judges the verdict of every service.
    func judgeAll(are wanted: Verdict, for duration: Duration?) -> Judgement {
        // Who is in maintenance was taken out of the judgement by a person.
        let judged = services.filter { $0.hold?.kind != .maintenance }
        guard !judged.isEmpty else { return .noData("no service is being watched") }
        return .all(judged.map { judge($0, is: wanted, for: duration) })
    }

    private func judge(
        _ service: ServiceStatus, is wanted: Verdict, for duration: Duration?
    ) -> Judgement {
        if let missing = service.missingData { return .noData(missing) }
        let name = service.id.name
        guard service.verdict == wanted else { return .unmet("\(name) is \(service.verdict)") }
        // The verdict follows only after several failures; a gate must not pass in between.
        if wanted == .up, service.transition == .suspect {
            return .unmet("the newest reading of \(name) failed")
        }
        // Between two failures it is up each time; that is no ground to go on.
        if wanted == .up, service.isFlapping { return .unmet("\(name) is flapping") }
        guard let duration else { return .met }
        guard let since = service.since else {
            return .noData("it is not known since when \(name) is \(wanted)")
        }
        return .held(since: max(since, watchingSince), for: duration, now: now)
    }

    /// Judges the slowest of a service's newest readings.
    func judgeResponse(of name: ServiceID, below limit: Duration) -> Judgement {
        guard let service = services.first(where: { $0.id == name }) else {
            return .noData("no service is named \(name.name)")
        }
        if let missing = service.missingData { return .noData(missing) }
        // A refused connection is fast, but it is no response.
        if service.latest.contains(where: { $0.outcome == .down }) {
            return .unmet("\(name.name) does not answer")
        }
        let slowest = service.latest.map(\.duration).max() ?? .zero
        guard slowest < limit else {
            return .unmet("\(name.name) took \(slowest.wholeMilliseconds) ms")
        }
        return .met
    }

    /// Less of a window than this, in parts per million, says nothing of the whole.
    private static let coverageNeeded = 990_000

    /// Judges for how much of a window users of a service were served.
    func judgeAvailability(
        of name: ServiceID, over window: Duration, atLeast bound: Int
    ) -> Judgement {
        guard services.contains(where: { $0.id == name }) else {
            return .noData("no service is named \(name.name)")
        }
        let share = (histories[name] ?? VerdictHistory()).share(of: window, until: now)
        let length = DurationText.phrase(window)
        guard share.coverage >= Self.coverageNeeded else {
            let seen = share.coverage / 10_000
            return .noData("\(name.name) was watched for \(seen) % of the last \(length)")
        }
        guard share.availability >= bound else {
            let seen = Self.percent(share.availability)
            return .unmet("\(name.name) was available \(seen) % of the last \(length)")
        }
        return .met
    }

    /// Parts per million as a percentage with up to four decimals, never rounded up.
    private static func percent(_ millionths: Int) -> String {
        let fraction = String(millionths % 10_000 + 10_000).dropFirst()
        let digits = fraction.reversed().drop { $0 == "0" }.reversed()
        let whole = millionths / 10_000
        return digits.isEmpty ? "\(whole)" : "\(whole).\(String(digits))"
    }
}

extension ServiceStatus {
    /// Why nothing can be said of the service now; nil when something can.
    var missingData: DisplayText? {
        if hold?.kind == .paused { return "\(id.name) is paused" }
        if latest.isEmpty { return "\(id.name) has no reading yet" }
        if isStale { return "\(id.name) has no fresh reading" }
        if verdict == .unknown { return "not enough readings of \(id.name)" }
        if latest.contains(where: { $0.outcome == .unknown }) {
            return "a probe of \(id.name) fails on our own side"
        }
        return nil
    }
}
