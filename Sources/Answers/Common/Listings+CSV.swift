internal import Rendering

extension WhoReport {
    /// The entries as CSV, whole.
    package func csv() -> [UInt8] {
        var bytes: [UInt8] = []
        writeCSV { bytes += $0 }
        return bytes
    }

    /// Gives the entries as CSV to `receive`, in pieces of about 64 KiB.
    package func writeCSV<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        try CSVText.write(figures.answers, of: Shapes.whoAnswer, to: receive)
    }
}

extension TimelineReport {
    /// The stretches as CSV, whole.
    package func csv() -> [UInt8] {
        var bytes: [UInt8] = []
        writeCSV { bytes += $0 }
        return bytes
    }

    /// Gives the stretches as CSV to `receive`, in pieces of about 64 KiB.
    package func writeCSV<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        try CSVText.write(stretches, of: Shapes.stretch, to: receive)
    }
}
