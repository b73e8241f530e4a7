import IncidentModel

/// Days counted, after H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
extension CalendarDay {
    /// The day with a number since 1970-01-01; nil outside of the years 1 to 9999.
    init?(daysSinceEpoch days: Int64) {
        guard (-719_162...2_932_896).contains(days) else { return nil }
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let fill = String(repeating: "0", count: max(0, 4 - "\(year)".count))
        self.init("\(fill)\(year)-\(DurationText.two(month))-\(DurationText.two(day))")
    }

    /// The number of days since 1970-01-01.
    var daysSinceEpoch: Int64 {
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let shiftedMonth = Int64(month > 2 ? month - 3 : month + 9)
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// 0 for Sunday to 6 for Saturday.
    var weekday: Int { Int(((daysSinceEpoch + 4) % 7 + 7) % 7) }

    /// `Mon 30 Nov`, with the year when it is not that of `today`.
    func words(today: CalendarDay?) -> String {
        let names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let date = "\(names[weekday]) \(day) \(months[month - 1])"
        return today?.year == year ? date : "\(date) \(year)"
    }
}
