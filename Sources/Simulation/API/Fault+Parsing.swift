extension Fault {
    /// The faults in `text`: names separated by commas, each with settings after colons, such as
    /// `429:rate=0.5:seconds=2,cut:at=prod-db,503:tries=forever:at=listing`.
    ///
    /// - Throws: `SimulationError` with code `badFaults`, whose hint lists what there is.
    package static func parse(_ text: String) throws(SimulationError) -> [Fault] {
        var faults: [Fault] = []
        for item in text.split(separator: ",") {
            faults.append(try fault(String(item.filter { $0 != " " })))
        }
        return faults
    }

    private static func fault(_ item: String) throws(SimulationError) -> Fault {
        let parts = item.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.first, let kind = FaultKind(rawValue: name) else {
            let known = FaultKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw SimulationError(
                code: .badFaults,
                message: "unknown fault '\(parts.first ?? "")'",
                hint: "use \(known)"
            )
        }
        var fault = Fault(kind)
        guard parts.count > 1 else { return fault }
        // A URL contains colons, so it takes the rest.
        var rest = parts[1][...]
        while !rest.isEmpty {
            let isURL = rest.hasPrefix("url=")
            let setting = isURL ? rest : rest.prefix { $0 != ":" }
            rest = rest.dropFirst(setting.count + 1)
            try apply(String(setting), to: &fault)
        }
        return fault
    }

    private static func apply(_ setting: String, to fault: inout Fault) throws(SimulationError) {
        let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
        let refusal = SimulationError(
            code: .badFaults,
            message: "fault '\(fault.kind.rawValue)' has no setting '\(setting)'",
            hint: "its settings are \(settings(of: fault.kind).joined(separator: ", "))"
        )
        guard parts.count == 2 else { throw refusal }
        let value = parts[1]
        switch parts[0] {
        case "rate":
            guard let rate = Double(value), rate >= 0, rate <= 1 else { throw refusal }
            fault.rate = rate
        case "tries" where fault.kind.isTransient:
            if value == "forever" {
                fault.tries = nil
            } else {
                guard let tries = Int(value), tries >= 0 else { throw refusal }
                fault.tries = tries
            }
        case "at":
            fault.target = target(value)
        case "url" where fault.kind == .redirectForeign:
            fault.url = value
        case let name where name == fault.kind.setting?.name:
            guard let amount = Int64(value), amount >= 0 else { throw refusal }
            fault.amount = amount
        default:
            throw refusal
        }
    }

    private static func target(_ text: String) -> FaultTarget {
        switch text {
        case "listing": .listing
        case "logs": .logs
        default: .container(text)
        }
    }

    private static func settings(of kind: FaultKind) -> [String] {
        var settings = ["rate=0…1", "at=listing, logs, or a container's id or name"]
        if kind.isTransient { settings.append("tries=N or forever") }
        if kind == .redirectForeign { settings.append("url=…, as the last one") }
        if let own = kind.setting { settings.append("\(own.name)=N") }
        return settings
    }
}
