import Crypto
import Foundation
import IncidentModel

/// The fold of the first events as it was stored, so that opening reads only what came after.
///
/// It is derived: one that does not fit its event, its checksum or this version is as good as none.
struct StateSnapshot: Hashable {
    /// Raised whenever the fold makes something else of the same events.
    static let version = 1

    /// The newest event that is folded into it.
    var sequence: Int
    /// That event's hash.
    var hash: [UInt8]
    /// The version of the fold.
    var version: Int
    /// The hash of all of the above and the state.
    var checksum: [UInt8]
    /// The state as JSON.
    var state: Data

    /// Takes one of a state.
    init(_ state: IncidentState, hash: [UInt8]) throws {
        sequence = state.lastSequence
        self.hash = hash
        version = Self.version
        self.state = try JSONEncoder().encode(state)
        checksum = []
        checksum = computedChecksum
    }

    /// Puts together what was stored.
    init(sequence: Int, hash: [UInt8], version: Int, checksum: [UInt8], state: Data) {
        self.sequence = sequence
        self.hash = hash
        self.version = version
        self.checksum = checksum
        self.state = state
    }

    /// The state, when it belongs to the event of this hash and nothing about it was altered.
    func incident(hash: [UInt8]) -> IncidentState? {
        guard version == Self.version, hash == self.hash, checksum == computedChecksum,
            let incident = try? JSONDecoder().decode(IncidentState.self, from: state),
            incident.lastSequence == sequence
        else { return nil }
        return incident
    }

    private var computedChecksum: [UInt8] {
        var digest = SHA256()
        digest.update(data: Int64(version).bigEndianBytes)
        digest.update(data: Int64(sequence).bigEndianBytes)
        digest.update(data: hash)
        digest.update(data: state)
        return Array(digest.finalize())
    }
}
