/// The heights moved apart to at least `apart`, as little as possible, in their order and inside the range.
///
/// Nil for those that find no room, from the last one on.
func spread(_ heights: [Double], apart: Double, within range: ClosedRange<Double>) -> [Double?] {
    let room = Int((range.upperBound - range.lowerBound) / apart) + 1
    let chosen = heights.indices.prefix(max(room, 0)).sorted { left, right in
        heights[left] == heights[right] ? left < right : heights[left] < heights[right]
    }
    // Labels that touch form a block, which sits at the mean of the places its labels want.
    var blocks: [(wanted: [Double], top: Double)] = []
    for index in chosen {
        var block = (wanted: [heights[index]], top: 0.0)
        while true {
            let height = Double(block.wanted.count - 1) * apart
            let offsets = block.wanted.enumerated().map { place, wanted in wanted - Double(place) * apart }
            let mean = offsets.reduce(0, +) / Double(offsets.count)
            block.top = max(min(mean, range.upperBound - height), range.lowerBound)
            guard let above = blocks.last,
                above.top + Double(above.wanted.count) * apart > block.top
            else { break }
            blocks.removeLast()
            block.wanted = above.wanted + block.wanted
        }
        blocks.append(block)
    }
    let places = blocks.flatMap { block in
        block.wanted.indices.map { place in block.top + Double(place) * apart }
    }
    var result = [Double?](repeating: nil, count: heights.count)
    for (index, place) in zip(chosen, places) { result[index] = place }
    return result
}
