/// One try of a line pattern on a line; goes forward only.
struct LineMatch {
    let line: UnsafeRawBufferPointer
    let steps: UnsafeBufferPointer<LinePattern.Step>
    let pool: UnsafeRawBufferPointer
    let times: TimeReader
    let spans: FieldSpans
    var position = 0

    /// Takes the steps of a range; false at the first that does not fit.
    mutating func run(_ first: Int, _ end: Int) -> Bool {
        var index = first
        while index < end {
            let step = steps[index]
            index += 1
            if step.shape == .optional {
                let start = position
                if !run(index, index + step.count) { position = start }
                index += step.count
            } else if !take(step, next: index) {
                return false
            }
        }
        return true
    }

    private mutating func take(_ step: LinePattern.Step, next: Int) -> Bool {
        let start = position
        switch step.shape {
        case .literal:
            guard hasLiteral(step, at: position) else { return false }
            position += step.count
            return true
        case .blank:
            guard position < line.count, isBlank(position) else { return position == line.count }
            position += 1
            return true
        case .blanks:
            while position < line.count, isBlank(position) { position += 1 }
            return position > start
        case .time:
            guard let found = times.read(line, at: start),
                step.spelling.allows(line, at: start)
            else { return false }
            position = found.end
            spans.moment = spans.moment ?? found.nanoseconds
        case .clockOfKlog:
            guard let found = times.readKlog(line, at: start) else { return false }
            position = found.end
            spans.moment = found.nanoseconds
        case .severity: return takeSeverity(step)
        case .number: skip(while: ByteCursor.isDigit)
        case .letters: skip(while: ByteCursor.isLetter)
        case .word:
            position = wordEnd(next)
            guard mayBe(step.role, UnsafeRawBufferPointer(rebasing: line[start..<position])) else {
                return false
            }
        case .text:
            guard let end = textEnd(next) else { return false }
            position = end
            spans.set(step.role, start, end)
            return true
        case .rest:
            position = line.count
            spans.set(step.role, start, position)
            return true
        case .optional: return false
        }
        guard position > start else { return false }
        spans.set(step.role, start, position)
        return true
    }

    /// Keeps levels, exceptions and words for what happened from being taken for names.
    @inline(__always)
    private func mayBe(_ role: FieldRole, _ word: UnsafeRawBufferPointer) -> Bool {
        switch role {
        case .host: SeverityWord.severity(of: word) == nil
        case .logger, .service: Component.mayBeName(word)
        case .time, .severity, .message, .trace, .exceptionType, .exceptionMessage, .stack,
            .request, .line, .partial, .ignored:
            true
        }
    }

    private mutating func takeSeverity(_ step: LinePattern.Step) -> Bool {
        let start = position
        switch step.scale {
        case .letter, .mark: position = min(start + 1, line.count)
        case .word:
            skip { ByteCursor.isLetter($0) || ByteCursor.isDigit($0) }
        case .syslog, .bunyan, .otel, .status: skip(while: ByteCursor.isDigit)
        }
        let word = UnsafeRawBufferPointer(rebasing: line[start..<position])
        guard step.scale.severity(of: word) != nil else { return false }
        spans.set(.severity, start, position)
        spans.scale = step.scale
        return true
    }

    @inline(__always)
    private mutating func skip(while isPart: (UInt8) -> Bool) {
        while position < line.count, isPart(line[position]) { position += 1 }
    }

    @inline(__always)
    private func isBlank(_ place: Int) -> Bool { line[place] == 32 || line[place] == 9 }

    @inline(__always)
    private func hasLiteral(_ step: LinePattern.Step, at place: Int) -> Bool {
        guard place + step.count <= line.count else { return false }
        for offset in 0..<step.count where line[place + offset] != pool[step.start + offset] {
            return false
        }
        return true
    }

    /// Where a word ends: at the next blank, or before where the literal of the next step stands.
    private func wordEnd(_ next: Int) -> Int {
        var end = position
        let stop = stopper(next)
        while end < line.count, line[end] > 32 {
            if let stop, stops(stop, at: end) { return end }
            end += 1
        }
        return end
    }

    /// Where free text ends: before the literal of the next step; nil when it is not there.
    private func textEnd(_ next: Int) -> Int? {
        guard let stop = stopper(next) else {
            guard next < steps.count else { return line.count }
            return steps[next].shape == .blanks ? blankBeforeLiteral(next) : wordEnd(next)
        }
        var end = position
        while end < line.count {
            if stops(stop, at: end) { return end }
            end += line[end] == UInt8(ascii: "\\") && end + 1 < line.count ? 2 : 1
        }
        return nil
    }

    /// The next blank, or the next with the literal behind it that the pattern has there.
    private func blankBeforeLiteral(_ next: Int) -> Int? {
        guard next + 1 < steps.count, steps[next + 1].shape == .literal else {
            return wordEnd(next)
        }
        var end = position
        while end < line.count {
            let blank = end
            while end < line.count, isBlank(end) { end += 1 }
            if end > blank, hasLiteral(steps[next + 1], at: end) { return blank }
            end += end > blank ? 0 : 1
        }
        return nil
    }

    /// The literal that ends a field: that of the next step, also of the first in an optional part.
    private func stopper(_ next: Int) -> Int? {
        guard next < steps.count else { return nil }
        if steps[next].shape == .literal { return next }
        guard steps[next].shape == .optional, next + 1 < steps.count,
            steps[next + 1].shape == .literal
        else { return nil }
        return next + 1
    }

    /// True where a literal stands and, if the pattern has a blank behind it, a blank behind it.
    private func stops(_ index: Int, at place: Int) -> Bool {
        if index > 0, steps[index - 1].shape == .optional, stopsBehindOptional(index, at: place) {
            return true
        }
        guard hasLiteral(steps[index], at: place) else { return false }
        return fits(index + 1, at: place + steps[index].count)
    }

    /// The field may also end at what follows the optional part.
    private func stopsBehindOptional(_ index: Int, at place: Int) -> Bool {
        let behind = index + steps[index - 1].count
        guard behind < steps.count, steps[behind].shape == .literal else { return false }
        return hasLiteral(steps[behind], at: place)
            && fits(behind + 1, at: place + steps[behind].count)
    }

    private func fits(_ index: Int, at place: Int) -> Bool {
        guard index < steps.count else { return true }
        switch steps[index].shape {
        case .blank, .blanks: return place == line.count || isBlank(place)
        case .number: return place < line.count && ByteCursor.isDigit(line[place])
        case .literal, .time, .clockOfKlog, .severity, .word, .letters, .text, .rest, .optional:
            return true
        }
    }
}
