/// A day of the Gregorian calendar.
struct CalendarDay: Hashable {
    var year: Int
    var month: Int
    var day: Int

    init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day that holds a moment, in seconds since the epoch (civil-from-days, Howard Hinnant).
    init(seconds: Int64) {
        let days = Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01 (days-from-civil, Howard Hinnant).
    var daysSinceEpoch: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// True for a month and day that can be.
    var isPlausible: Bool { (1...12).contains(month) && (1...31).contains(day) }

    /// True for a year that `Timestamp` can hold, and that a log can be from.
    var isStorable: Bool { (1970...2199).contains(year) }

    /// The newest such day that is not after tomorrow: stamps without a year are from the past.
    func nearest(month: Int, day: Int) -> CalendarDay {
        let candidate = CalendarDay(year: year, month: month, day: day)
        if month < self.month || month == self.month && day <= self.day { return candidate }
        guard candidate.daysSinceEpoch > daysSinceEpoch + 1 else { return candidate }
        return CalendarDay(year: year - 1, month: month, day: day)
    }

    /// The month of a three-letter English name at the start of the bytes.
    @inline(__always)
    static func month(named bytes: UnsafeRawBufferPointer) -> Int? {
        guard bytes.count >= 3 else { return nil }
        switch UInt32(bytes[0]) << 16 | UInt32(bytes[1]) << 8 | UInt32(bytes[2]) {
        case 0x4A_616E: return 1
        case 0x46_6562: return 2
        case 0x4D_6172: return 3
        case 0x41_7072: return 4
        case 0x4D_6179: return 5
        case 0x4A_756E: return 6
        case 0x4A_756C: return 7
        case 0x41_7567: return 8
        case 0x53_6570: return 9
        case 0x4F_6374: return 10
        case 0x4E_6F76: return 11
        case 0x44_6563: return 12
        default: return nil
        }
    }

    /// True for `Mon` to `Sun`.
    @inline(__always)
    static func isDayName(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count == 3 else { return false }
        switch UInt32(bytes[0]) << 16 | UInt32(bytes[1]) << 8 | UInt32(bytes[2]) {
        case 0x4D_6F6E, 0x54_7565, 0x57_6564, 0x54_6875, 0x46_7269, 0x53_6174, 0x53_756E:
            return true
        default: return false
        }
    }
}
