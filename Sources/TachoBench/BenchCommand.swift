/// The command line.
enum BenchCommand {
    case serve(BigFleet)
    case fill(BigFleet, path: String)
    case hash(BigFleet)
    /// How many series of each form, with and without a change.
    case changes(Int)

    /// Throws: `BenchUsageError` where an argument is unknown, missing or one too many.
    init(parsing arguments: some Sequence<String>) throws(BenchUsageError) {
        var arguments = Array(arguments)[...]
        guard let verb = arguments.popFirst() else { throw BenchUsageError("no command") }
        var fleet: BigFleet
        switch verb {
        case "serve", "hash": fleet = BigFleet(containers: 100, entries: 2_000)
        case "changes": fleet = BigFleet(containers: 1, entries: 50)
        case "fill": fleet = BigFleet(containers: 1_000, entries: 10_000)
        default: throw BenchUsageError("“\(verb)” is not a command")
        }
        var paths: [String] = []
        while let argument = arguments.popFirst() {
            switch argument {
            case "--containers": fleet.containers = try BenchCommand.count(for: argument, from: &arguments)
            case "--entries": fleet.entries = try BenchCommand.count(for: argument, from: &arguments)
            case _ where argument.hasPrefix("-"): throw BenchUsageError("“\(argument)” is not an option")
            default: paths.append(argument)
            }
        }
        switch (verb, paths.count) {
        case ("serve", 0): self = .serve(fleet)
        case ("fill", 1): self = .fill(fleet, path: paths[0])
        case ("hash", 0): self = .hash(fleet)
        case ("changes", 0): self = .changes(fleet.entries)
        case ("serve", _), ("hash", _), ("changes", _): throw BenchUsageError("\(verb) takes no file")
        default: throw BenchUsageError("fill needs the path of one store")
        }
    }

    private static func count(for option: String, from arguments: inout ArraySlice<String>) throws(BenchUsageError)
        -> Int
    {
        guard let argument = arguments.popFirst() else { throw BenchUsageError("\(option) needs a number") }
        guard let count = Int(argument), count > 0 else {
            throw BenchUsageError("\(option): “\(argument)” is not a number above 0")
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
