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

    @Test func `everything that other rooms use has a doc comment`() throws {
        var count = 0
        for folder in ["Sources", "Tests/Support"] {
            let root = Program.checkout.appending(path: folder).path(percentEncoded: false)
            for name in try FileManager.default.subpathsOfDirectory(atPath: root)
            where name.hasSuffix(".swift") {
                let file = "\(folder)/\(name)"
                count += 1
                for line in Self.undocumented(try Self.text(file)) {
                    Issue.record("\(file):\(line)")
                }
            }
        }
        #expect(count > 200)
    }

    @Test(arguments: [
        "package struct Sample {", "@safe package final class Typesetter {",
        "package init?(_ text: String) {",
        "package nonisolated var name: String {", "package private(set) var name: String",
        "package static let none = Sample()", "package subscript(name: String) -> String? {",
        "package typealias Line = String", "package static func + (left: Sample, right: Int) -> Sample {",
    ])
    func `a declaration without a doc comment is found`(declaration: String) {
        #expect(Self.undocumented("    \(declaration)") == ["1: \(declaration)"])
        #expect(Self.undocumented("/// A sample.\n@frozen\n\(declaration)").isEmpty)
        #expect(Self.undocumented("///\n\(declaration)").count == 1)
    }

    @Test(arguments: [
        "var name: String", "package import Guilds", "package var description: String {",
        "package init(stringLiteral value: String) {", "package subscript(position: Int) -> Row {",
        "package static func < (left: Sample, right: Sample) -> Bool {",
    ])
    func `what a protocol documents and what is not shared needs no comment`(line: String) {
        #expect(Self.undocumented(line).isEmpty)
    }

    /// What the protocols of the standard library document.
    private static let witnesses = [
        "var description:", "var debugDescription:", "var customMirror:", "var testDescription:",
        "var unownedExecutor:", "var startIndex:", "var endIndex:", "subscript(position:", "func hash(into",
        "func == ", "func < ", "init(nilLiteral", "init(booleanLiteral", "init(integerLiteral",
        "init(floatLiteral", "init(stringLiteral", "init(arrayLiteral", "init(dictionaryLiteral",
    ]

    /// The lines with declarations of `package` access that have no doc comment above them.
    private static func undocumented(_ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in line.drop { letter in letter == " " } }
        var found: [String] = []
        for (index, line) in lines.enumerated() where line.hasPrefix("package ") || line.hasPrefix("@") {
            guard let declaration = declaration(in: line),
                !witnesses.contains(where: declaration.hasPrefix)
            else { continue }
            let above = lines[..<index].last { line in !line.hasPrefix("@") }
            if above?.hasPrefix("/// ") != true { found.append("\(index + 1): \(line)") }
        }
        return found
    }

    /// The line without attributes and modifiers, from `func`, `var`, … on; nil where nothing of `package`
    /// access is declared.
    private static func declaration(in line: Substring) -> Substring? {
        let pattern =
            #/
            (?: @\w+ (?: \( [^)]* \) )? \s )* package \s (?! import\b | extension\b )
            (?: [a-z]+ (?: \( [a-z]+ \) )? \s )*?
            ( (?: func|struct|enum|class|actor|protocol|typealias|let|var|init|subscript ) \b .* )
            /#
        return line.wholeMatch(of: pattern)?.1
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
