extension FileSource {
    func resume(from reader: inout CheckpointReader) throws(CheckpointError) {
        let moment = try reader.number()
        var positions: [FilePosition] = []
        for _ in 0..<(try reader.number(in: 0...FilePosition.limit)) {
            positions.append(try FilePosition(from: &reader))
        }
        stored = positions
        storedAt = Int64(moment)
        isResumed = true
    }

    func writePosition(to writer: inout CheckpointWriter) {
        // What was truncated since the last read must be known as such before its place is written.
        for file in files where file.wasReplaced { beginAnew(file) }
        // Nobody can read a deleted file again.
        for file in files where file.file.isDeleted { file.stream.flush() }
        let lasting = files.filter { !$0.file.isDeleted }
        writer.write(Int(WallTime.now))
        writer.write(lasting.count + stored.count)
        for position in stored { position.write(to: &writer) }
        for file in lasting { file.position().write(to: &writer) }
    }
}
