extension Entry {
    /// Whether it is a `running → running` entry with the operation `restart`: a restart written as one row.
    ///
    /// A missing `from_status` is what the entry before it, `previous`, says.
    @inlinable
    package func isLoneRestart(after previous: Status?) -> Bool {
        operation == .restart && to == .running && leaves(.running, after: previous)
    }

    /// Whether it left `status`: by its own `from_status` or, where that is missing, by the entry before it.
    @inlinable
    package func leaves(_ status: Status, after previous: Status?) -> Bool {
        switch from {
        case .missing: previous == status
        case .null: false
        case .status(let prior): prior == status
        }
    }
}
