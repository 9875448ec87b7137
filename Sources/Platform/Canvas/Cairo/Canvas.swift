import CCairo

/// A surface to draw on, in logical pixels; one takes `scale` squared device pixels.
///
/// May hold only a band of the picture's rows at a time, so that a tall picture takes no more memory than a small
/// one, and none of it leaves the processor's cache.
@safe package struct Canvas: ~Copyable {
    /// In device pixels: beyond it, Firefox shows no picture.
    package static let tallest = 32_767.0
    /// In device pixels.
    private static let widest = 16_384.0

    /// In logical pixels, the unit of all that is drawn; see `pixelSize` for device pixels.
    package let size: Size
    /// Width and height in device pixels.
    package let pixelSize: (width: Int, height: Int)
    /// The device rows that can be drawn on and read, of all that the picture has.
    private(set) var rows: Range<Int>
    private let background: Color
    let cairo: OpaquePointer
    private let surface: OpaquePointer
    let typesetter: Typesetter
    /// Not drawn yet: what is drawn next flushes them when it must lie above.
    var glyphs = GlyphBatch()

    /// A canvas that holds the picture's first `rowsAtOnce` device rows, or all of them where it has no more.
    ///
    /// Throws `invalidSize` or `outOfMemory`.
    package init(
        size: Size, scale: Double = 1, background: Color = .white, rowsAtOnce: Int = .max,
        typesetter: Typesetter = Typesetter()
    ) throws(CanvasError) {
        let (width, height) = try Self.pixelSize(of: size, scale: scale)
        let rows = 0..<min(height, max(rowsAtOnce, 1))
        let surface = unsafe cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(rows.count))
        let cairo = unsafe cairo_create(surface)
        guard let surface = unsafe surface, let cairo = unsafe cairo,
            unsafe cairo_status(cairo) == CAIRO_STATUS_SUCCESS
        else {
            unsafe cairo_destroy(cairo)
            unsafe cairo_surface_destroy(surface)
            throw CanvasError(.outOfMemory, detail: "\(width)x\(rows.count) pixels")
        }
        self.size = size
        pixelSize = (width, height)
        self.rows = rows
        self.background = background
        unsafe self.surface = surface
        unsafe self.cairo = cairo
        self.typesetter = typesetter
        clear()
    }

    /// Width and height in device pixels; throws `invalidSize`.
    static func pixelSize(of size: Size, scale: Double) throws(CanvasError) -> (width: Int, height: Int) {
        let (width, height) = ((size.width * scale).rounded(), (size.height * scale).rounded())
        guard (1...widest).contains(width), (1...tallest).contains(height) else {
            throw CanvasError(.invalidSize, detail: "\(size.width)x\(size.height) at scale \(scale)")
        }
        return (Int(width), Int(height))
    }

    /// Goes on with the rows that follow below, on a clear ground; the last band may hold fewer.
    ///
    /// A command is drawn on each band that it reaches into.
    mutating func moveDown() {
        flushGlyphs()
        rows = rows.upperBound..<min(rows.upperBound + rows.count, pixelSize.height)
        clear()
    }

    private func clear() {
        let (width, height) = (Double(pixelSize.width), Double(pixelSize.height))
        unsafe cairo_identity_matrix(cairo)
        unsafe cairo_translate(cairo, 0, -Double(rows.lowerBound))
        unsafe cairo_scale(cairo, width / size.width, height / size.height)
        setColor(background)
        unsafe cairo_set_operator(cairo, CAIRO_OPERATOR_SOURCE)
        unsafe cairo_paint(cairo)
        unsafe cairo_set_operator(cairo, CAIRO_OPERATOR_OVER)
    }

    deinit {
        unsafe cairo_destroy(cairo)
        unsafe cairo_surface_destroy(surface)
    }

    /// Fills the inside of the path.
    package mutating func fill(_ path: Path, _ color: Color) {
        flushGlyphs()
        trace(path)
        setColor(color)
        unsafe cairo_fill(cairo)
    }

    /// Draws a line along the path.
    package mutating func stroke(_ path: Path, _ stroke: Stroke) {
        flushGlyphs()
        trace(path)
        setColor(stroke.color)
        unsafe cairo_set_line_width(cairo, stroke.width)
        unsafe cairo_set_dash(cairo, stroke.dash, Int32(stroke.dash.count), 0)
        unsafe cairo_set_line_cap(cairo, stroke.cap.raw)
        unsafe cairo_set_line_join(cairo, stroke.join.raw)
        unsafe cairo_stroke(cairo)
    }

    /// The size the text takes after breaking and shortening.
    package func extents(of text: Text) -> TextExtents { typesetter.extents(of: text) }

    /// Shows only what `body` draws inside the path.
    package mutating func clip(to path: Path, _ body: (inout Canvas) -> Void) {
        flushGlyphs()
        unsafe cairo_save(cairo)
        trace(path)
        unsafe cairo_clip(cairo)
        body(&self)
        flushGlyphs()
        unsafe cairo_restore(cairo)
    }

    /// Performs the commands in order.
    package mutating func draw(_ commands: [Drawing.Command]) {
        for command in commands {
            switch command {
            case .fill(let path, let color): fill(path, color)
            case .stroke(let path, let stroke): self.stroke(path, stroke)
            case .text(let text, let point, let anchor, let degrees):
                self.text(text, at: point, anchor: anchor, degrees: degrees)
            case .clip(let path, let commands): clip(to: path) { canvas in canvas.draw(commands) }
            }
        }
    }

    /// Reads what is drawn so far on `rows`, row by row from the top: 0xAARRGGBB, the channels multiplied by opacity.
    ///
    /// Throws `drawingFailed` when a command was refused, such as a dash of negative length.
    mutating func withPixels<Value>(_ read: (Span<UInt32>) -> Value) throws(CanvasError) -> Value {
        flushGlyphs()
        let status = unsafe cairo_status(cairo)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw CanvasError(.drawingFailed, detail: unsafe String(cString: cairo_status_to_string(status)))
        }
        unsafe cairo_surface_flush(surface)
        let (width, height) = (pixelSize.width, rows.count)
        let stride = Int(unsafe cairo_image_surface_get_stride(surface))
        guard let data = unsafe cairo_image_surface_get_data(surface) else {
            throw CanvasError(.drawingFailed, detail: "the surface has no pixels")
        }
        // With 4 bytes per pixel Cairo's rows have no padding.
        precondition(stride == width * 4, "rows of an ARGB32 surface are contiguous")
        return unsafe data.withMemoryRebound(to: UInt32.self, capacity: width * height) { pixels in
            unsafe read(UnsafeBufferPointer(start: pixels, count: width * height).span)
        }
    }

    func setColor(_ color: Color) {
        unsafe cairo_set_source_rgba(
            cairo, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255, color.alpha)
    }

    private func trace(_ path: Path) {
        unsafe cairo_new_path(cairo)
        for element in path.elements {
            switch element {
            case .move(let point): unsafe cairo_move_to(cairo, point.x, point.y)
            case .line(let point): unsafe cairo_line_to(cairo, point.x, point.y)
            case .curve(let first, let second, let end):
                unsafe cairo_curve_to(cairo, first.x, first.y, second.x, second.y, end.x, end.y)
            case .close: unsafe cairo_close_path(cairo)
            }
        }
    }
}

extension Stroke.Cap {
    fileprivate var raw: cairo_line_cap_t {
        switch self {
        case .butt: CAIRO_LINE_CAP_BUTT
        case .round: CAIRO_LINE_CAP_ROUND
        case .square: CAIRO_LINE_CAP_SQUARE
        }
    }
}

extension Stroke.Join {
    fileprivate var raw: cairo_line_join_t {
        switch self {
        case .miter: CAIRO_LINE_JOIN_MITER
        case .round: CAIRO_LINE_JOIN_ROUND
        case .bevel: CAIRO_LINE_JOIN_BEVEL
        }
    }
}
