/// One entry of a drawn log.
struct LogLine {
    let at: Int
    let from: String?
    let isMissingFrom: Bool
    let to: String
    let actor: String?
    let operation: String?
    let ms: Double?
    let hasID: Bool
    let marks: Int

    /// `change` reads `running>stopped`; a `from` of `null` or `missing` is none.
    init(
        _ at: Int,
        _ change: String,
        by actor: String? = nil,
        _ operation: String? = nil,
        ms: Double? = nil,
        hasID: Bool = true,
        marks: Int = 0
    ) {
        let parts = change.split(separator: ">").map(String.init)
        self.at = at
        isMissingFrom = parts.first == "missing"
        from = parts.first.flatMap { ["null", "missing"].contains($0) ? nil : $0 }
        to = parts.last ?? ""
        self.actor = actor
        self.operation = operation
        self.ms = ms
        self.hasID = hasID
        self.marks = marks
    }
}
