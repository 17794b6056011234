// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors only when the project is built and tested strictly, so a later compiler with new warnings still builds it.
let strictness: [SwiftSetting] = Context.environment["TACHOGRAPH_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)]

/// The boundaries between targets: a target sees only what it declares, and imports are private unless declared otherwise.
let walls: [SwiftSetting] =
    strictness + [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// A target of Swift sources.
func module(
    _ name: String,
    _ dependencies: [Target.Dependency],
    path: String? = nil,
    exclude: [String] = [],
    resources: [Resource]? = nil
) -> Target {
    .target(
        name: name,
        dependencies: dependencies,
        path: path,
        exclude: exclude,
        resources: resources,
        swiftSettings: walls
    )
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: walls)
}

let package = Package(
    name: "tachograph",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "tacho", targets: ["tacho"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        // System libraries.
        .target(name: "CCurl"),
        .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),

        // The pure core.
        module("Timelines", []),
        module("Observations", ["CSimdJSON", "Timelines"]),
        module("Statistics", []),
        module("Periods", ["Timelines"]),
        module("ServiceLevels", ["Periods", "Timelines"]),
        module("Study", ["ServiceLevels", "Timelines"]),
        module("Drawing", []),
        module("Rendering", ["Drawing", "Timelines", mustache]),
        module(
            "Answers",
            ["Drawing", "Periods", "Rendering", "ServiceLevels", "Statistics", "Study", "Timelines", "Transparency"]
        ),
        module("Transparency", ["Timelines", crypto]),

        // Used by several of the outer targets.
        module("Locking", []),
        module("Files", ["Locking"]),

        // Input, output and the store.
        module("Configuration", ["Periods", "ServiceLevels", "Study", "Timelines", yams]),
        module("Queries", [], path: "queries", exclude: ["views"], resources: [.embedInCode("sql")]),
        module(
            "Storage",
            ["Files", "Observations", "Timelines", "Transparency", grdb, grdbSQLite],
            resources: [.embedInCode("Schema")]
        ),
        module("StatusAPI", ["CCurl", "Locking", "Observations", "Timelines"]),
        module("Ingestion", ["Locking", "Observations", "Timelines"]),
        module("Simulation", ["Locking", "Statistics", "Timelines"]),

        // The programs, which connect them.
        .executableTarget(
            name: "tacho",
            dependencies: [
                "Answers", "Configuration", "Files", "Ingestion", "Locking", "Observations", "Periods", "Queries",
                "Rendering", "ServiceLevels", "Simulation", "StatusAPI", "Storage", "Study", "Timelines",
                "Transparency", argumentParser,
            ],
            swiftSettings: walls
        ),
        .executableTarget(
            name: "TachoBench",
            dependencies: ["Observations", "Simulation", "Statistics", "Storage", "Timelines", "Transparency"],
            exclude: ["Peers", "run"],
            swiftSettings: walls
        ),

        .executableTarget(name: "TachoDocs", dependencies: ["Answers"], swiftSettings: walls),

        // Tests.
        module("TestSupport", ["Statistics"], path: "Tests/TestSupport"),
        module("DrawnTimelines", ["Timelines"], path: "Tests/DrawnTimelines"),
        module("HostileStores", [grdb], path: "Tests/HostileStores"),
        module("SchemaValidation", [], path: "Tests/SchemaValidation"),
        module(
            "FuzzTargets",
            ["TestSupport", "Configuration", "Observations", "Storage", "Timelines", "Transparency"],
            path: "Tests/FuzzTargets"
        ),
        module("HostileText", [], path: "Tests/HostileText"),
        tests("DrawingTests", ["TestSupport", "Drawing"]),
        tests("FilesTests", ["TestSupport", "Files", "Locking"]),
        tests("TimelinesTests", ["TestSupport", "DrawnTimelines", "Timelines"]),
        tests("ObservationsTests", ["TestSupport", "Observations", "Timelines"]),
        tests("StatisticsTests", ["Statistics"]),
        tests(
            "AnswersTests",
            [
                "TestSupport", "Answers", "DrawnTimelines", "HostileText", "Periods", "Rendering", "SchemaValidation",
                "ServiceLevels",
                "Statistics", "Study", "Timelines", "Transparency",
            ]
        ),
        tests("ServiceLevelsTests", ["Periods", "ServiceLevels", "Timelines"]),
        tests("PeriodsTests", ["Periods", "TestSupport", "Timelines"]),
        tests("TransparencyTests", ["Timelines", "Transparency", crypto]),
        tests(
            "ConfigurationTests",
            ["Configuration", "Periods", "SchemaValidation", "ServiceLevels", "Study", "Timelines"]
        ),
        tests("QueriesTests", ["TestSupport", "Queries", grdb]),
        tests(
            "StorageTests",
            [
                "TestSupport",
                "HostileStores", "Observations", "Queries", "Storage", "Timelines", "Transparency", crypto, grdb,
                grdbSQLite,
            ]
        ),
        tests("StatusAPITests", ["Locking", "Observations", "StatusAPI", "Timelines"]),
        tests("IngestionTests", ["TestSupport", "Answers", "Ingestion", "Locking", "Observations", "Timelines"]),
        tests("SimulationTests", ["TestSupport", "Simulation", "Statistics", "TachoBench", "Timelines"]),
        tests("FuzzTests", ["TestSupport", "DrawnTimelines", "FuzzTargets"]),
        tests(
            "CrossCheckTests",
            [
                "TestSupport", "Answers", "DrawnTimelines", "Observations", "Periods", "Queries", "ServiceLevels",
                "Storage", "Study", "Timelines", "Transparency", "tacho",
            ]
        ),
        tests(
            "CommandTests",
            [
                "TestSupport",
                "Answers", "HostileStores", "HostileText", "Observations", "Rendering", "SchemaValidation",
                "Simulation",
                "Storage", "Study", "Timelines", "Transparency", "tacho", grdb,
            ]
        ),
    ],
    cxxLanguageStandard: .cxx17
)

// Built only by `make fuzz`: it needs libFuzzer, which only `-sanitize=fuzzer` links.
if Context.environment["TACHOGRAPH_FUZZ"] != nil {
    package.targets += [
        .systemLibrary(name: "CFuzzer"),
        .executableTarget(
            name: "TachoFuzz",
            dependencies: ["CFuzzer", "FuzzTargets", "Locking"],
            exclude: ["run"],
            swiftSettings: walls
        ),
    ]
}
