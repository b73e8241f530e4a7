#if canImport(Glibc)
    import Glibc
#endif

/// What makes a file the same file under any name.
struct FileIdentity: Hashable {
    var device: UInt64
    var inode: UInt64

    init(_ information: stat) {
        device = UInt64(information.st_dev)
        inode = UInt64(information.st_ino)
    }

    init(device: UInt64, inode: UInt64) {
        self.device = device
        self.inode = inode
    }
}
