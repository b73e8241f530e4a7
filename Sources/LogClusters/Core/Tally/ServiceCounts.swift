/// How often up to eight services spoke in one cluster.
struct ServiceCounts {
    private static let limit = 8
    /// Numbers of the services in the order they came; 0 ends the list.
    private var numbers = InlineArray<8, Int32>(repeating: 0)
    private var counts = InlineArray<8, Int>(repeating: 0)

    /// Counts a service, if there is room for it.
    @inline(__always)
    mutating func count(_ service: Int, times: Int = 1) {
        let number = Int32(truncatingIfNeeded: service)
        for place in 0..<Self.limit {
            if numbers[place] == number {
                counts[place] &+= times
                return
            }
            if numbers[place] == 0 {
                numbers[place] = number
                counts[place] = times
                return
            }
        }
    }

    /// The services, the most frequent first.
    var ranked: [(service: Int, count: Int)] {
        (0..<Self.limit).filter { numbers[$0] != 0 }.map { (Int(numbers[$0]), counts[$0]) }
            .sorted { ($0.count, $1.service) > ($1.count, $0.service) }
    }

    mutating func fold(_ other: ServiceCounts) {
        for place in 0..<Self.limit where other.numbers[place] != 0 {
            count(Int(other.numbers[place]), times: other.counts[place])
        }
    }
}

extension ServiceCounts {
    init(from reader: inout CheckpointReader) throws(CheckpointError) {
        self.init()
        for place in 0..<Self.limit {
            let number = try reader.number(in: 0...(ServiceTable.limit - 1))
            if number == 0 { return }
            numbers[place] = Int32(truncatingIfNeeded: number)
            counts[place] = try reader.count()
        }
    }

    func write(to writer: inout CheckpointWriter) {
        for place in 0..<Self.limit {
            writer.write(Int(numbers[place]))
            if numbers[place] == 0 { return }
            writer.write(counts[place])
        }
    }
}
