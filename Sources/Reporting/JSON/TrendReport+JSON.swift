internal import Analysis

extension TrendReport {
    /// The trend as JSON (`tachograph.trend/1`), whole.
    package func json() -> [UInt8] {
        var bytes: [UInt8] = []
        writeJSON { bytes += $0 }
        return bytes
    }

    /// Gives the trend as JSON to `receive`, in pieces of about 64 KiB.
    package func writeJSON<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        var text = JSONText()
        text.open("{")
        Shapes.trendHead.writeMembers(of: self, to: &text)
        try text.member("series", figures.series, of: Shapes.trendSeries, to: receive)
        text.close("}")
        text.finish()
        try text.drain(beyond: 0, to: receive)
    }
}
