internal import Rendering

extension TrendReport: JSONDocument {
    /// Gives the trend as JSON (`tachograph.trend/1`) to `receive`, in pieces of about 64 KiB.
    package func writeJSON<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        try JSONText.writeDocument(to: receive) { text throws(Failure) in
            Shapes.trendHead.writeMembers(of: self, to: &text)
            try text.member("series", figures.series, of: Shapes.trendSeries, to: receive)
        }
    }
}
