internal import GRDB
internal import Observations
package import Timelines

extension EventStoreReader {
    /// Calls `body` with every entry in `periods`, container by container (by id), each one's in the order of its timeline.
    ///
    /// Of blocks that have nothing in them, reads no more than where they lie. `body` must not use this
    /// reader.
    package func entries(
        within periods: IntervalSet,
        _ body: (Container, Entry) -> Void
    ) throws(StorageError) {
        guard let start = periods.intervals.first?.start, let end = periods.intervals.last?.end else { return }
        try access { database in
            let reading = try EntryReading(database, symbols: symbols, within: extent)
            var entries: [Entry] = []
            for row in rows {
                let container = Container(row)
                try reading.read(of: row, from: start, before: end, within: periods, into: &entries)
                var position = 0
                for entry in entries {
                    while periods.intervals[position].end <= entry.at { position += 1 }
                    if periods.intervals[position].contains(entry.at) { body(container, entry) }
                }
            }
        }
    }

    /// The metadata of the entries that the observations with these numbers are, as received, in compact JSON; none for one that has
    /// none.
    package func metadata(of seqs: Set<Int64>) throws(StorageError) -> [Int64: String] {
        try access { database in
            let decoder = PageDecoder()
            let select = try PreparedStatement(database, "SELECT body FROM observations WHERE seq = ?")
            var found: [Int64: String] = [:]
            // Most entries have one of a few texts: each is kept once.
            var texts: Set<ExactText> = []
            for seq in seqs.sorted() {
                select.bind(1, seq)
                guard try select.step() else { throw damage("observation \(seq) is missing") }
                do {
                    if let text = try decoder.metadata(select.bytes(0)).map({ ExactText($0) }) {
                        found[seq] = texts.insert(text).memberAfterInsert.text
                    }
                } catch let error as MalformedBody {
                    throw damage("observation \(seq) is no entry: \(error.reason)")
                }
                select.reset()
            }
            return found
        }
    }

    /// The texts that entries bear as statuses they lead to, as operations and as actors; reads every entry of the store.
    package func recordedTerms() throws(StorageError) -> RecordedTerms {
        try access { database in
            var isStatus = Set<Int64>()
            var isOperation = Set<Int64>()
            var isActor = Set<Int64>()
            let select = try PreparedStatement(
                database,
                "SELECT to_status, operation, actor FROM transition_projection"
            )
            var count: Int64 = 0
            while try select.step() {
                isStatus.insert(select.integer(0))
                isOperation.insert(select.integer(1))
                isActor.insert(select.integer(2))
                count += 1
                guard count <= log.size else { throw damage("transition_projection has too many rows") }
            }
            // NULL reads as 0, the number of the empty text.
            func texts(_ numbers: Set<Int64>) throws -> Set<ExactText> {
                try Set(
                    numbers.subtracting([0]).map { number in
                        guard symbols.texts.indices.contains(Int(number)) else {
                            throw damage("transition_projection names text \(number)")
                        }
                        return ExactText(symbols.texts[Int(number)])
                    }
                )
            }
            return RecordedTerms(
                statuses: try texts(isStatus),
                operations: try texts(isOperation),
                actors: try texts(isActor)
            )
        }
    }
}
