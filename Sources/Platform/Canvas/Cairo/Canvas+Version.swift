import CCairo
import CDeflate
import CPNG
import Synchronization

extension Canvas {
    /// Everything outside the program that a picture's bytes depend on: the libraries that lay out, draw and
    /// compress, and the font files that text may use.
    ///
    /// Goes into a snapshot's manifest; equal fingerprints and equal drawings mean equal files.
    package static let rendererVersion: String = (libraries + fonts).joined(separator: "; ")

    /// Name and revision of each font file that text may use.
    package static var fonts: [String] { FontCatalog.installed.withLock { catalog in catalog.fonts } }

    private static var libraries: [String] {
        [
            "cairo \(unsafe text(cairo_version_string()))",
            "pixman \(unsafe text(pixman_version_string()))",
            "pango \(unsafe text(pango_version_string()))",
            "harfbuzz \(unsafe text(hb_version_string()))",
            "fontconfig \(dotted(Int(FcGetVersion())))",
            "freetype \(freeTypeVersion)",
            "libpng \(unsafe text(png_get_libpng_ver(nil)))",
            "libdeflate \(LIBDEFLATE_VERSION_STRING)",
        ]
    }

    private static func text(_ string: UnsafePointer<CChar>?) -> String {
        unsafe string.map { string in unsafe String(cString: string) } ?? "unknown"
    }

    /// 21401 as 2.14.1.
    private static func dotted(_ version: Int) -> String {
        "\(version / 10_000).\(version / 100 % 100).\(version % 100)"
    }

    private static var freeTypeVersion: String {
        var library: FT_Library?
        guard unsafe FT_Init_FreeType(&library) == 0 else { return "unknown" }
        var (major, minor, patch): (FT_Int, FT_Int, FT_Int) = (0, 0, 0)
        unsafe FT_Library_Version(library, &major, &minor, &patch)
        unsafe FT_Done_FreeType(library)
        return "\(major).\(minor).\(patch)"
    }
}
