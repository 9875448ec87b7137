import FoundationEssentials
import Mustache

/// The files of a reports folder.
struct ReportFolder {
    /// Definition files by name, ascending.
    let definitions: [(name: String, text: String)]
    private let sources: [(name: String, text: String)]
    private let texts: [(name: String, text: String)]
    private let phrases: [(name: String, text: String)]

    init(path: String) throws(ReportError) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw ReportError(
                code: .unreadable, file: path, line: nil, reason: "the reports folder cannot be read",
                underlying: String(describing: error))
        }
        definitions = try Self.read(names, ending: ".yaml", in: path)
        sources = try Self.read(names, ending: ".mustache", in: path)
        texts = try Self.readAll(in: path + "/texts")
        phrases = try Self.readAll(in: path + "/texts/phrases")
        if definitions.isEmpty {
            throw ReportError(
                code: .invalidDefinition, file: path, line: nil, reason: "the reports folder holds no *.yaml")
        }
    }

    /// The texts of a folder; none where it is missing, since a report of tables alone needs no words.
    private static func readAll(in folder: String) throws(ReportError) -> [(name: String, text: String)] {
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        return try read(files ?? [], ending: ".yaml", in: folder)
    }

    private static func read(
        _ names: [String], ending suffix: String, in path: String
    ) throws(ReportError) -> [(name: String, text: String)] {
        var files: [(name: String, text: String)] = []
        for name in names where name.hasSuffix(suffix) {
            do {
                files.append((name, try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)))
            } catch {
                throw ReportError(
                    code: .unreadable, file: name, line: nil, reason: "cannot be read as UTF-8 text",
                    underlying: String(describing: error))
            }
        }
        return files
    }

    /// The words of digests, pages and charts; none where there are none of these.
    func catalogues(neededBy definition: ReportDefinition) throws(ReportError) -> TextCatalogues? {
        let isSilent = definition.digests.isEmpty && definition.pages.isEmpty && definition.charts.isEmpty
        return isSilent ? nil : try TextCatalogues(files: texts, phrases: phrases)
    }

    /// All templates of the folder, with every one that a page or a digest asks for.
    func templates(neededBy definition: ReportDefinition) throws(ReportError) -> MustacheLibrary {
        var library = MustacheLibrary()
        for source in sources {
            do {
                try library.register(source.text, named: String(source.name.dropLast(".mustache".count)))
            } catch let error as MustacheTemplate.ParserError {
                throw ReportError.invalid(
                    source.name, line: error.context.lineNumber, "template: \(error.error)")
            } catch {
                throw ReportError.invalid(source.name, line: nil, "is not a template")
            }
        }
        for page in definition.pages where library.getTemplate(named: page.template) == nil {
            throw ReportError.invalid(
                page.source.file, line: page.source.line,
                "template “\(page.template)” needs a file \(page.template).mustache")
        }
        for digest in definition.digests {
            for template in DigestRendering.Template.allCases
            where library.getTemplate(named: template.rawValue) == nil {
                throw ReportError.invalid(
                    digest.source.file, line: digest.source.line,
                    "a digest needs a file \(template.rawValue).mustache")
            }
        }
        return library
    }
}
