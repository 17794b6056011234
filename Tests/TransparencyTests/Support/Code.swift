import Transparency

/// The code of the error that `body` throws; nil where it throws none of ours.
func code(_ body: () throws -> some Any) -> EvidenceError.Code? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? EvidenceError)?.code
    }
}
