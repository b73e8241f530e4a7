/// A graph of several rows, with its scale.
enum BarGraph {
    /// The scale's upper end for a highest value: a round number, so that it does not move all the time.
    static func scale(for most: Int) -> Int {
        guard most > 10 else { return 10 }
        var power = 1
        while power <= most / 10 { power *= 10 }
        for step in [1, 2, 5, 10] where step * power >= most { return step * power }
        return power * 10
    }

    /// The signs of each row, the uppermost first; a value that is not zero leaves at least a line.
    static func rows(
        of values: [Int], scale: Int, height: Int, glyphs: GlyphSet
    ) -> [String] {
        let steps = 8
        return (0..<max(0, height)).map { line in
            let below = (height - 1 - line) * steps
            return values.map { value -> String in
                guard value > 0, scale > 0 else { return " " }
                let share = Double(min(value, scale)) / Double(scale)
                let eighths = max(1, Int((share * Double(height * steps)).rounded()))
                let here = eighths - below
                if here <= 0 { return " " }
                return here >= steps ? glyphs.fullLevel : glyphs.level(here - 1)
            }.joined()
        }
    }
}
