import Guilds
import Testing

private let realms = ["stormrage", "stormreaver", "stormscale", "argent-dawn", "howling-fjord", "ravencrest"]

@Test(arguments: [
    ("stromrage", "stormrage"),
    ("argentdawn", "argent-dawn"),
    ("Howling-Fjrod", "howling-fjord"),
    ("ravencrest", "ravencrest"),
])
func `a mistyped name finds the one that was meant`(typed: String, meant: String) {
    #expect(nearestNames(to: typed, among: realms).first == meant)
}

@Test func `a name unlike all others finds none`() {
    #expect(nearestNames(to: "zzz", among: realms).isEmpty)
    #expect(nearestNames(to: "", among: realms).isEmpty)
}
