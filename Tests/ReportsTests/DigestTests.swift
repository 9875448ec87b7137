import Guilds
import Testing

@testable import Reports

/// The weekly digest in its forms, languages and editions, of snapshots made for it.
struct DigestTests {
    private static let report = Result { try Report(folder: ReportsFolder.path) }

    private func digest(
        _ snapshot: DigestSnapshot = DigestSnapshot(), as form: DigestForm = .text,
        for audience: Artifact.Audience = .members, in language: ReportLanguage = .english
    ) throws -> String {
        let made = try Self.report.get().digest(
            of: snapshot.snapshot, as: form, for: audience, reader: ReportReader(language))
        return String(decoding: try #require(made).text.bytes, as: UTF8.self)
    }

    @Test(arguments: ReportLanguage.allCases)
    func `prints`(language: ReportLanguage) throws {
        for audience in Artifact.Audience.allCases {
            for form in DigestForm.allCases where form != .email {
                print(try digest(as: form, for: audience, in: language))
                print("=====")
            }
        }
        for course in DigestSnapshot.Course.allCases { print(try digest(DigestSnapshot(course: course), in: language), "\n-----") }
    }
}
