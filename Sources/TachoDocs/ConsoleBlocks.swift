/// The blocks of a document that show commands, each behind `$`, and below it what it prints.
struct ConsoleBlocks {
    private let lines: [Substring]

    init(_ document: String) {
        lines = document.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The document, with what each command prints now, as `output` gives it.
    func renewed(_ output: (_ command: String) throws -> String) rethrows -> String {
        var renewed: [Substring] = []
        var isInside = false
        for line in lines {
            if isInside {
                guard line == "```" else {
                    guard let command = line.command else { continue }
                    renewed.append(line)
                    renewed += try output(command).split(separator: "\n", omittingEmptySubsequences: false)
                    continue
                }
                isInside = false
            } else if line == "```console" {
                isInside = true
            }
            renewed.append(line)
        }
        return renewed.joined(separator: "\n")
    }
}

extension Substring {
    /// What stands behind `$ `; nil where the line has none.
    fileprivate var command: String? { hasPrefix("$ ") ? String(dropFirst(2)) : nil }
}
