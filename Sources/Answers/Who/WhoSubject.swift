internal import Study
import Timelines

/// What is asked about: who brought containers into a status, or whose the entries of an operation are.
package enum WhoSubject: Hashable, Sendable {
    /// As written.
    case status(String)
    /// As an entry names it or, where it names none, as its statuses give it.
    case operation(String)

    /// The operations that the definitions name, in their order.
    package static let knownOperations = [
        "start", "stop", "force-stop", "restart", "pause", "resume", "provision", "fail", "other",
    ]
    package static let knownStatuses = Status.known.map(\.knownText)

    /// What a word of the definitions means; nil for any other.
    package init?(knownWord word: String) {
        if WhoSubject.knownStatuses.contains(word) {
            self = .status(word)
        } else if WhoSubject.knownOperations.contains(word) {
            self = .operation(word)
        } else {
            return nil
        }
    }
}

/// Which entries a question is about.
struct SubjectFilter: Sendable {
    private let status: Status?
    private let operation: Symbol?
    private let derived: Set<LatencyKind>
    let isOperation: Bool

    init(_ subject: WhoSubject, symbols: SymbolTable) {
        switch subject {
        case .status(let text):
            // A text that was never met is the status of no entry.
            status = symbols.symbol(of: text).map { Status(symbol: $0) }
            operation = nil
            derived = []
            isOperation = false
        case .operation(let text):
            status = nil
            operation = symbols.symbol(of: text)
            derived = Set(
                LatencyKind.allCases.filter { kind in
                    ExactText(OperationReading.derived(kind).text(in: symbols)) == ExactText(text)
                }
            )
            isOperation = true
        }
    }

    func matches(_ entry: Entry) -> Bool {
        guard isOperation else { return entry.to == status }
        return switch entry.operationReading {
        case .written(let symbol): symbol == operation
        case .derived(let kind): derived.contains(kind)
        }
    }
}
