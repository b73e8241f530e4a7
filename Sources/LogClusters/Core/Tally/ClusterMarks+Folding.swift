import IncidentModel

extension ClusterMarks {
    /// What stands of two clusters' decisions when they become one.
    ///
    /// Nothing that somebody watches gets out of sight: the pin stays, the more urgent priority stays, and
    /// a mute stays only if the other one was muted too or was undecided and not worse. A fix holds from
    /// the later of two on; what spoke after it has spoken again.
    ///
    /// - Parameters:
    ///   - other: The decisions about the cluster that goes.
    ///   - isWorse: True when the cluster that goes has more serious records.
    ///   - lastSeen: The newest record of the cluster that goes.
    func folded(with other: ClusterMarks, isWorse: Bool, lastSeen: Timestamp) -> ClusterMarks {
        var marks = self
        marks.isPinned = isPinned || other.isPinned
        marks.isMuted =
            isMuted && (other.isMuted || other.isEmpty && !isWorse) || other.isMuted && isEmpty
        marks.priority = [priority, other.priority].compactMap { $0 }.min()
        marks.fixedAt = [fixedAt, other.fixedAt].compactMap { $0 }.max()
        marks.spokeAgainAt = [spokeAgainAt, other.spokeAgainAt].compactMap { $0 }.min()
        if let fixed = marks.fixedAt, marks.spokeAgainAt == nil, lastSeen > fixed {
            marks.spokeAgainAt = lastSeen
        }
        if let fixed = marks.fixedAt, let again = marks.spokeAgainAt, again <= fixed {
            marks.spokeAgainAt = nil
        }
        return marks
    }
}
