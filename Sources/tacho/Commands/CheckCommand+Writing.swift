internal import Answers
internal import ArgumentParser
internal import Rendering

extension CheckCommand {
    func write(_ report: CheckReport, to place: Destination, instants: InstantStyle) throws {
        try place.writeWhole { receive in
            switch format {
            case .text: try receive(Array(report.text(instants: instants, style: output.style).utf8))
            case .json: try report.writeJSON { try receive($0) }
            case .markdown: try receive(Array(report.markdown(instants: instants).utf8))
            case .junit: try receive(Array(report.junit(instants: instants).utf8))
            case .github: try receive(Array(report.annotations().utf8))
            }
        }
        // Whoever looks at the log of a run sees the verdict there, wherever the rest went.
        if destination != nil || format != .text { output.printStatus(report.headline) }
    }

    func write(_ report: SelfTestReport, to place: Destination, instants: InstantStyle) throws {
        try place.writeWhole { receive in
            switch format {
            case .json: try report.writeJSON { try receive($0) }
            case .text, .markdown, .junit, .github:
                try receive(Array(report.text(instants: instants, style: output.style).utf8))
            }
        }
        if destination != nil { output.printStatus(report.headline) }
    }
}

/// How the result of a check is written.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown, junit, github
}

extension Destination {
    /// The same as `write`, but that a reader who goes away is no reason to end: the verdict is in the exit status.
    fileprivate func writeWhole(_ produce: (_ receive: ([UInt8]) throws -> Void) throws -> Void) throws {
        do {
            try write(produce)
        } catch let early as EarlyExit where early.status == .done {
            return
        }
    }
}
