import FoundationEssentials
import Testing

@testable import Reports

/// The words of the digests, language by language.
struct TextCatalogueTests {
    private func file(_ language: ReportLanguage) throws -> String {
        let url = URL(filePath: "\(ReportsFolder.path)/texts/\(language.rawValue).yaml")
        return String(decoding: try Data(contentsOf: url), as: UTF8.self)
    }

    private func catalogue(_ language: ReportLanguage) throws -> TextCatalogue {
        try TextCatalogue(language, yaml: try file(language), file: "\(language.rawValue).yaml")
    }

    @Test(arguments: ReportLanguage.allCases)
    func `every language says everything, with the same places`(language: ReportLanguage) throws {
        let (catalogue, english) = (try catalogue(language), try catalogue(.english))
        for phrase in ReportPhrase.allCases {
            #expect(catalogue.places(of: phrase) == english.places(of: phrase), "\(phrase)")
            #expect(!DigestMarkup.plain.written(catalogue.text(phrase)).isEmpty)
        }
    }

    @Test func `texts that only look alike are told apart by their number`() throws {
        let english = try catalogue(.english)
        func said(_ count: Int) -> String {
            DigestMarkup.plain.written(
                english.text(
                    .absence, count: "\(count)", isOne: count == 1, ["name": DigestText(name: "Vexley")]))
        }
        #expect(said(1) == "Vexley (1 day)")
        #expect(said(3) == "Vexley (3 days)")
    }

    @Test(arguments: [
        ("welcome: \"Welcome\"\n", "", "“welcome” is missing"),
        ("welcome: \"Welcome\"", "welcome: \"Welcome\"\nsurplus: \"x\"", "“surplus” is not known"),
        ("{gain} rating, now {now}", "{gain} rating", "has other {places} than in English"),
    ])
    func `a catalogue that lacks something is refused`(old: String, new: String, reason: String) throws {
        let broken = try file(.english).replacing(old, with: new)
        let error = #expect(throws: ReportError.self) {
            try TextCatalogues(
                files: [("en.yaml", file(.english)), ("de.yaml", broken)], phrases: [("de.yaml", "and: und")])
        }
        #expect(error?.description.contains(reason) == true)
        #expect(error?.file == "texts/de.yaml")
        let missing = #expect(throws: ReportError.self) {
            try TextCatalogues(files: [("en.yaml", file(.english))], phrases: [("de.yaml", "and: und")])
        }
        #expect(missing?.description == "texts/de.yaml: is missing")
        let bookless = #expect(throws: ReportError.self) {
            try TextCatalogues(
                files: [("en.yaml", file(.english)), ("de.yaml", file(.german))], phrases: [])
        }
        #expect(bookless?.description == "texts/phrases/de.yaml: is missing")
    }
}
