import Canvas

/// A moment worth a line across a time chart: a season's begin, an event, today.
package struct TimeMark: Hashable, Sendable {
    /// What the line looks like; each kind differs in dashes, not in colour alone.
    package enum Kind: String, Sendable {
        /// A solid line: what comes after is not comparable with what was before.
        case season
        /// A dashed line with a small triangle at its top.
        case event
        /// Where the known ends and the expected begins; dotted.
        case today
    }

    /// Seconds since 1970, UTC.
    package var time: Int64
    /// Above the line; left out where there is no room.
    package var label: String
    /// How it is drawn.
    package var kind: Kind

    /// A mark at a moment.
    package init(time: Int64, label: String, kind: Kind = .event) {
        self.time = time
        self.label = label
        self.kind = kind
    }
}

extension Page {
    /// The height above a plot that the labels of marks take.
    func markHeight(_ marks: [TimeMark]) -> Double { marks.isEmpty ? 0 : type.label * 1.35 }

    /// Lines through the plots, with their labels above the first one.
    mutating func marks(_ marks: [TimeMark], _ x: LinearScale, in plots: [Rect]) {
        guard let top = plots.first else { return }
        let shown = marks.filter { mark in x.domain.contains(Double(mark.time)) }
        for mark in shown {
            let place = x(Double(mark.time))
            let (color, dash): (Color, [Double]) =
                switch mark.kind {
                case .season: (theme.axis, [])
                case .event: (theme.axis, [8 * format.stroke, 6 * format.stroke])
                case .today: (theme.label, [2 * format.stroke, 5 * format.stroke])
                }
            for plot in plots {
                drawing.stroke(
                    .line(from: Point(place, plot.minY), to: Point(place, plot.maxY)),
                    Stroke(color, width: 2 * hairline, dash: dash))
            }
            guard mark.kind == .event else { continue }
            let side = 6 * format.stroke
            drawing.fill(
                .polygon([
                    Point(place - side, top.minY - side), Point(place + side, top.minY - side),
                    Point(place, top.minY + side),
                ]), color)
        }
        drawMarkLabels(shown, x, above: top)
    }

    /// Today first, then seasons, then events: where two would touch, the less important has no label. None
    /// reaches over the value axis, whose highest label stands beside the plot's upper edge.
    private mutating func drawMarkLabels(_ marks: [TimeMark], _ x: LinearScale, above plot: Rect) {
        let order: [TimeMark.Kind] = [.today, .season, .event]
        var taken: [ClosedRange<Double>] = []
        for kind in order {
            for mark in marks where mark.kind == kind && !mark.label.isEmpty {
                let label = text(mark.label, type.label, theme.label, maxWidth: body.width * 0.45)
                let half = measure(label).width / 2
                let center = max(plot.minX + half, min(x(Double(mark.time)), body.maxX - half))
                let room = (center - half - 8)...(center + half + 8)
                guard !taken.contains(where: { other in other.overlaps(room) }) else { continue }
                taken.append(room)
                drawing.text(label, at: Point(center, plot.minY - 12), anchor: Anchor(.middle))
            }
        }
    }
}
