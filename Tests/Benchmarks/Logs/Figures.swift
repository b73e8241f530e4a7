import Foundation

extension Double {
    /// The number with so many decimal places.
    func fixed(_ places: Int) -> String { String(format: "%.\(places)f", self) }
}

extension Sequence<Double> {
    /// The value in the middle; 0 without values.
    var median: Double { quantile(0.5) }

    /// The value below which a share of all values lies; 0 without values.
    func quantile(_ share: Double) -> Double {
        let sorted = sorted()
        guard !sorted.isEmpty else { return 0 }
        return sorted[Swift.min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }
}
