import CDeflate

/// The bytes as one zlib stream (RFC 1950), which is what a PNG's IDAT chunk holds; levels 1 to 12.
///
/// By libdeflate: at the speed of zlib's level 3 it packs as tightly as zlib's level 6.
func zlibStream(of bytes: [UInt8], level: Int) throws(CanvasError) -> [UInt8] {
    guard let compressor = unsafe libdeflate_alloc_compressor(Int32(min(max(level, 1), 12))) else {
        throw CanvasError(.outOfMemory, detail: "no compressor")
    }
    defer { unsafe libdeflate_free_compressor(compressor) }
    let capacity = unsafe libdeflate_zlib_compress_bound(compressor, bytes.count)
    let stream = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        unsafe bytes.withUnsafeBytes { bytes in
            count = unsafe libdeflate_zlib_compress(
                compressor, bytes.baseAddress, bytes.count, buffer.baseAddress, buffer.count)
        }
    }
    // Cannot be: nothing is larger than its bound.
    guard !stream.isEmpty else { throw CanvasError(.encodingFailed, detail: "the stream exceeds its bound") }
    return stream
}
