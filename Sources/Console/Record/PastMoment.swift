import IncidentModel

/// Moments that have been, as people type them: `21:48`, `10m ago`, `2026-11-21 21:48`, `now`.
struct PastMoment {
    /// The present moment.
    let now: Timestamp
    /// What has to be added to a moment to get what a clock on the wall shows.
    let shift: Duration

    /// What cannot be read, in one sentence.
    struct Problem: Error, Equatable {
        /// The sentence.
        let sentence: String
    }

    /// The moment that was meant; a time of day is the latest such one that has been.
    func read(_ typed: String) -> Result<Timestamp, Problem> {
        let words = typed.lowercased().split(separator: " ").map(String.init)
        switch words.count {
        case 1 where words[0] == "now": return .success(now)
        case 1 where words[0].contains(":"): return timeOfDay(words[0])
        case 1: return ago(words[0])
        case 2 where words[1] == "ago": return ago(words[0])
        case 2:
            guard let day = CalendarDay(words[0]) else {
                return problem("\(words[0]) is no day: write 2026-11-21 21:48")
            }
            guard let seconds = Self.seconds(words[1]) else {
                return problem("\(words[1]) is no time of day: write 21:48")
            }
            return past(day.daysSinceEpoch * 86_400 + seconds, typed)
        default: return problem("Write 21:48, 10m ago or 2026-11-21 21:48")
        }
    }

    /// What would have to be typed for a moment.
    func typed(_ moment: Timestamp) -> String {
        let (local, today) = ((moment + shift).seconds, (now + shift).seconds)
        let second = Self.remainder(local)
        let time = [second / 3_600, second / 60 % 60, second % 60].map(DurationText.two)
            .joined(separator: ":")
        let day = (local - second) / 86_400
        if day == (today - Self.remainder(today)) / 86_400 { return time }
        return "\(CalendarDay(daysSinceEpoch: day)?.text ?? "") \(time)"
    }

    private func timeOfDay(_ text: String) -> Result<Timestamp, Problem> {
        guard let seconds = Self.seconds(text) else {
            return problem("\(text) is no time of day: write 21:48")
        }
        let present = (now + shift).seconds
        let midnight = present - Self.remainder(present)
        let today = midnight + seconds
        return past(today <= present ? today : today - 86_400, text)
    }

    private func ago(_ text: String) -> Result<Timestamp, Problem> {
        guard let length = HoldRequest.duration(text), length <= .seconds(400 * 86_400) else {
            return problem("\(text) is no time: write 21:48, 10m ago or 2026-11-21 21:48")
        }
        return .success(now - length)
    }

    private func past(_ local: Int64, _ text: String) -> Result<Timestamp, Problem> {
        let moment = Timestamp(seconds: local) - shift
        guard moment <= now else {
            return problem("\(text) is still to come: it is \(typed(now)) now")
        }
        return .success(moment)
    }

    private static func seconds(_ text: String) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count),
            parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy(\.isASCII) })
        else { return nil }
        let numbers = parts.compactMap { Int64($0) }
        guard numbers.count == parts.count, (0..<24).contains(numbers[0]),
            numbers.dropFirst().allSatisfy({ (0..<60).contains($0) })
        else { return nil }
        return numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
    }

    private static func remainder(_ seconds: Int64) -> Int64 {
        ((seconds % 86_400) + 86_400) % 86_400
    }

    private func problem(_ sentence: String) -> Result<Timestamp, Problem> {
        .failure(Problem(sentence: sentence))
    }
}

extension ConsoleState {
    /// What has to be added to a moment of the journal to get what the clock on the wall shows.
    var wallShift: Duration {
        .seconds(Int64(setup.utcOffsetSeconds)) + incident.record.wallClockOffset
    }

    /// Reads moments that people type; nil before the first tick.
    var pastMoment: PastMoment? { now.map { PastMoment(now: $0, shift: wallShift) } }

    /// The present day on the wall; nil before the first tick.
    var today: CalendarDay? { now.map { CalendarDay($0 + wallShift) } }
}
