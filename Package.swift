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
    var isExecutable = false
    var hasTests = true
    var testRooms: [String] = []
    var testProducts: [Target.Dependency] = []
    /// Whether the tests compare with files in a folder Golden, which the build must leave alone.
    var goldens = false
}

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let rooms: [Room] = [
    Room(name: "Curl", floor: "Platform", system: ["CCurl"], wrapsC: true),
    Room(name: "Postgres", floor: "Platform", system: ["CPQ"], wrapsC: true),
    Room(name: "Gzip", floor: "Platform", system: ["CZlib"], wrapsC: true),
    Room(
        name: "Canvas", floor: "Platform", system: ["CCairo", "CPNG", "CZlib"], wrapsC: true,
        testRooms: ["Gzip"]),
    Room(name: "JSON", floor: "Platform", system: ["CSimdjson"], wrapsC: true),

    Room(name: "Guilds", floor: "Domain"),
    Room(name: "Statistics", floor: "Domain"),

    Room(name: "BattleNet", floor: "Extract", rooms: ["Guilds", "Curl", "JSON"], testRooms: ["Replay"]),
    Room(name: "Crawl", floor: "Extract", rooms: ["Guilds", "BattleNet"], products: [logging]),

    Room(name: "Warehouse", floor: "Load", rooms: ["Guilds", "Crawl", "Postgres", "Gzip"]),

    Room(name: "Analytics", floor: "Transform", rooms: ["Guilds", "Statistics"]),

    Room(name: "Charts", floor: "Present", rooms: ["Canvas"], goldens: true),
    Room(
        name: "Reports", floor: "Present", rooms: ["Guilds", "Canvas", "Charts"],
        products: [
            .product(name: "Mustache", package: "swift-mustache"), .product(name: "Yams", package: "Yams"),
        ], testRooms: ["Analytics"]),

    Room(
        name: "BattleNetSimulator", floor: "Lab", rooms: ["Guilds"], products: [hummingbird, logging],
        testRooms: ["Curl"]),
    Room(
        name: "Replay", floor: "Lab", rooms: ["JSON"], products: [hummingbird, logging], testRooms: ["Curl"]),

    Room(
        name: "guildscope", floor: "App",
        rooms: [
            "Curl", "Postgres", "Guilds", "BattleNet", "Crawl", "Warehouse", "Analytics", "Reports",
            "BattleNetSimulator", "Replay",
        ],
        products: [
            logging,
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
            .product(name: "Configuration", package: "swift-configuration"),
        ],
        isExecutable: true, hasTests: false),
]

let asked = Context.environment["GUILDSCOPE_ROOMS"].map { list in list.split(separator: ",").map(String.init)
}

/// The asked rooms and everything they and their tests import.
let built: [Room] = {
    guard var pending = asked else { return rooms }
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

    var settings: [SwiftSetting] { wrapsC ? features + [.strictMemorySafety()] : features }

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
                + testRooms.map { room in .target(name: room) } + testProducts,
            path: "Tests/\(name)Tests",
            exclude: goldens ? ["Golden"] : [],
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
    "CPNG": .systemLibrary(
        name: "CPNG", path: "Sources/Platform/CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    "CCairo": .systemLibrary(
        name: "CCairo", path: "Sources/Platform/CCairo", pkgConfig: "pangocairo",
        providers: [.apt(["libpango1.0-dev", "libcairo2-dev"])]),
    "CSimdjson": .target(
        name: "CSimdjson", path: "Sources/Platform/CSimdjson", cxxSettings: [.unsafeFlags(["-O3"])],
        linkerSettings: [.linkedLibrary("simdjson")]),
]

/// The packages, each with the products that some room links.
let packages: [String: Package.Dependency] = [
    "hummingbird": .package(
        url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    "swift-log": .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    "swift-mustache": .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    "Yams": .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    "swift-argument-parser": .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    "swift-configuration": .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
]

func packageName(_ dependency: Target.Dependency) -> String? {
    guard case .productItem(_, let package, _, _) = dependency else { return nil }
    return package
}

let usedSystem = Set(built.flatMap(\.system))
let usedPackages = Set(built.flatMap { room in room.products + room.testProducts }.compactMap(packageName))

let package = Package(
    name: "guildscope",
    dependencies: usedPackages.sorted().compactMap { name in packages[name] },
    targets: usedSystem.sorted().compactMap { name in systemTargets[name] } + built.flatMap(\.targets),
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
