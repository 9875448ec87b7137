import CCairo

/// A surface to draw on, in logical pixels; one takes `scale` squared device pixels.
@safe package struct Canvas: ~Copyable {
    /// 4 bytes per device pixel: the largest canvas takes 1 GiB.
    private static let largestSide = 16_384.0

    /// In logical pixels, the unit of all that is drawn; see `pixelSize` for device pixels.
    package let size: Size
    /// Width and height in device pixels.
    package let pixelSize: (width: Int, height: Int)
    private let cairo: OpaquePointer
    private let surface: OpaquePointer
    private let typesetter: Typesetter

    /// Throws `invalidSize` or `outOfMemory`.
    package init(
        size: Size, scale: Double = 1, background: Color = .white, typesetter: Typesetter = Typesetter()
    ) throws(CanvasError) {
        let (width, height) = ((size.width * scale).rounded(), (size.height * scale).rounded())
        guard (1...Self.largestSide).contains(width), (1...Self.largestSide).contains(height) else {
            throw CanvasError(.invalidSize, detail: "\(size.width)x\(size.height) at scale \(scale)")
        }
        let surface = unsafe cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height))
        let cairo = unsafe cairo_create(surface)
        guard let surface = unsafe surface, let cairo = unsafe cairo,
            unsafe cairo_status(cairo) == CAIRO_STATUS_SUCCESS
        else {
            unsafe cairo_destroy(cairo)
            unsafe cairo_surface_destroy(surface)
            throw CanvasError(.outOfMemory, detail: "\(Int(width))x\(Int(height)) pixels")
        }
        self.size = size
        pixelSize = (Int(width), Int(height))
        unsafe self.surface = surface
        unsafe self.cairo = cairo
        self.typesetter = typesetter
        unsafe cairo_scale(cairo, width / size.width, height / size.height)
        setColor(background)
        unsafe cairo_paint(cairo)
    }

    deinit {
        unsafe cairo_destroy(cairo)
        unsafe cairo_surface_destroy(surface)
    }

    /// Fills the inside of the path.
    package mutating func fill(_ path: Path, _ color: Color) {
        trace(path)
        setColor(color)
        unsafe cairo_fill(cairo)
    }

    /// Draws a line along the path.
    package mutating func stroke(_ path: Path, _ stroke: Stroke) {
        trace(path)
        setColor(stroke.color)
        unsafe cairo_set_line_width(cairo, stroke.width)
        unsafe cairo_set_dash(cairo, stroke.dash, Int32(stroke.dash.count), 0)
        unsafe cairo_set_line_cap(cairo, stroke.cap.raw)
        unsafe cairo_set_line_join(cairo, stroke.join.raw)
        unsafe cairo_stroke(cairo)
    }

    /// Draws the text turned clockwise by `degrees` about the point.
    package mutating func text(
        _ text: Text, at point: Point, anchor: Anchor = Anchor(.start), degrees: Double = 0
    ) {
        setColor(text.color)
        unsafe cairo_save(cairo)
        if degrees != 0 {
            unsafe cairo_translate(cairo, point.x, point.y)
            unsafe cairo_rotate(cairo, degrees * .pi / 180)
            unsafe cairo_translate(cairo, -point.x, -point.y)
        }
        unsafe typesetter.draw(text, at: point, anchor: anchor, on: cairo)
        unsafe cairo_restore(cairo)
    }

    /// The size the text takes after breaking and shortening.
    package func extents(of text: Text) -> TextExtents { typesetter.extents(of: text) }

    /// Shows only what `body` draws inside the path.
    package mutating func clip(to path: Path, _ body: (inout Canvas) -> Void) {
        unsafe cairo_save(cairo)
        trace(path)
        unsafe cairo_clip(cairo)
        body(&self)
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

    /// Reads what is drawn so far, row by row from the top: 0xAARRGGBB, the channels multiplied by opacity.
    ///
    /// Throws `drawingFailed` when a command was refused, such as a coordinate that is not a number.
    func withPixels<Value>(_ read: (Span<UInt32>) -> Value) throws(CanvasError) -> Value {
        let status = unsafe cairo_status(cairo)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw CanvasError(.drawingFailed, detail: unsafe String(cString: cairo_status_to_string(status)))
        }
        unsafe cairo_surface_flush(surface)
        let (width, height) = pixelSize
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

    private func setColor(_ color: Color) {
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
