/// The files of one step's run, all 0600 in a folder of 0700.
struct StepFiles {
    let folder: String

    /// What was to run.
    var request: String { folder + "/request.json" }
    /// What it wrote, as records.
    var output: String { folder + "/output" }
    /// How it stands; replaced as a whole, never changed in place.
    var status: String { folder + "/status.json" }
    /// The next status while it is written.
    var nextStatus: String { folder + "/status.next" }
    /// What bash reads before the step's text.
    var prologue: String { folder + "/prologue.sh" }
    /// Where bash leaves its folder and variables; removed once read.
    var carry: String { folder + "/carry" }
}
