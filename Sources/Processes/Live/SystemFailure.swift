import Glibc

/// A call that the kernel refused.
struct SystemFailure: Error, Equatable {
    var doing: String
    var code: Int32

    init(_ doing: String, _ code: Int32 = errno) {
        self.doing = doing
        self.code = code
    }

    /// Such as "cannot open /x/y: Permission denied".
    var sentence: String { "cannot \(doing): \(String(cString: strerror(code)))" }
}
