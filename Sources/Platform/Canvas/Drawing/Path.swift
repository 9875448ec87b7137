/// Lines and curves to fill or stroke.
package struct Path: Hashable, Sendable {
    /// One step of the pen.
    package enum Element: Hashable, Sendable {
        case move(Point)
        case line(Point)
        /// A cubic Bézier curve with its two control points and end.
        case curve(Point, Point, Point)
        case close
    }

    /// The steps in the order of the pen; a line without a move before it only puts the pen down.
    package private(set) var elements: [Element] = []

    /// A path without steps, which draws nothing.
    package init() {}

    /// Lifts the pen and begins anew at the point.
    package mutating func move(to point: Point) { elements.append(.move(point)) }

    /// A straight line from where the pen is.
    package mutating func line(to point: Point) { elements.append(.line(point)) }

    /// A cubic Bézier curve from where the pen is, by two control points.
    package mutating func curve(_ first: Point, _ second: Point, to end: Point) {
        elements.append(.curve(first, second, end))
    }

    /// A straight line back to where the pen was last put down.
    package mutating func close() { elements.append(.close) }

    /// Steps that begin with a move, after those already there.
    mutating func append(_ steps: ArraySlice<Element>) { elements.append(contentsOf: steps) }

    /// A straight line.
    package static func line(from start: Point, to end: Point) -> Path { polyline([start, end]) }

    /// Straight lines from point to point, open at the ends.
    package static func polyline(_ points: some Collection<Point>) -> Path {
        var path = Path()
        for (index, point) in points.enumerated() {
            index == 0 ? path.move(to: point) : path.line(to: point)
        }
        return path
    }

    /// Straight lines from point to point and back to the first.
    package static func polygon(_ points: some Collection<Point>) -> Path {
        var path = polyline(points)
        if !points.isEmpty { path.close() }
        return path
    }

    /// The outline of a rectangle, with corners rounded by `radius` as far as the sides allow.
    package static func rectangle(_ rect: Rect, radius: Double = 0) -> Path {
        rectangle(rect, topRadius: radius, bottomRadius: radius)
    }

    /// The outline of a rectangle whose upper and lower corners differ.
    package static func rectangle(_ rect: Rect, topRadius: Double, bottomRadius: Double) -> Path {
        rectangle(rect, radii: [topRadius, topRadius, bottomRadius, bottomRadius])
    }

    /// The outline of a rectangle with its own radius for each corner, clockwise from the upper left.
    package static func rectangle(_ rect: Rect, radii: [Double]) -> Path {
        let limit = max(0, min(abs(rect.width), abs(rect.height)) / 2)
        let corners = [
            (Point(rect.minX, rect.minY), Point(0, -1), Point(1, 0)),
            (Point(rect.maxX, rect.minY), Point(1, 0), Point(0, 1)),
            (Point(rect.maxX, rect.maxY), Point(0, 1), Point(-1, 0)),
            (Point(rect.minX, rect.maxY), Point(-1, 0), Point(0, -1)),
        ]
        var path = Path()
        for (index, (corner, arriving, leaving)) in corners.enumerated() {
            let radius = min(max(radii[index], 0), limit)
            let start = Point(corner.x - arriving.x * radius, corner.y - arriving.y * radius)
            index == 0 ? path.move(to: start) : path.line(to: start)
            guard radius > 0 else { continue }
            let end = Point(corner.x + leaving.x * radius, corner.y + leaving.y * radius)
            let pull = 1 - circleControl
            path.curve(
                Point(corner.x - arriving.x * radius * pull, corner.y - arriving.y * radius * pull),
                Point(corner.x + leaving.x * radius * pull, corner.y + leaving.y * radius * pull), to: end)
        }
        path.close()
        return path
    }

    /// The outline of a circle.
    package static func circle(_ center: Point, radius: Double) -> Path {
        rectangle(
            Rect(x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius),
            radius: radius)
    }

    /// How far along the tangent a quarter circle's control points lie, for a radius of 1.
    private static let circleControl = 0.552_284_749_831
}
