internal import Rendering

extension SavedBaseline {
    /// The name and version that a baseline file begins with.
    package static let schema = "tachograph.baseline/\(schemaVersion)"

    /// The baseline file (`tachograph.baseline/1`), whole: the samples of a group stand in one line.
    package func json() -> [UInt8] {
        var text = JSONText()
        Shapes.savedBaseline.write(self, to: &text)
        text.finish()
        return text.bytes
    }
}
