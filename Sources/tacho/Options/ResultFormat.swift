internal import ArgumentParser
internal import Rendering

/// How a result is written.
enum ResultFormat: String, ExpressibleByArgument, CaseIterable {
    case text, csv, json

    /// How many windows and restarts a report lists: a mail shows the worst, a file for machines all.
    var listed: Int? {
        self == .text ? 10 : nil
    }
}

extension OutputOptions {
    var style: TextStyle { usesColor ? .ansi : .plain }
}
