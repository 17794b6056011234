/// How readings of containers ended, by container number: the body of an observation.
struct ReadingsEnded: Hashable {
    var complete: Set<Int64> = []
    var gone: Set<Int64> = []
    /// With the reason.
    var incomplete: [Int64: String] = [:]

    init() {}

    var count: Int { complete.count + gone.count + incomplete.count }

    var body: [UInt8] {
        JSONText.object { text in
            if !complete.isEmpty { text.member("complete", NumberRanges(complete).text) }
            if !gone.isEmpty { text.member("gone", NumberRanges(gone).text) }
            if !incomplete.isEmpty {
                text.member(
                    "incomplete",
                    object: { reasons in
                        for (number, reason) in incomplete.sorted(by: { $0.key < $1.key }) {
                            reasons.member(String(number), reason)
                        }
                    }
                )
            }
        }
    }

    /// Nil where `body` is of another form, or names a container beyond the first `containers`.
    init?(body: [UInt8], containers: Int64) {
        guard let value = JSONValue(body) else { return nil }
        let texts = (value["complete"]?.text ?? "", value["gone"]?.text ?? "")
        guard let complete = NumberRanges(text: texts.0), let gone = NumberRanges(text: texts.1) else { return nil }
        guard max(complete.greatest ?? 0, gone.greatest ?? 0) <= containers else { return nil }
        self.complete = Set(complete.numbers)
        self.gone = Set(gone.numbers)
        guard case .object(let reasons)? = value["incomplete"] else { return }
        for (key, reason) in reasons {
            guard let number = Int64(String(decoding: key, as: UTF8.self)) else { return nil }
            incomplete[number] = reason.text ?? ""
        }
    }
}
