internal import Observations
internal import Timelines

/// A body that names another observation: of an entry that vanished or was found again.
enum ReceiptNote {
    static func body(_ seq: Int64) -> [UInt8] {
        JSONText.object { $0.member("seq", seq) }
    }

    /// Nil where `body` is of another form.
    static func seq(in body: [UInt8]) -> Int64? {
        JSONValue(body)?["seq"]?.integer
    }
}

/// The body of the observation at the end of a pass's listing: the numbers of all containers that it held.
enum Roster {
    static func body(_ listed: some Sequence<Int64>) -> [UInt8] {
        JSONText.object { $0.member("listed", NumberRanges(listed).text) }
    }

    /// Nil where `body` is of another form.
    static func listed(in body: [UInt8]) -> NumberRanges? {
        JSONValue(body)?["listed"]?.text.flatMap(NumberRanges.init(text:))
    }
}

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

extension PassStart {
    /// The body of the observation that pass `number` began.
    func body(of number: PassNumber) -> [UInt8] {
        JSONText.object { text in
            text.member("pass", number.value)
            text.member("begun_at", instant.iso8601)
            text.member("full", full)
            text.member("scope", object: scope.write)
        }
    }

    /// Nil where `body` is of another form.
    init?(body: [UInt8]) {
        guard let value = JSONValue(body), let full = value["full"]?.boolean,
            let instant = value["begun_at"]?.text.flatMap({ Instant(iso8601: $0) }),
            let scope = value["scope"].flatMap({ PassScope($0) })
        else { return nil }
        self.init(instant: instant, scope: scope, full: full)
    }
}

extension PassScope {
    /// As it stands in `passes.scope`.
    var text: String {
        String(decoding: JSONText.object(write), as: UTF8.self)
    }

    fileprivate func write(_ text: inout JSONText) {
        switch self {
        case .all: text.member("all", true)
        case .projects(let projects): text.member("projects", projects)
        case .containers(let containers): text.member("containers", containers.map(\.text))
        }
    }

    fileprivate init?(_ value: JSONValue) {
        if let projects = value["projects"]?.elements {
            self = .projects(projects.compactMap(\.text))
        } else if let containers = value["containers"]?.elements {
            self = .containers(containers.compactMap(\.text).map(ContainerID.init))
        } else if value["all"]?.boolean == true {
            self = .all
        } else {
            return nil
        }
    }
}

/// What an observation is of; the numbers stand in the store for ever.
enum ObservationKind: Int64 {
    case passBegun = 1
    case containerListed = 2
    case roster = 3
    case entry = 4
    case entryVanished = 5
    case entryReturned = 6
    case readingsEnded = 7

    /// As a leaf of the log has it.
    var leafNumber: UInt8 { UInt8(truncatingIfNeeded: rawValue) }
}

/// Whether two bodies of one entry say the same: equal as JSON values, a difference in `id` alone being none.
///
/// What can't be read as JSON is the same only byte for byte.
func haveSameContent(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    if left == right { return true }
    guard let left = contentBesidesID(left), let right = contentBesidesID(right) else { return false }
    return left == right
}

private func contentBesidesID(_ body: [UInt8]) -> JSONValue? {
    guard let value = JSONValue(body) else { return nil }
    guard case .object(var members) = value else { return value }
    members[Array("id".utf8)] = nil
    return .object(members)
}
