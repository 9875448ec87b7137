import Statistics
import Testing

struct SurprisesTests {
    @Test func `a single wild value stands out, the steps beside it do not`() throws {
        var values = quiet(40, seed: 3)
        values[30] += 8
        let found = try #require(Surprises(weekly(values))).found
        #expect(found.map(\.step) == [30])
        let one = try #require(found.first)
        #expect(
            one.value == values[30] && abs(one.expected) < 1.5 && abs(one.value - one.expected) > one.reach)
    }

    @Test func `what comes later changes no verdict`() throws {
        var values = quiet(60, seed: 8)
        values[20] += 9
        values[45] -= 9
        let all = try #require(Surprises(weekly(values))).found
        let early = try #require(Surprises(weekly(Array(values.prefix(30))))).found
        #expect(early == all.filter { one in one.step < 30 })
        #expect(all.map(\.step).contains(45))
    }

    @Test func `a step is judged by twelve known before it, however far apart`() {
        #expect(Surprises(weekly(quiet(12, seed: 1))) == nil)
        let gappy = quiet(13, seed: 1).enumerated().map { index, value in
            Sample(step: Double(3 * index), value: index == 12 ? 50 : value)
        }
        #expect(Surprises(gappy)?.found.map(\.step) == [36])
        #expect(Surprises(gappy)?.judged == 1)
    }

    @Test(arguments: [0, 0.5, 0.8])
    func `five quiet series together raise less than one alarm a month`(memory: Double) throws {
        var (alarms, judged) = (0, 0)
        for seed in 0..<60 {
            let found = try #require(
                Surprises(weekly(quiet(40, seed: UInt64(100 + seed), memory: memory))))
            alarms += found.found.count
            judged += found.judged
        }
        let months = Double(judged) / 5 / (365.25 / 12 / 7)
        #expect(Double(alarms) / months < 0.6)
    }

    private func quiet(_ count: Int, seed: UInt64, memory: Double = 0) -> [Double] {
        var random = SplitMix64(seed: seed)
        var value = 0.0
        return (0..<count).map { _ in
            value = memory * value + StandardNormal.quantile(random.uniform())
            return value
        }
    }

    private func weekly(_ values: [Double]) -> [Sample] {
        values.enumerated().map { index, value in Sample(step: Double(index), value: value) }
    }
}
