/// The regression gate: compares a candidate's latencies with a baseline's, and a candidate's figures with budgets.
package struct Gate: Sendable {
    package let options: GateOptions

    package init(_ options: GateOptions = .standard) {
        self.options = options
    }
}
