/// A small square matrix that equals its transpose, as information matrices do.
struct SymmetricMatrix: Sendable, Hashable {
    let size: Int
    private var values: [Double]

    /// Zeros.
    init(size: Int) {
        self.size = size
        values = [Double](repeating: 0, count: size * size)
    }

    /// The matrix whose lower triangle stands in `lower`, row by row; what stands above it is not read.
    init(size: Int, lower: [Double]) {
        self.size = size
        values = lower
        for row in 0..<size {
            for column in 0..<row { values[column * size + row] = values[row * size + column] }
        }
    }

    subscript(row: Int, column: Int) -> Double {
        get { values[row * size + column] }
        set { values[row * size + column] = newValue }
    }

    /// Adds `weight` times the vector times itself.
    mutating func add(_ vector: [Double], weight: Double) {
        for row in 0..<size where vector[row] != 0 {
            let scaled = weight * vector[row]
            for column in 0..<size { values[row * size + column] += scaled * vector[column] }
        }
    }

    /// The lower triangle L with L Lᵀ = the matrix (A.-L. Cholesky); nil when it is not positive definite.
    func cholesky() -> Cholesky? { Cholesky(self) }
}

/// A decomposed symmetric matrix, ready to solve equations.
struct Cholesky {
    private let size: Int
    private let lower: [Double]

    fileprivate init?(_ matrix: SymmetricMatrix) {
        size = matrix.size
        var lower = [Double](repeating: 0, count: size * size)
        for row in 0..<size {
            for column in 0...row {
                var sum = matrix[row, column]
                for inner in 0..<column { sum -= lower[row * size + inner] * lower[column * size + inner] }
                if row == column {
                    guard sum > 1e-14 * max(1, abs(matrix[row, row])) else { return nil }
                    lower[row * size + row] = sum.squareRoot()
                } else {
                    lower[row * size + column] = sum / lower[column * size + column]
                }
            }
        }
        self.lower = lower
    }

    /// The vector that the matrix turns into `right`.
    func solve(_ right: [Double]) -> [Double] {
        var solution = right
        for row in 0..<size {
            for column in 0..<row { solution[row] -= lower[row * size + column] * solution[column] }
            solution[row] /= lower[row * size + row]
        }
        for row in (0..<size).reversed() {
            for below in (row + 1)..<max(size, row + 1) {
                solution[row] -= lower[below * size + row] * solution[below]
            }
            solution[row] /= lower[row * size + row]
        }
        return solution
    }

    /// The inverse of the matrix.
    func inverse() -> SymmetricMatrix {
        var inverse = SymmetricMatrix(size: size)
        for column in 0..<size {
            var unit = [Double](repeating: 0, count: size)
            unit[column] = 1
            for (row, value) in solve(unit).enumerated() { inverse[row, column] = value }
        }
        return inverse
    }
}
