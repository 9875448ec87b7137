import Jobs
import Testing

@Test func `a job file names its stages in order`() throws {
    let job = try JobFile.parse(
        """
        name: refresh
        description: Everything.
        stages: [crawl, analyze]
        """, path: "jobs/refresh.yaml")
    #expect(job == Job(name: "refresh", description: "Everything.", stages: [.crawl, .analyze]))
}

@Test(arguments: [
    ("name: a\ndescription: b\nstages:\n  - crawl\n  - brew\n", 5, "“brew” is not a stage"),
    ("name: a\ndescription: b\n", 1, "“stages” must be a list"),
    ("name: a\ndescription: b\nstages: [crawl]\nshedule: daily\n", 4, "“shedule” is not known"),
    ("description: b\nstages: [crawl]\n", 1, "“name” is missing"),
    ("name: [a\n", 2, "not YAML"),
    ("", 1, "the file is empty"),
])
func `a bad file is refused with file, line and reason`(text: String, line: Int, reason: String) {
    let error = #expect(throws: JobFileError.self) { try JobFile.parse(text, path: "jobs/bad.yaml") }
    #expect(error?.line == line)
    #expect(error?.description.hasPrefix("jobs/bad.yaml:\(line): \(reason)") == true)
}
