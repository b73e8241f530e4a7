import Testing

@testable import Runbooks

/// Where a file goes, before the file system is asked.
@Suite struct FilePathTests {
    @Test(arguments: [
        ("a.yaml", "/srv/app/a.yaml"), ("./conf/a.yaml", "/srv/app/conf/a.yaml"),
        ("../a.yaml", "/srv/a.yaml"), ("/etc/app/../a.conf", "/etc/a.conf"),
        ("~/a.conf", "/home/ada/a.conf"), ("pages/[id].tsx", "/srv/app/pages/[id].tsx"),
    ])
    func pathIsMadeWhole(_ written: String, _ path: String) throws {
        #expect(try FilePath.absolute(written, in: "/srv/app", home: "/home/ada") == path)
    }

    @Test(arguments: [
        "", "conf/", "$HOME/a.conf", "`id`/a", "*.conf", "a?.conf", "<name>.yaml", "~bob/a.conf",
        "a\nb", "a\0b", "/", "..", "../..",
    ])
    func whatIsNoCertainFileIsRefused(_ written: String) {
        #expect(throws: StepRefusal.self) {
            try FilePath.absolute(written, in: "/srv", home: "/home/ada")
        }
    }

    @Test func homeMustBeKnown() {
        #expect(throws: StepRefusal.self) {
            try FilePath.absolute("~/a.conf", in: "/srv", home: nil)
        }
    }

    @Test func siblingWithTheSameBeginningIsNotInside() {
        #expect(FilePath.isInside("/srv/app/x", "/srv/app"))
        #expect(!FilePath.isInside("/srv/apple/x", "/srv/app"))
    }
}
