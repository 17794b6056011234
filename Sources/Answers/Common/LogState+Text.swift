internal import Rendering
internal import Timelines
internal import Transparency

extension LogState {
    /// What an answer was computed from, for a person: `Computed from a log of 1,234 records, root hash …`.
    var origin: String {
        "Computed from a log of \(counted(Int(size), "record")), root hash \(Base64.text(of: root))"
    }
}
