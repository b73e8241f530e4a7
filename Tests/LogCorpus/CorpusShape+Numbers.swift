extension CorpusShape {
    /// Counts, measures, durations.
    func number(_ random: inout SeededRandom, at moment: CorpusMoment) -> String {
        switch self {
        case .dec: return Self.decimal(&random, whole: 100, places: random.number(1, 3))
        case .neg:
            let sign = random.below(2) == 0 ? "-" : ""
            return sign + Self.decimal(&random, whole: 60, places: random.number(1, 4))
        case .sci: return "\(random.number(1, 9)).\(random.below(10))e-0\(random.number(2, 6))"
        case .bytes: return String(random.number(200, 90_000_000))
        case .size:
            let unit = random.pick(["KB", "MB", "GB", "KiB", "MiB", "GiB"])
            return Self.decimal(&random, whole: 900, places: 1) + " " + unit
        case .ms: return "\(random.number(1, 4_000))ms"
        case .dur: return duration(&random)
        case .pid: return String(random.number(300, 65_000))
        case .port: return String(random.number(1_024, 65_535))
        case .ids:
            return (0..<random.number(1, 3)).map { _ in String(random.number(1, 5)) }
                .joined(separator: ",")
        case .ints:
            return (0..<random.number(2, 6)).map { _ in String(random.below(9_000)) }
                .joined(separator: ", ")
        case .epoch: return String(moment.seconds - random.below(90_000))
        default: return String(Self.magnitude(&random))
        }
    }

    private func duration(_ random: inout SeededRandom) -> String {
        switch random.below(5) {
        case 0: "\(random.number(1, 999))ms"
        case 1: Self.decimal(&random, whole: 60, places: random.number(1, 9)) + "s"
        case 2: "\(random.number(1, 59))m\(random.below(60))s"
        case 3: Self.decimal(&random, whole: 900, places: 3) + "µs"
        default: "\(random.number(1, 48))h\(random.below(60))m0s"
        }
    }

    /// Moments inside a message, in the spellings that programs use there.
    func time(_ random: inout SeededRandom, near moment: CorpusMoment) -> String {
        let other = moment.moved(seconds: random.number(-400_000, 400_000))
        switch self {
        case .date: return other.date
        case .clock: return other.clock
        case .shortdate: return other.syslogDay
        case .haproxytime: return other.accessTime + "." + String(random.number(100, 999))
        default: return other.date + "T" + other.clock + "Z"
        }
    }
}
