/// What was told of a cluster, so that nothing is told twice.
struct ClusterStory {
    /// It was published before.
    var isKnown = false
    /// It was told that it is there: that it appeared, or was found.
    var hasAppeared = false
    /// Its silence was told and not yet its return.
    var isToldSilent = false
    /// It was told that it spoke again after its fix.
    var isToldAfterFix = false
    /// Its spike was told.
    var isToldSpike = false
    /// The records a minute that were usual when it began to speak far more; nil when it does not.
    var spike: Spike?

    /// A time of many more records than usual.
    struct Spike {
        /// Nanoseconds since the epoch.
        var since: Int64
        /// Records a minute before.
        var usual: Int
    }

    mutating func fold(_ other: ClusterStory) {
        isKnown = isKnown || other.isKnown
        hasAppeared = hasAppeared || other.hasAppeared
        isToldSilent = isToldSilent || other.isToldSilent
        isToldAfterFix = isToldAfterFix || other.isToldAfterFix
        isToldSpike = isToldSpike || other.isToldSpike
        spike = spike ?? other.spike
    }
}
