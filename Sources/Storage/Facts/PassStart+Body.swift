import Observations
import Timelines

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
