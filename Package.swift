// swift-tools-version: 6.3
import PackageDescription

// The floors of the house, top to bottom. A room imports rooms on floors above it; a sideways import is
// an exception that ARCHITECTURE.md names. `GUILDSCOPE_ROOMS=Curl,Postgres` builds only those rooms, what
// they import and their tests: sanitizer builds use it to leave the heavy packages out.

struct Room {
    var name: String
    var floor: String
    var rooms: [String] = []
    var system: [String] = []
    var products: [Target.Dependency] = []
    var wrapsC = false
    var experimental: [String] = []
    var isExecutable = false
    var hasTests = true
    var testRooms: [String] = []
    var testSupport: [String] = []
    var testProducts: [Target.Dependency] = []
    var testExcludes: [String] = []
}

let hummingbird = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")

let rooms: [Room] = [
    Room(name: "Curl", floor: "Platform", system: ["CCurl"], wrapsC: true, testExcludes: ["Server"]),
    Room(name: "Postgres", floor: "Platform", system: ["CPQ"], wrapsC: true, testSupport: ["TestDatabase"]),
    Room(name: "Gzip", floor: "Platform", system: ["CZlib"], wrapsC: true),
    Room(
        name: "Canvas", floor: "Platform", system: ["CCairo", "CPNG", "CDeflate"], wrapsC: true,
        testRooms: ["Gzip"], testSupport: ["PNGFile"]),
    Room(name: "JSON", floor: "Platform", system: ["CSimdjson"], wrapsC: true, experimental: ["Lifetimes"]),

    Room(name: "Guilds", floor: "Domain"),
    Room(name: "Statistics", floor: "Domain"),

    Room(name: "BattleNet", floor: "Extract", rooms: ["Guilds", "Curl", "JSON"]),
    Room(name: "Crawl", floor: "Extract", rooms: ["Guilds", "BattleNet", "Gzip"]),

    Room(
        name: "Warehouse", floor: "Load", rooms: ["Guilds", "Crawl", "Postgres"], products: [systemPackage],
        testSupport: ["TestDatabase"]),

    Room(name: "Analytics", floor: "Transform", rooms: ["Guilds", "Statistics"]),

    Room(
        name: "Charts", floor: "Present", rooms: ["Canvas"], testRooms: ["Gzip"], testSupport: ["PNGFile"],
        testExcludes: ["Golden"]),
    Room(
        name: "Reports", floor: "Present", rooms: ["Guilds", "Canvas", "Charts"],
        products: [
            .product(name: "Mustache", package: "swift-mustache"), .product(name: "Yams", package: "Yams"),
        ], testRooms: ["Analytics"]),

    Room(
        name: "Loopback", floor: "Lab",
        products: [
            hummingbird, logging, nio, nioPosix,
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        ],
        testProducts: [.product(name: "HTTPTypes", package: "swift-http-types")]),
    Room(
        name: "BattleNetSimulator", floor: "Lab", rooms: ["Loopback"],
        products: [
            hummingbird, nio,
            .product(name: "HTTPTypes", package: "swift-http-types"),
        ]),
    Room(
        name: "Replay", floor: "Lab", rooms: ["Loopback"],
        products: [
            hummingbird, nio,
            .product(name: "HTTPTypes", package: "swift-http-types"),
        ]),

    Room(
        name: "Jobs", floor: "App", rooms: ["Guilds"], products: [.product(name: "Yams", package: "Yams")],
        testExcludes: ["Data"]),
    Room(
        name: "guildscope", floor: "App",
        rooms: [
            "Jobs", "Curl", "Postgres", "Gzip", "Canvas", "Guilds", "BattleNet", "Crawl", "Warehouse",
            "Analytics",
            "Reports", "Loopback",
            "BattleNetSimulator", "Replay",
        ],
        products: [
            hummingbird, logging, nio, nioPosix,
            .product(name: "CoreMetrics", package: "swift-metrics"),
            .product(name: "HTTPTypes", package: "swift-http-types"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
            .product(name: "Configuration", package: "swift-configuration"),
            .product(name: "SystemPackage", package: "swift-system"),
            .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        ],
        isExecutable: true, hasTests: false),
]

let asked = Context.environment["GUILDSCOPE_ROOMS"].map { list in list.split(separator: ",").map(String.init)
}

/// The tests of the whole program need every room; `GUILDSCOPE_ROOMS=Integration` builds those tests only.
let testsWhole = asked?.contains("Integration") ?? true

/// The asked rooms and everything they and their tests import.
let built: [Room] = {
    guard var pending = asked, !testsWhole else { return rooms }
    var names = Set<String>()
    while let name = pending.popLast() {
        guard let room = rooms.first(where: { room in room.name == name }) else {
            fatalError(
                "GUILDSCOPE_ROOMS names \(name); the rooms are \(rooms.map(\.name).joined(separator: ", "))")
        }
        guard names.insert(name).inserted else { continue }
        pending += room.rooms
        if asked?.contains(name) == true { pending += room.testRooms }
    }
    return rooms.filter { room in names.contains(room.name) }
}()

let features: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .treatAllWarnings(as: .error),
]

extension Room {
    var dependencies: [Target.Dependency] {
        (rooms + system).map { name in .target(name: name) } + products
    }

    var settings: [SwiftSetting] {
        features + (wrapsC ? [.strictMemorySafety()] : [])
            + experimental.map { feature in .enableExperimentalFeature(feature) }
    }

    var path: String { "Sources/\(floor)/\(name)" }

    var targets: [Target] {
        let main: Target =
            isExecutable
            ? .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: settings)
            : .target(name: name, dependencies: dependencies, path: path, swiftSettings: settings)
        guard hasTests, asked?.contains(name) ?? true else { return [main] }
        let tests = Target.testTarget(
            name: "\(name)Tests",
            dependencies: [.target(name: name)] + rooms.map { room in .target(name: room) }
                + (testRooms + testSupport).map { room in .target(name: room) } + testProducts,
            path: "Tests/\(name)Tests",
            exclude: testExcludes,
            swiftSettings: features)
        return [main, tests]
    }
}

/// The C libraries, by Debian package, and the targets of our own that stand between them and Swift.
let systemTargets: [String: Target] = [
    "CCurl": .systemLibrary(
        name: "CCurl", path: "Sources/Platform/CCurl", pkgConfig: "libcurl",
        providers: [.apt(["libcurl4-openssl-dev"])]),
    "CPQ": .systemLibrary(
        name: "CPQ", path: "Sources/Platform/CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    "CZlib": .systemLibrary(
        name: "CZlib", path: "Sources/Platform/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    "CDeflate": .systemLibrary(
        name: "CDeflate", path: "Sources/Platform/CDeflate", pkgConfig: "libdeflate",
        providers: [.apt(["libdeflate-dev"])]),
    "CPNG": .systemLibrary(
        name: "CPNG", path: "Sources/Platform/CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    "CCairo": .systemLibrary(
        name: "CCairo", path: "Sources/Platform/CCairo", pkgConfig: "pangocairo",
        providers: [.apt(["libpango1.0-dev", "libcairo2-dev"])]),
    "CSimdjson": .target(
        name: "CSimdjson", path: "Sources/Platform/CSimdjson", cxxSettings: [.unsafeFlags(["-O3"])],
        linkerSettings: [.linkedLibrary("simdjson")]),
]

/// What several rooms' tests share, under `Tests/Support`, by the rooms it imports.
let support: [String: [String]] = [
    "PNGFile": ["Gzip"], "TestDatabase": ["Postgres"],
]

let integration: [Target] =
    testsWhole
    ? [
        .testTarget(
            name: "IntegrationTests",
            dependencies: [
                "guildscope", "Curl", "Postgres", "Guilds", "BattleNet", "Crawl", "Warehouse", "Analytics",
                "Reports", "BattleNetSimulator", "Replay", "TestDatabase",
            ],
            path: "Tests/IntegrationTests", exclude: ["Preload"], swiftSettings: features)
    ] : []

let usedSupport = Set(
    (testsWhole ? ["TestDatabase"] : [])
        + built.filter { room in room.hasTests && asked?.contains(room.name) ?? true }.flatMap(\.testSupport))
let supportTargets = usedSupport.sorted().map { name in
    Target.target(
        name: name, dependencies: (support[name] ?? []).map { room in .target(name: room) },
        path: "Tests/Support/\(name)", swiftSettings: features)
}

/// The packages, each with the products that some room links.
let packages: [String: Package.Dependency] = [
    "hummingbird": .package(
        url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    "swift-log": .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    "swift-metrics": .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    "swift-nio": .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
    "swift-http-types": .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0", traits: []),
    "swift-mustache": .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    "Yams": .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    "swift-argument-parser": .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    "swift-configuration": .package(
        url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
    "swift-service-lifecycle": .package(
        url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    "swift-system": .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
]

/// An executable of `scripts/bench`, in `Benchmarks/<folder>`; built only when `GUILDSCOPE_BENCH=1`, as a release is:
/// `GUILDSCOPE_ROOMS=Curl swift build -c release --static-swift-stdlib --scratch-path .build-bench`.
struct Bench {
    var name: String
    var folder: String
    var rooms: [String]
    /// Folders of `Benchmarks/Support` that it shares with other benches.
    var support: [String] = []

    /// Nothing when benches or one of the rooms are not asked for.
    var targets: [Target] {
        guard Context.environment["GUILDSCOPE_BENCH"] == "1" else { return [] }
        guard Set(rooms).isSubset(of: built.map(\.name)) else { return [] }
        return [
            .executableTarget(
                name: name, dependencies: (rooms + support).map { room in .target(name: room) },
                path: "Benchmarks/\(folder)", swiftSettings: features)
        ]
    }
}

let benches: [Bench] = [
    Bench(name: "BenchHTTP", folder: "HTTP", rooms: ["Curl"]),
    Bench(name: "BenchDecode", folder: "Decode", rooms: ["BattleNet", "Guilds"]),
    Bench(name: "BenchClaim", folder: "Claim", rooms: ["Warehouse", "Crawl", "Guilds", "Postgres"]),
    Bench(name: "BenchFreshness", folder: "Freshness", rooms: ["Crawl"]),
    Bench(
        name: "BenchBudget", folder: "Budget",
        rooms: ["Warehouse", "Crawl", "BattleNet", "Guilds", "Curl", "Postgres"]),
    Bench(
        name: "BenchAnalytics", folder: "Analytics",
        rooms: ["Analytics", "Guilds", "Statistics", "BattleNetSimulator"]),
    Bench(name: "BenchCharts", folder: "Charts", rooms: ["Charts", "Canvas"]),
    Bench(name: "BenchForecast", folder: "Forecast", rooms: ["Statistics"]),
    Bench(name: "BenchHazard", folder: "Hazard", rooms: ["Statistics"]),
    Bench(
        name: "BenchAnalyze", folder: "Analyze", rooms: ["Analytics", "Guilds", "Statistics"],
        support: ["InventedGuild"]),
    Bench(
        name: "BenchReports", folder: "Reports", rooms: ["Analytics", "Reports"], support: ["InventedGuild"]),
    Bench(name: "BenchLoad", folder: "Load", rooms: ["Warehouse", "Crawl", "Guilds", "Postgres"]),
    Bench(name: "BenchRead", folder: "Read", rooms: ["Warehouse", "Guilds", "Postgres"]),
]

/// What several benches build their worlds with.
let benchSupport = Set(benches.filter { bench in !bench.targets.isEmpty }.flatMap(\.support)).sorted().map {
    name in
    Target.target(
        name: name, dependencies: ["Guilds", "Statistics"], path: "Benchmarks/Support/\(name)",
        swiftSettings: features)
}

func packageName(_ dependency: Target.Dependency) -> String? {
    guard case .productItem(_, let package, _, _) = dependency else { return nil }
    return package
}

let usedSystem = Set(built.flatMap(\.system))
let usedPackages = Set(built.flatMap { room in room.products + room.testProducts }.compactMap(packageName))

let package = Package(
    name: "guildscope",
    dependencies: usedPackages.sorted().compactMap { name in packages[name] },
    targets: usedSystem.sorted().compactMap { name in systemTargets[name] } + supportTargets
        + built.flatMap(\.targets) + integration + benchSupport + benches.flatMap(\.targets),
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
