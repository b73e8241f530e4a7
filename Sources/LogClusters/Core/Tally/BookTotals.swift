/// What changes in the book with every record, in one piece of memory that never moves.
struct BookTotals {
    /// Lines of forgotten clusters, and blank lines between records.
    var otherLines = 0
    var lines = 0
    var records = 0
    var severities = InlineArray<7, Int>(repeating: 0)
    var links = ShapeLinks()
    /// Bytes of memory that samples hold.
    var sampleBytes = 0
    /// Counters that values hold.
    var valueCounters = 0
}
