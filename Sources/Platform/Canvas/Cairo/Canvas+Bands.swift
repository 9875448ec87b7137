extension Drawing {
    /// Draws bands of so many device rows one after the other, from the top, on one canvas that is no larger, and
    /// hands their pixels on (see `Canvas.withPixels`).
    func forEachBand(
        rowsAtOnce: Int, scale: Double, typesetter: Typesetter, _ body: (Span<UInt32>) -> Void
    ) throws(CanvasError) {
        var canvas = try Canvas(
            size: size, scale: scale, background: background, rowsAtOnce: rowsAtOnce, typesetter: typesetter)
        let (rows, height) = (canvas.rows.count, canvas.pixelSize.height)
        let bands = DrawingBands(
            commands, height: Double(rows) * size.height / Double(height), count: (height + rows - 1) / rows,
            extents: typesetter.ink)
        for (index, commands) in bands.bands.enumerated() {
            if index > 0 { canvas.moveDown() }
            canvas.draw(commands)
            try canvas.withPixels(body)
        }
    }
}
