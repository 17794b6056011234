internal import Rendering
internal import Study
internal import Timelines

/// The shapes of the contract, each named after what it describes; those of the report's figures are in the catalogue.
enum Shapes {}

/// What other answers have in common with the report.
extension Shapes {
    static let range = Catalogue.range.shape
    static let options = Catalogue.options.shape
    static let log = Catalogue.log.shape
    static let coverage = Catalogue.coverage.shape
    static let availability = Catalogue.availability.shape
    static let drift = Catalogue.drift.shape

    /// A range that need not be given.
    static let openRange = Shape<(interval: Interval?, timezone: String)>(fields: [
        .instant("from") { $0.interval?.start },
        .instant("to") { $0.interval?.end },
        .text("timezone") { $0.timezone },
    ])
}
