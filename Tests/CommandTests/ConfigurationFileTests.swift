import Foundation
import TestSupport
import Testing

@Suite("Which configuration is read")
struct ConfigurationFileTests {
    private struct Read: Equatable {
        let timezone: String?
        let hash: String?
    }

    /// What a report in `folder` says of its configuration; each file of a test names another zone.
    private func read(
        in folder: TemporaryFolder,
        store: String,
        _ environment: [String: String] = [:],
        _ options: [String] = []
    ) async throws -> Read {
        let outcome = try await tacho(
            ["report", "--period", "2026-W46", "--format", "json"] + options,
            environment: ["TACHO_DB": store, "HOME": folder.file("home")].merging(environment) { $1 },
            directory: folder.path
        )
        #expect(outcome.code == 0, "\(outcome.complaint)")
        let document = try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any]
        let range = document?["range"] as? [String: Any]
        let settings = document?["options"] as? [String: Any]
        return Read(timezone: range?["timezone"] as? String, hash: settings?["config_sha256"] as? String)
    }

    /// A folder with a store in a folder of its own.
    private func folderWithStore() async throws -> (folder: TemporaryFolder, store: String) {
        let folder = try TemporaryFolder()
        for name in ["data", "home/.config/tacho", "xdg/tacho"] {
            try FileManager.default.createDirectory(atPath: folder.file(name), withIntermediateDirectories: true)
        }
        let fixture = try await GateFixture.shared.value
        try FileManager.default.copyItem(
            atPath: fixture.folder.file("store.sqlite"),
            toPath: folder.file("data/store.sqlite")
        )
        return (folder, folder.file("data/store.sqlite"))
    }

    @Test("--config, else TACHO_CONFIG, else the first of this folder, the store's folder and the person's")
    func order() async throws {
        let (folder, store) = try await folderWithStore()
        #expect(try await read(in: folder, store: store) == Read(timezone: "UTC", hash: nil))

        // From the last to the first; what is found first hides the others.
        _ = try folder.write("timezone: Asia/Tokyo\n", to: "home/.config/tacho/tacho.yml")
        // The SHA-256 of these 21 bytes, as sha256sum prints it.
        let tokyo = Read(
            timezone: "Asia/Tokyo",
            hash: "acd47637cdf9bbadf31c6fd5f9549a3aa2a717af24cbbd14b3058a3da69fceee"
        )
        #expect(try await read(in: folder, store: store) == tokyo)
        _ = try folder.write("timezone: Asia/Seoul\n", to: "xdg/tacho/tacho.yml")
        let own = ["XDG_CONFIG_HOME": folder.file("xdg")]
        #expect(try await read(in: folder, store: store, own).timezone == "Asia/Seoul")
        _ = try folder.write("timezone: Europe/Rome\n", to: "data/tacho.yml")
        #expect(try await read(in: folder, store: store, own).timezone == "Europe/Rome")
        _ = try folder.write("timezone: Europe/Paris\n", to: "tacho.yml")
        #expect(try await read(in: folder, store: store, own).timezone == "Europe/Paris")
        let named = try folder.write("timezone: Europe/Oslo\n", to: "named.yml")
        #expect(try await read(in: folder, store: store, ["TACHO_CONFIG": named]).timezone == "Europe/Oslo")
        let other = try folder.write("timezone: Europe/Kyiv\n", to: "other.yml")
        let option = ["--config", other]
        #expect(try await read(in: folder, store: store, ["TACHO_CONFIG": named], option).timezone == "Europe/Kyiv")

        // The zone of the environment or of an option goes before the configuration's.
        #expect(try await read(in: folder, store: store, ["TACHO_TIMEZONE": "Asia/Dubai"]).timezone == "Asia/Dubai")
        #expect(try await read(in: folder, store: store, [:], ["--tz", "UTC"]).timezone == "UTC")
    }

    @Test("--verbose says on standard error which it is; a named one that is missing is an error")
    func said() async throws {
        let (folder, store) = try await folderWithStore()
        func run(_ options: String..., environment: [String: String] = [:]) async throws -> Outcome {
            try await tacho(
                ["report", "--period", "2026-W46"] + options,
                environment: ["TACHO_DB": store, "HOME": folder.file("home")].merging(environment) { $1 },
                directory: folder.path
            )
        }
        #expect(try await run("--verbose").complaint == "tacho: configuration: none found\n")
        let none = try await run().text
        #expect(none.contains("unknown, no configuration found"))
        _ = try folder.write("actors: []\n", to: "tacho.yml")
        #expect(try await run("-v").complaint == "tacho: configuration: tacho.yml\n")
        #expect(try await !run().text.contains("no configuration found"))
        let missing = try await run(environment: ["TACHO_CONFIG": "none.yml"])
        #expect(missing.code == 64 && missing.saysOneLine)
        #expect(missing.complaint.contains("none.yml") && missing.complaint.contains("TACHO_CONFIG"))
    }

    @Test("a tacho.yaml where a tacho.yml would be found is told of, but not behind one that is read")
    func otherEnding() async throws {
        let (folder, store) = try await folderWithStore()
        _ = try folder.write("timezone: Asia/Seoul\n", to: "data/tacho.yaml")
        func complaint() async throws -> String {
            try await tacho(
                ["report", "--period", "2026-W46"],
                environment: ["TACHO_DB": store, "HOME": folder.file("home")],
                directory: folder.path
            ).complaint
        }
        let path = folder.file("data/tacho.yaml")
        #expect(try await complaint() == "tacho: \(path): not read; rename it to tacho.yml, or name it by --config\n")
        _ = try folder.write("timezone: Asia/Tokyo\n", to: "tacho.yml")
        #expect(try await complaint().isEmpty)
        _ = try folder.write("timezone: Asia/Dubai\n", to: "tacho.yaml")
        #expect(
            try await complaint() == "tacho: tacho.yaml: not read; rename it to tacho.yml, or name it by --config\n"
        )
    }
}
