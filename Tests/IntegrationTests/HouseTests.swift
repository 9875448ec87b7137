import Foundation
import Testing

/// What is built is written down.
struct HouseTests {
    private static func text(_ file: String) throws -> String {
        try String(contentsOf: Program.checkout.appending(path: file), encoding: .utf8)
    }

    @Test func `every subcommand is named in the README`() async throws {
        let readme = try Self.text("README.md").replacingOccurrences(of: "\\|", with: "|")
        let commands = try await Self.subcommands(of: [])
        #expect(commands.count > 10)
        for command in commands {
            let parent = command.dropLast().joined(separator: " ")
            // `guildscope guild add|remove|list` names each of the three.
            let isNamed = readme.split(separator: "\n").contains { line in
                guard let found = line.range(of: (["guildscope"] + command.dropLast()).joined(separator: " "))
                else { return false }
                let rest = line[found.upperBound...].prefix { letter in letter != "`" && letter != "[" }
                let words = rest.split { letter in letter == " " || letter == "|" }
                return (parent.isEmpty ? words.prefix(1) : words[...]).contains { word in
                    word == command.last ?? ""
                }
            }
            #expect(isNamed, "guildscope \(command.joined(separator: " "))")
        }
    }

    @Test(
        .enabled(
            if: FileManager.default.fileExists(
                atPath: Program.checkout.appending(path: "BENCHMARKS.md").path(percentEncoded: false)),
            "BENCHMARKS.md is not there"))
    func `every bench is named in BENCHMARKS`() throws {
        let text = try Self.text("BENCHMARKS.md")
        let benches = try FileManager.default.contentsOfDirectory(
            atPath: Program.checkout.appending(path: "scripts/bench.d").path(percentEncoded: false))
        #expect(!benches.isEmpty)
        for bench in benches { #expect(text.contains("scripts/bench \(bench)"), "\(bench)") }
    }

    @Test func `every type and function that other rooms use has a doc comment`() throws {
        let sources = Program.checkout.appending(path: "Sources")
        let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path(percentEncoded: false))
            .filter { file in file.hasSuffix(".swift") }
        #expect(files.count > 200)
        for file in files {
            let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
            for line in Self.undocumented(text) { Issue.record("Sources/\(file):\(line)") }
        }
    }

    /// The lines of types and functions that have `package` access and no doc comment above them.
    ///
    /// What meets a requirement is documented by the protocol.
    private static func undocumented(_ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var found: [String] = []
        for (index, line) in lines.enumerated() {
            let declaration = line.drop { letter in letter == " " }
            guard declaration.hasPrefix("package "), !declaration.hasPrefix("package import "),
                let match = declaration.firstMatch(
                    of: #/\b(func|struct|enum|class|actor|protocol|typealias) (\S+)/#),
                !["==", "<", "+=", "-", "+", "*", "hash(into", "draw(on", "decode(_", "position(count"]
                    .contains(where: match.2.hasPrefix)
            else { continue }
            let above = lines[..<index].last { line in !line.drop { $0 == " " }.hasPrefix("@") } ?? ""
            guard !above.drop(while: { letter in letter == " " }).hasPrefix("///") else { continue }
            found.append("\(index + 1): \(declaration)")
        }
        return found
    }

    /// The commands below one, as its help lists them, with those below each.
    private static func subcommands(of command: [String]) async throws -> [[String]] {
        let folder = FileManager.default.temporaryDirectory
        let help = try await Program(command + ["--help"], environment: [:], folder: folder).ended()
        try #require(help.status == 0)
        let lines = help.output.split(separator: "\n", omittingEmptySubsequences: false)
        let list = lines.drop { line in line != "SUBCOMMANDS:" }.dropFirst()
            .prefix { line in line.hasPrefix("  ") }
        var found: [[String]] = []
        for line in list {
            // A line that goes on with the sentence of the one above is indented further.
            guard let match = line.firstMatch(of: #/^  ([a-z-]+)(?: |$)/#) else { continue }
            found.append(command + [String(match.1)])
            found += try await subcommands(of: command + [String(match.1)])
        }
        return found
    }
}
