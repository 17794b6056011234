/// A reader of untrusted bytes, and what must hold whatever the bytes are.
///
/// The suite feeds each target a bounded number of seeded mutations; `make fuzz` feeds it millions that libFuzzer chooses by
/// the code they reach.
package struct FuzzTarget: Sendable {
    package let name: String
    /// Well-formed inputs to start from.
    package let seeds: [[UInt8]]
    /// Reads `bytes`. An input that is refused with an error of its reader is fine.
    ///
    /// Throws: `BrokenProperty` if what must hold does not.
    package let check: @Sendable (_ bytes: [UInt8]) async throws -> Void

    init(_ name: String, seeds: [[UInt8]], check: @escaping @Sendable (_ bytes: [UInt8]) async throws -> Void) {
        self.name = name
        self.seeds = seeds
        self.check = check
    }

    /// The decoders: of pages, evidence files, instants and configurations.
    package static func decoders() throws -> [FuzzTarget] {
        try [.logPage(), .containerPage(), .evidence(), .instant(), .configuration()]
    }
}

/// What must hold for an input, and does not.
package struct BrokenProperty: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
