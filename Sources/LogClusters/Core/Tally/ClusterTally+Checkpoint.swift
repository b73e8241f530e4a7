import IncidentModel
import SafeText

extension ClusterTally {
    func write(to writer: inout CheckpointWriter) {
        let isHarmless = counters.pointee.samples.isHarmless(for: writer)
        writer.write(root)
        counters.pointee.write(to: &writer)
        writer.write(number)
        writer.write(isFromBacklog)
        marks.write(to: &writer)
        story.write(to: &writer)
        let shown = formerTemplates + [template].compactMap { $0 }
        writer.write(shown.count)
        for template in shown { writer.write(template) }
        // A value says nothing of itself: what stands before it tells whether it is a secret.
        let kept = values.flatMap { $0.root == root && isHarmless ? $0 : nil }
        writer.write(kept != nil)
        kept?.write(to: &writer)
    }

    func read(from reader: inout CheckpointReader, lastNumber: Int) throws(CheckpointError) {
        try counters.pointee.read(from: &reader)
        number = try reader.number(in: 0...lastNumber)
        isFromBacklog = try reader.flag()
        marks = try ClusterMarks(from: &reader)
        story = try ClusterStory(from: &reader)
        let count = try reader.number(in: 0...(Self.templateLimit + 1))
        var shown: [DisplayText] = []
        for _ in 0..<count { shown.append(try reader.displayText()) }
        remember(shown)
        if try reader.flag() { values = try VariableTally(from: &reader, root: root) }
    }
}

extension ClusterMarks {
    init(from reader: inout CheckpointReader) throws(CheckpointError) {
        self.init()
        isPinned = try reader.flag()
        isMuted = try reader.flag()
        priority = try reader.priority()
        fixedAt = try reader.timestamp()
        spokeAgainAt = try reader.timestamp()
    }

    func write(to writer: inout CheckpointWriter) {
        writer.write(isPinned)
        writer.write(isMuted)
        writer.write(priority)
        writer.write(fixedAt)
        writer.write(spokeAgainAt)
    }
}

extension ClusterStory {
    init(from reader: inout CheckpointReader) throws(CheckpointError) {
        isKnown = try reader.flag()
        hasAppeared = try reader.flag()
        isToldSilent = try reader.flag()
        isToldAfterFix = try reader.flag()
        isToldSpike = try reader.flag()
        guard try reader.flag() else { return }
        let since = try reader.moment()
        spike = Spike(since: since, usual: try reader.count())
    }

    func write(to writer: inout CheckpointWriter) {
        for flag in [isKnown, hasAppeared, isToldSilent, isToldAfterFix, isToldSpike] {
            writer.write(flag)
        }
        writer.write(spike != nil)
        guard let spike else { return }
        writer.write(Int(spike.since))
        writer.write(spike.usual)
    }
}
