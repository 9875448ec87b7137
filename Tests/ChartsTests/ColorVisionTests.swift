import Canvas
import Foundation
import Testing

@testable import Charts

/// Whether people with other colour vision tell the colours apart.
///
/// The matrices are those of Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color
/// Vision Deficiency" (2009), for severity 1.0, on linear RGB.
@Suite struct `Colour vision` {
    private static let visions: [(name: String, matrix: [[Double]])] = [
        ("usual", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
        (
            "protan",
            [
                [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ]
        ),
        (
            "deutan",
            [
                [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ]
        ),
        (
            "tritan",
            [
                [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ]
        ),
    ]

    /// CIE L*a*b* under D65 of the colour as seen.
    private static func lab(_ color: Color, _ matrix: [[Double]]) -> [Double] {
        let linear = [color.red, color.green, color.blue].map { channel -> Double in
            let value = Double(channel) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        let seen = times(matrix, linear).map { value in min(max(value, 0), 1) }
        let toXYZ = [
            [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
        let parts = zip(times(toXYZ, seen), [0.95047, 1, 1.08883]).map { value, white -> Double in
            let share = value / white
            return share > 216.0 / 24_389 ? cbrt(share) : (24_389.0 / 27 * share + 16) / 116
        }
        return [116 * parts[1] - 16, 500 * (parts[0] - parts[1]), 200 * (parts[1] - parts[2])]
    }

    private static func times(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        matrix.map { row in zip(row, vector).reduce(0) { sum, pair in sum + pair.0 * pair.1 } }
    }

    /// The distance of 1976: 2.3 can just be seen side by side.
    private static func distance(_ one: Color, _ other: Color, _ matrix: [[Double]]) -> Double {
        let (left, right) = (lab(one, matrix), lab(other, matrix))
        return zip(left, right).reduce(0) { sum, pair in sum + (pair.0 - pair.1) * (pair.0 - pair.1) }
            .squareRoot()
    }

    @Test(arguments: [ChartTheme.light, .dark])
    func `series are told apart with any kind of colour vision`(theme: ChartTheme) {
        for (name, matrix) in Self.visions {
            #expect(Self.distance(theme.joins, theme.leaves, matrix) >= 25, "joins and leaves, \(name)")
            for (index, one) in theme.series.enumerated() {
                for (further, other) in theme.series.enumerated().dropFirst(index + 1) {
                    let distance = Self.distance(one, other, matrix)
                    #expect(distance >= 25, "\(index) and \(further), \(name): \(distance)")
                }
            }
        }
    }

    @Test(arguments: [ChartTheme.light, .dark])
    func `shades are steps of lightness with any kind of colour vision`(theme: ChartTheme) {
        for (name, matrix) in Self.visions {
            let levels = theme.shades.map { shade in Self.lab(shade, matrix)[0] }
            for (one, next) in zip(levels, levels.dropFirst()) {
                #expect(abs(next - one) >= 7, "\(name): \(levels)")
                #expect((next > one) == (levels[5] > levels[0]), "\(name): \(levels)")
            }
        }
    }
}
