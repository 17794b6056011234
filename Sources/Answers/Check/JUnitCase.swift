internal import Rendering

/// A test case of a JUnit report.
struct JUnitCase {
    enum Outcome {
        case passed
        case failure(type: String, message: String)
        case error(type: String, message: String)

        var isFailure: Bool { if case .failure = self { true } else { false } }
        var isError: Bool { if case .error = self { true } else { false } }
    }

    /// Under what readers file it, after `tacho.check`.
    var group: String
    var name: String
    var output: String?
    var outcome: Outcome

    func write(to xml: inout XMLText) {
        let attributes: KeyValuePairs = ["classname": "tacho.check.\(group)", "name": name]
        let isEmpty = output == nil && !outcome.isFailure && !outcome.isError
        guard !isEmpty else {
            xml.element("testcase", attributes)
            return
        }
        xml.element("testcase", attributes) { xml in
            switch outcome {
            case .passed: break
            case .failure(let type, let message): xml.element("failure", ["type": type, "message": message])
            case .error(let type, let message): xml.element("error", ["type": type, "message": message])
            }
            if let output { xml.element("system-out", text: output) }
        }
    }
}
