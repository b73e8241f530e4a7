/// A file that got another name within watched folders.
struct FileMove: Hashable {
    /// One end of a move: a watched folder and a name in it.
    struct Place: Hashable {
        var watch: Int32
        var name: String
    }

    var from: Place
    var to: Place
}
