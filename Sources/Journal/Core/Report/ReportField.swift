import IncidentModel
import SafeText

/// What stands under a name: the shape of a value, known without one.
indirect enum ReportShape: Sendable {
    case scalar
    case object([String: ReportShape])
    case list(ReportShape)
}

/// One name of a report as programs and templates know it: what it means and how it is read.
struct ReportField<Subject>: Sendable {
    let name: String
    let meaning: String
    let shape: ReportShape
    /// What is known of the names below it, for the documentation.
    let inner: [ReportKey]
    let read: @Sendable (Subject, ReaderClock) -> ReportValue
}

/// A documented name.
struct ReportKey: Hashable, Sendable {
    /// The path from the top, such as `services[].name`.
    var path: String
    var meaning: String
}

extension ReportField {
    private static func scalar(
        _ name: String, _ meaning: String,
        _ read: @escaping @Sendable (Subject, ReaderClock) -> ReportValue
    ) -> ReportField {
        ReportField(name: name, meaning: meaning, shape: .scalar, inner: [], read: read)
    }

    /// Text; null for nil.
    static func words(
        _ name: String, _ meaning: String, _ read: @escaping @Sendable (Subject) -> String?
    ) -> ReportField {
        scalar(name, meaning) { subject, _ in read(subject).map { .text($0) } ?? .null }
    }

    /// Foreign text; null for nil.
    static func text(
        _ name: String, _ meaning: String, _ read: @escaping @Sendable (Subject) -> DisplayText?
    ) -> ReportField {
        scalar(name, meaning) { subject, _ in read(subject).map { .text($0.string) } ?? .null }
    }

    /// A whole number; null for nil.
    static func number(
        _ name: String, _ meaning: String, _ read: @escaping @Sendable (Subject) -> Int?
    ) -> ReportField {
        scalar(name, meaning) { subject, _ in read(subject).map { .number($0) } ?? .null }
    }

    /// True or false.
    static func flag(
        _ name: String, _ meaning: String, _ read: @escaping @Sendable (Subject) -> Bool
    ) -> ReportField {
        scalar(name, meaning) { subject, _ in .flag(read(subject)) }
    }

    /// A moment with its zone, RFC 3339; null for nil.
    static func time(
        _ name: String, _ meaning: String, _ read: @escaping @Sendable (Subject) -> Timestamp?
    ) -> ReportField {
        scalar(name, meaning) { subject, clock in
            read(subject).map { .text(clock.rfc3339($0)) } ?? .null
        }
    }

    /// A moment by clocks on the wall, which the journal's clock has no part in.
    static func wallTime(
        _ name: String, _ meaning: String, _ read: @escaping @Sendable (Subject) -> Timestamp
    ) -> ReportField {
        scalar(name, meaning) { subject, clock in
            let wall = ReaderClock(utcOffsetSeconds: clock.utcOffsetSeconds)
            return .text(wall.rfc3339(read(subject)))
        }
    }

    /// A length of time in seconds; null for nil.
    static func seconds(
        _ name: String, _ meaning: String, _ read: @escaping @Sendable (Subject) -> Duration?
    ) -> ReportField {
        scalar(name, meaning) { subject, _ in read(subject).map { .seconds($0) } ?? .null }
    }

    /// A list of texts.
    static func texts(
        _ name: String, _ meaning: String, _ read: @escaping @Sendable (Subject) -> [DisplayText]
    ) -> ReportField {
        ReportField(name: name, meaning: meaning, shape: .list(.scalar), inner: []) { subject, _ in
            .list(read(subject).map { .text($0.string) })
        }
    }

    /// A list of whole numbers.
    static func numbers(
        _ name: String, _ meaning: String, _ read: @escaping @Sendable (Subject) -> [Int]
    ) -> ReportField {
        ReportField(name: name, meaning: meaning, shape: .list(.scalar), inner: []) { subject, _ in
            .list(read(subject).map { .number($0) })
        }
    }

    /// An object; null for nil.
    static func object<Part>(
        _ name: String, _ meaning: String, _ fields: [ReportField<Part>],
        _ read: @escaping @Sendable (Subject) -> Part?
    ) -> ReportField {
        ReportField(
            name: name, meaning: meaning, shape: fields.shape, inner: fields.keys(below: name + ".")
        ) { subject, clock in
            read(subject).map { fields.value(of: $0, clock) } ?? .null
        }
    }

    /// A list of objects.
    static func list<Part>(
        _ name: String, _ meaning: String, _ fields: [ReportField<Part>],
        _ read: @escaping @Sendable (Subject) -> [Part]
    ) -> ReportField {
        ReportField(
            name: name, meaning: meaning, shape: .list(fields.shape),
            inner: fields.keys(below: name + "[].")
        ) { subject, clock in
            .list(read(subject).map { fields.value(of: $0, clock) })
        }
    }
}

extension Array where Element: ReportNaming {
    /// The names with their shapes.
    var shape: ReportShape {
        .object(
            Dictionary(map { ($0.name, $0.shape) }, uniquingKeysWith: { first, _ in first }))
    }

    /// All names below a path, each object or list before what it holds.
    func keys(below path: String) -> [ReportKey] {
        flatMap { field in
            [ReportKey(path: path + field.name, meaning: field.meaning)]
                + field.inner.map { ReportKey(path: path + $0.path, meaning: $0.meaning) }
        }
    }
}

extension Array {
    /// The object that the fields read.
    func value<Subject>(of subject: Subject, _ clock: ReaderClock) -> ReportValue
    where Element == ReportField<Subject> {
        .object(
            Dictionary(
                map { ($0.name, $0.read(subject, clock)) }, uniquingKeysWith: { first, _ in first })
        )
    }
}

/// What the documentation and the templates know of a field without its subject.
protocol ReportNaming {
    var name: String { get }
    var meaning: String { get }
    var shape: ReportShape { get }
    var inner: [ReportKey] { get }
}

extension ReportField: ReportNaming {}
