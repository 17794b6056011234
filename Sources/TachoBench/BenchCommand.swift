/// What the command line asks for.
enum BenchCommand {
    case serve(FleetSize)
    case fill(FleetSize, path: String)
    case hash(FleetSize)
    /// So many series of each form, with and without a change.
    case changes(Int)

    /// Throws: `BenchUsageError` where a word is not understood, missing or too much.
    init(parsing arguments: some Sequence<String>) throws(BenchUsageError) {
        var words = Array(arguments)[...]
        guard let verb = words.popFirst() else { throw BenchUsageError("no command") }
        var size: FleetSize
        switch verb {
        case "serve", "hash": size = FleetSize(containers: 100, entries: 2_000)
        case "changes": size = FleetSize(containers: 1, entries: 50)
        case "fill": size = FleetSize(containers: 1_000, entries: 10_000)
        default: throw BenchUsageError("“\(verb)” is no command")
        }
        var paths: [String] = []
        while let word = words.popFirst() {
            switch word {
            case "--containers": size.containers = try BenchCommand.count(for: word, from: &words)
            case "--entries": size.entries = try BenchCommand.count(for: word, from: &words)
            case _ where word.hasPrefix("-"): throw BenchUsageError("“\(word)” is no option")
            default: paths.append(word)
            }
        }
        switch (verb, paths.count) {
        case ("serve", 0): self = .serve(size)
        case ("fill", 1): self = .fill(size, path: paths[0])
        case ("hash", 0): self = .hash(size)
        case ("changes", 0): self = .changes(size.entries)
        case ("serve", _), ("hash", _), ("changes", _): throw BenchUsageError("\(verb) takes no file")
        default: throw BenchUsageError("fill needs the path of one store")
        }
    }

    private static func count(for option: String, from words: inout ArraySlice<String>) throws(BenchUsageError) -> Int {
        guard let word = words.popFirst() else { throw BenchUsageError("\(option) needs a number") }
        guard let count = Int(word), count > 0 else {
            throw BenchUsageError("\(option): “\(word)” is no number above 0")
        }
        return count
    }
}

/// A command line that can't be understood.
struct BenchUsageError: Error, CustomStringConvertible {
    private let problem: String

    init(_ problem: String) {
        self.problem = problem
    }

    var description: String {
        """
        \(problem)
        usage: TachoBench serve [--containers 100] [--entries 2000]
               TachoBench hash [--containers 100] [--entries 2000]
               TachoBench changes [--entries 50]
               TachoBench fill [--containers 1000] [--entries 10000] STORE
        """
    }
}
