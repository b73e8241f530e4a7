import SafeText

extension ClusterBook {
    /// Starts with no cluster.
    convenience init(redactor: Redactor) { self.init() }

    /// Writes everything that is needed to go on as if nothing had happened.
    func write(to writer: inout CheckpointWriter) { writer.write(lines) }

    /// Takes up what `write` wrote.
    convenience init(from reader: inout CheckpointReader, redactor: Redactor)
        throws(CheckpointError)
    {
        self.init()
        takeLoose(try reader.number(in: 0...Int.max))
    }
}
