import Testing

@Suite struct XMLWellFormedTests {
    @Test(arguments: [
        "<a><b></a></b>", "<a b=c/>", "<a b=\"1\" b=\"2\"/>", "<a>&nbsp;</a>", "<a>", "<a b=\"1/>",
        "no element", "<a>a & b</a>", "<a b=\"1\"c=\"2\"/>",
    ])
    func damagedDocumentsAreRefused(document: String) {
        #expect(XMLWellFormed(document).problem != nil)
    }

    @Test func wholeDocumentIsRead() {
        let reader = XMLWellFormed("<!DOCTYPE html>\n<a b=\"&quot;1\"><c/>x &lt; y</a>\n")
        #expect(reader.problem == nil)
        #expect(reader.elements == ["a", "c"])
        #expect(reader.attributes == ["b=\"1"])
        #expect(reader.text.contains("x < y"))
    }
}
