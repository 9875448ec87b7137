#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The normal distribution with mean 0 and standard deviation 1.
package enum StandardNormal {
    /// The probability of a value up to `z`, by the complementary error function of the C library.
    package static func cumulative(_ z: Double) -> Double {
        0.5 * erfc(-z / 2.0.squareRoot())
    }

    /// The value up to which `probability`, between 0 and 1, of the distribution lies.
    ///
    /// P. J. Acklam's rational approximation (relative error 1.15e-9), then one step of Halley's method
    /// with the exact `cumulative`, which brings it to the precision of `Double`.
    package static func quantile(_ probability: Double) -> Double {
        guard probability > 0 else { return -.infinity }
        guard probability < 1 else { return .infinity }
        let rough = approximateQuantile(probability)
        let error = cumulative(rough) - probability
        let step = error * (2 * Double.pi).squareRoot() * exp(rough * rough / 2)
        return rough - step / (1 + rough * step / 2)
    }

    private static func approximateQuantile(_ probability: Double) -> Double {
        let tail = 0.02425
        if probability < tail { return lowerTail(probability) }
        if probability > 1 - tail { return -lowerTail(1 - probability) }
        let centred = probability - 0.5
        let square = centred * centred
        return centred * polynomial(centralNumerator, square) / polynomial(centralDenominator, square)
    }

    private static func lowerTail(_ probability: Double) -> Double {
        let root = (-2 * log(probability)).squareRoot()
        return polynomial(tailNumerator, root) / polynomial(tailDenominator, root)
    }

    /// Horner's scheme, highest power first.
    private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
        coefficients.reduce(0) { sum, coefficient in sum * x + coefficient }
    }

    private static let centralNumerator = [
        -3.969_683_028_665_376e+01, 2.209_460_984_245_205e+02, -2.759_285_104_469_687e+02,
        1.383_577_518_672_690e+02, -3.066_479_806_614_716e+01, 2.506_628_277_459_239e+00,
    ]
    private static let centralDenominator = [
        -5.447_609_879_822_406e+01, 1.615_858_368_580_409e+02, -1.556_989_798_598_866e+02,
        6.680_131_188_771_972e+01, -1.328_068_155_288_572e+01, 1,
    ]
    private static let tailNumerator = [
        -7.784_894_002_430_293e-03, -3.223_964_580_411_365e-01, -2.400_758_277_161_838e+00,
        -2.549_732_539_343_734e+00, 4.374_664_141_464_968e+00, 2.938_163_982_698_783e+00,
    ]
    private static let tailDenominator = [
        7.784_695_709_041_462e-03, 3.224_671_290_700_398e-01, 2.445_134_137_142_996e+00,
        3.754_408_661_907_416e+00, 1,
    ]
}
