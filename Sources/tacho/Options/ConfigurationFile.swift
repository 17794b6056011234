internal import ArgumentParser
internal import Configuration
internal import Files
internal import Foundation
internal import Transparency

/// The configuration file that a run reads.
struct ConfigurationFile {
    /// Nil where none was named and none was found.
    let path: String?
    let configuration: Configuration
    /// The SHA-256 of its bytes, in hex; nil where there is none.
    let hash: String?
    /// A file that looks like the configuration and is not read.
    let overlooked: String?

    static let usualName = "tacho.yml"
    private static let mostBytes = 16 << 20

    /// Reads the file that `option` names, else the one in `TACHO_CONFIG`, else the first of `tacho.yml` in the current folder, beside
    /// the store, and in the person's configuration folder.
    ///
    /// Throws: where a named file can't be read, and where the file can't be understood.
    init(named option: String?, besideStore store: String) throws {
        let candidates = ConfigurationFile.candidates(besideStore: store)
        let found = candidates.first(where: FileManager.default.fileExists)
        let named = option ?? environment("TACHO_CONFIG")
        path = named ?? found
        // With the other ending of YAML, as far as the search went.
        let last = found.flatMap(candidates.firstIndex) ?? candidates.count - 1
        let searched = named == nil ? candidates[...last] : []
        overlooked = searched.map { $0.dropLast(3) + "yaml" }.first(where: FileManager.default.fileExists)
        guard let path else {
            (configuration, hash) = (Configuration(), nil)
            return
        }
        let input = try InputFile(
            path,
            what: "the configuration",
            limit: ConfigurationFile.mostBytes,
            advice: option == nil && named != nil ? "name it by TACHO_CONFIG" : "name it by --config"
        )
        configuration = try Configuration(contents: Data(input.bytes), file: path)
        hash = input.bytes.withUnsafeBytes { LogHash(of: $0).hexadecimal }
    }

    /// What no result is written over.
    var protected: ProtectedFiles { ProtectedFiles(path, "the configuration") }

    private static func candidates(besideStore store: String) -> [String] {
        let folder = store.lastIndex(of: "/").map { String(store[...$0]) }
        let own = environment("XDG_CONFIG_HOME") ?? environment("HOME").map { $0 + "/.config" }
        return [usualName] + [folder, own.map { $0 + "/tacho/" }].compactMap { $0 }.map { $0 + usualName }
    }
}

/// Which configuration a command reads.
struct ConfigurationOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Configuration file. (env: TACHO_CONFIG; default: tacho.yml here, beside the store or in ~/.config/tacho)",
            valueName: "file"
        )
    )
    private var config: String?

    /// The configuration file, found and read; with `--verbose` a line on standard error says which it is.
    func file(besideStore store: String, output: OutputOptions) throws -> ConfigurationFile {
        let file = try ConfigurationFile(named: config, besideStore: store)
        if output.verbose { printError("configuration: \(file.path ?? "none found")") }
        return file
    }
}
