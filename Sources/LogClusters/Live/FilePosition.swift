/// How far a file was read, as a checkpoint keeps it.
struct FilePosition: Hashable {
    /// A checkpoint with more files than this is damaged.
    static let limit = 100_000

    var identity: FileIdentity
    /// Where it was found.
    var path: String
    /// How it is known again; its offset is where the first line starts that was not counted.
    var print: FilePrint
    /// Whole lines that were counted: the place in a compressed file.
    var lines: Int
    var isCompressed: Bool
    /// True when `offset` is inside a line of which nothing is wanted.
    var skipsToLineEnd: Bool
    /// True when its name was gone already, and so was its writer.
    var isRotated: Bool

    init(
        identity: FileIdentity, path: String, print: FilePrint, lines: Int = 0,
        isCompressed: Bool = false, skipsToLineEnd: Bool = false, isRotated: Bool = false
    ) {
        self.identity = identity
        self.path = path
        self.print = print
        self.lines = lines
        self.isCompressed = isCompressed
        self.skipsToLineEnd = skipsToLineEnd
        self.isRotated = isRotated
    }

    init(from reader: inout CheckpointReader) throws(CheckpointError) {
        let device = UInt64(bitPattern: Int64(try reader.number()))
        let inode = UInt64(bitPattern: Int64(try reader.number()))
        identity = FileIdentity(device: device, inode: inode)
        path = String(decoding: try reader.text(), as: UTF8.self)
        let head = try reader.text()
        let tail = try reader.text()
        print = FilePrint(head: head, tail: tail, offset: try reader.number(in: 0...Int.max))
        lines = try reader.number(in: 0...Int.max)
        isCompressed = try reader.flag()
        skipsToLineEnd = try reader.flag()
        isRotated = try reader.flag()
    }

    func write(to writer: inout CheckpointWriter) {
        writer.write(Int(Int64(bitPattern: identity.device)))
        writer.write(Int(Int64(bitPattern: identity.inode)))
        writer.write(path.utf8)
        writer.write(print.head)
        writer.write(print.tail)
        writer.write(print.offset)
        writer.write(lines)
        writer.write(isCompressed)
        writer.write(skipsToLineEnd)
        writer.write(isRotated)
    }
}
