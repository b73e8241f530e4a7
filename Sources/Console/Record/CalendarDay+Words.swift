import IncidentModel

/// Days in words.
extension CalendarDay {
    /// 0 for Sunday to 6 for Saturday.
    var weekday: Int { Int(((daysSinceEpoch + 4) % 7 + 7) % 7) }

    /// `Mon 30 Nov`, with the year when it is not that of `today`.
    func words(today: CalendarDay?) -> String {
        let names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let date = "\(names[weekday]) \(dayAndMonth)"
        return today?.year == year ? date : "\(date) \(year)"
    }

    /// `30 Nov`.
    var dayAndMonth: String {
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        return "\(day) \(months[month - 1])"
    }
}
