import Crawl
import Guilds
import Postgres
import SystemPackage
import Warehouse

// BenchLoad summaries URL MIGRATIONS CHARACTERS WRITERS BATCH: the first and the second visit of every summary.
// BenchLoad states URL MIGRATIONS CHARACTERS WRITERS BATCH ROWS: a first visit of every equipment document, then
// visits that bring so many rows, four in five of them unchanged.
// BenchLoad rows FILE CHARACTERS ROWS: the rows of those visits as a table that stores each observation holds
// them, in the text form of COPY.

func usage() -> Never {
    fatalError(
        "usage: BenchLoad summaries|states URL MIGRATIONS CHARACTERS WRITERS BATCH [ROWS], or rows FILE CHARACTERS ROWS"
    )
}

let arguments = Array(CommandLine.arguments.dropFirst())
let numbers = arguments.dropFirst(arguments.first == "rows" ? 2 : 3).compactMap { text in Int(text) }
switch (arguments.first, numbers.count) {
case ("rows", 2):
    try Wardrobe(population: Population(count: numbers[0])).write(
        rows: numbers[1], to: FilePath(arguments[1]))
case ("summaries", 3), ("states", 4):
    let pool = Pool(settings: try ConnectionSettings(url: arguments[1]), size: numbers[1])
    _ = try await Migrator(folder: FilePath(arguments[2])).migrate(pool)
    let warehouse = Warehouse(pool: pool)
    let population = Population(count: numbers[0])
    if numbers.count == 3 {
        let load = SummaryLoad(
            warehouse: warehouse, population: population, writers: numbers[1], batch: numbers[2])
        try await load.prepare()
        try await load.visit(0)
        try await load.visit(1)
    } else {
        let load = StateLoad(
            warehouse: warehouse, wardrobe: Wardrobe(population: population), writers: numbers[1],
            batch: numbers[2])
        try await load.run(rows: numbers[3])
    }
    await pool.close()
default: usage()
}
