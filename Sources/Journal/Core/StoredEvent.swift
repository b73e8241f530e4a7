import Crypto
import Foundation
import IncidentModel
import SafeText

/// An event as the database holds it: columns for what is searched, the body as JSON, and its place
/// in the chain of hashes.
struct StoredEvent: Hashable, Sendable {
    /// The hash that the first event carries as that of the one before.
    static let noHash = [UInt8](repeating: 0, count: 32)

    /// Position in the journal, from 1.
    var sequence: Int64
    /// Nanoseconds since the epoch.
    var at: Int64
    /// Nanoseconds of the monotonic clock.
    var monotonic: Int64
    /// Who.
    var actor: String
    /// `EventBody.kind`.
    var kind: String
    /// The body as JSON with sorted keys.
    var body: String
    /// The hash of the event before.
    var previous: [UInt8]
    /// The hash of this event.
    var hash: [UInt8]

    /// The hash that the columns add up to.
    ///
    /// Every text is preceded by its length, so that no two events have the same message.
    var computedHash: [UInt8] {
        var message: [UInt8] = [1]
        message.append(contentsOf: previous)
        for number in [sequence, at, monotonic] {
            message.append(contentsOf: number.bigEndianBytes)
        }
        for text in [actor, kind, body] {
            message.append(contentsOf: Int64(text.utf8.count).bigEndianBytes)
            message.append(contentsOf: text.utf8)
        }
        return Array(SHA256.hash(data: message))
    }
}

extension StoredEvent {
    /// Puts an event behind the one whose hash is `previous`.
    init(
        _ event: JournalEvent, after previous: [UInt8], encoder: JSONEncoder = Self.encoder
    ) throws {
        sequence = Int64(event.sequence)
        at = event.at.nanoseconds
        monotonic = event.monotonic
        actor = event.actor.string
        kind = event.body.kind
        body = String(decoding: try encoder.encode(event.body), as: UTF8.self)
        self.previous = previous
        hash = []
        hash = computedHash
    }

    /// Writes bodies so that the same body is always the same text.
    static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    /// The event; throws when the body is not that of a known event.
    func event(decoder: JSONDecoder) throws -> JournalEvent {
        JournalEvent(
            sequence: Int(sequence), at: Timestamp(nanoseconds: at), monotonic: monotonic,
            actor: DisplayText(actor),
            body: try decoder.decode(EventBody.self, from: Data(body.utf8)))
    }
}
