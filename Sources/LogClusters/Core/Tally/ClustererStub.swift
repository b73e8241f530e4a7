extension Clusterer {
    func write(to writer: inout CheckpointWriter) {}
    convenience init(from reader: inout CheckpointReader, shapeLimit: Int) throws(CheckpointError) {
        self.init(shapeLimit: shapeLimit)
    }
}
