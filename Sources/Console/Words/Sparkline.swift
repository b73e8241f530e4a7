import IncidentModel

/// Small graphs of one row.
enum Sparkline {
    /// The highest level; a full block would touch the row above.
    static let tallest = 6

    /// One column of a graph.
    struct Mark: Equatable {
        /// The height, 0 the lowest and 6 the highest; nil where there was nothing to measure.
        var level: Int?
        /// What the sample said.
        var outcome: Outcome
    }

    /// The response times of the newest samples, at most `columns`.
    ///
    /// The scale reaches to six times the median, or to the slowest: a steady service draws a low,
    /// even line and only what is really slow stands out. A failed sample has no height: how fast it
    /// failed says nothing about how the service responds.
    static func marks(of history: [HistorySample], columns: Int) -> [Mark] {
        let samples = history.suffix(max(0, columns))
        let good = samples.filter { $0.outcome == .up || $0.outcome == .degraded }
            .map(\.duration.wholeNanoseconds).sorted()
        let median = good.isEmpty ? 0 : good[good.count / 2]
        let (sixfold, overflow) = median.multipliedReportingOverflow(by: 6)
        let full = max(1, overflow ? .max : sixfold, good.last ?? 0)
        return samples.map { sample in
            switch sample.outcome {
            case .up, .degraded:
                let share = Double(max(0, sample.duration.wholeNanoseconds)) / Double(full)
                return Mark(
                    level: min(tallest, Int(share * Double(tallest + 1))), outcome: sample.outcome)
            case .down, .unknown:
                return Mark(level: nil, outcome: sample.outcome)
            }
        }
    }

    /// The response times as text; failed samples and those without a word are signs of their own.
    static func text(
        of history: [HistorySample], columns: Int, glyphs: GlyphSet
    ) -> StyledText {
        var text = StyledText()
        for mark in marks(of: history, columns: columns) {
            switch mark.outcome {
            case .up: text.add(glyphs.level(mark.level ?? 0), .graph)
            case .degraded: text.add(glyphs.level(mark.level ?? 0), .degraded)
            case .down: text.add(glyphs.failedSample, .graphFailed)
            case .unknown: text.add(glyphs.missingSample, .faint)
            }
        }
        return text
    }

    /// The records a minute of the newest minutes, at most `columns`; nil where there were none.
    ///
    /// The scale reaches at least to ten, so that a message a minute stays a low line.
    static func levels(of trend: [Int], columns: Int) -> [Int?] {
        let buckets = trend.suffix(max(0, columns))
        let full = max(10, buckets.max() ?? 0)
        return buckets.map { count in
            if count <= 0 { return nil }
            return min(tallest, max(0, (count * (tallest + 1) - 1) / full))
        }
    }
}
