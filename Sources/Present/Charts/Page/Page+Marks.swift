import Canvas

/// The marks that several charts share.
extension Page {
    /// The colour of the series at `index`, its own or the theme's, moved until it can be seen on the page.
    func mark(_ color: Color?, _ index: Int = 0) -> Color {
        (color ?? theme.color(index)).visible(on: theme.background, contrast: 3)
    }

    /// A mark's colour, moved until words in it can be read.
    func words(in color: Color) -> Color { color.visible(on: theme.background, contrast: 4.5) }

    /// Thickness of a line of data.
    var lineWidth: Double { 4 * format.stroke }

    /// A line through the known points; a lone point between gaps is a dot.
    mutating func line(_ runs: [[Point]], color: Color, width: Double? = nil, dash: [Double] = []) {
        let width = width ?? lineWidth
        for run in runs {
            if run.count == 1 {
                drawing.fill(.circle(run[0], radius: width * 1.2), color)
            } else {
                drawing.stroke(
                    .polyline(run),
                    Stroke(
                        color, width: width, dash: dash, cap: dash.isEmpty ? .round : .butt, join: .round))
            }
        }
    }

    /// A dot with a rim of the background, so that it stands out from its line.
    mutating func dot(_ point: Point, radius: Double, color: Color) {
        let radius = radius * (0.4 + 0.6 * format.stroke)
        drawing.fill(.circle(point, radius: radius + 2), theme.background)
        drawing.fill(.circle(point, radius: radius), color)
    }

    /// The band of a time that nothing is known of.
    mutating func gap(fromX start: Double, toX end: Double, in plot: Rect) {
        drawing.fill(
            .rectangle(Rect(x: start, y: plot.minY, width: end - start, height: plot.height)), theme.gap)
    }

    /// What a panel shows, in bold; returns where the next thing on the line can begin.
    @discardableResult
    mutating func heading(_ string: String, baseline: Double, width: Double? = nil) -> Double {
        let name = text(string, type.heading, theme.ink, .bold, maxWidth: width ?? body.width)
        drawing.text(name, at: Point(body.minX, baseline))
        return body.minX + measure(name).width + 30
    }

    /// The first baseline below the page's head.
    var firstBaseline: Double { body.minY + type.heading * 0.729 }

    private var keySide: Double { type.label * 0.8 }

    /// The width that a key of this label takes.
    func keyWidth(_ label: String, weight: Text.Weight = .bold) -> Double {
        keySide + 9 + widest([label], size: type.label, weight: weight)
    }

    /// A coloured square and what it stands for; returns where the next one can begin.
    mutating func key(_ color: Color, _ label: String, at point: Point, weight: Text.Weight = .bold) -> Double
    {
        drawing.fill(
            .rectangle(
                Rect(x: point.x, y: point.y - keySide + 1, width: keySide, height: keySide), radius: 3),
            color)
        let text = text(label, type.label, theme.ink, weight)
        drawing.text(text, at: Point(point.x + keySide + 9, point.y))
        return point.x + keySide + 9 + measure(text).width + 30
    }

    /// The key for gaps, at the right end of a heading's line, where there is room right of `start`.
    mutating func gapKey(endingAt point: Point, after start: Double = 0) {
        let label = text(locale.phrase(.noData), type.label, theme.label)
        let width = measure(label).width
        let side = keySide * 1.6
        guard point.x - width - 9 - side >= start else { return }
        drawing.text(label, at: point, anchor: Anchor(.end))
        let box = Rect(x: point.x - width - 9 - side, y: point.y - keySide, width: side, height: keySide + 2)
        drawing.fill(.rectangle(box, radius: 3), theme.gap)
        drawing.stroke(.rectangle(box, radius: 3), Stroke(theme.axis, width: 1))
    }

    /// Whiskers of an interval, level or upright, with ends across.
    mutating func whiskers(from start: Point, to end: Point, reach: Double, color: Color) {
        let isLevel = abs(end.x - start.x) >= abs(end.y - start.y)
        let (dx, dy) = isLevel ? (0.0, reach) : (reach, 0.0)
        var path = Path.line(from: start, to: end)
        for place in [start, end] {
            path.move(to: Point(place.x - dx, place.y - dy))
            path.line(to: Point(place.x + dx, place.y + dy))
        }
        // A rim in the background's colour, so that it is seen on the bar as well.
        drawing.stroke(path, Stroke(theme.background, width: 5 * format.stroke))
        drawing.stroke(path, Stroke(color, width: 2.5 * format.stroke))
    }

    /// Says below the last row how many are left out.
    mutating func remainder(_ count: Int, at point: Point, size: Double) {
        drawing.text(
            text(locale.phrase(.more, locale.number(count)), size, theme.note), at: point,
            anchor: Anchor(.start, .middle))
    }
}
