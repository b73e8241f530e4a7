/// One bar for all phases of a reading, in which each has its place.
enum PhaseBar {
    /// The columns of each phase: where the one before ended, as long as its part of the whole.
    ///
    /// A phase too short for a column is empty, and has its place between its neighbours.
    static func places(of lengths: [Int64], columns: Int) -> [Range<Int>] {
        let total = lengths.reduce(0.0) { $0 + Double(max(0, $1)) }
        guard total > 0, columns > 0 else { return lengths.map { _ in 0..<0 } }
        var sum = 0.0
        return lengths.map { length in
            let start = min(columns, Int((sum / total * Double(columns)).rounded()))
            sum += Double(max(0, length))
            let end = min(columns, Int((sum / total * Double(columns)).rounded()))
            if end > start { return start..<end }
            let place = min(start, columns - 1)
            return place..<place
        }
    }
}
