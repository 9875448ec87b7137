import CCairo
import Synchronization

/// The fonts that text may use, found by rules of our own.
///
/// The machine's and the user's fontconfig files are not read, and other fonts than DejaVu and Noto are not
/// seen: two machines with the same font files draw the same picture.
@safe struct FontCatalog: ~Copyable {
    /// The one catalog of the process: finding fonts takes up to a second without fontconfig's cache.
    static let installed = Mutex(FontCatalog())

    private static let rules = """
        <?xml version="1.0"?>
        <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
        <fontconfig>
          <dir>/usr/share/fonts</dir>
          <dir>/usr/local/share/fonts</dir>
          <dir>/app/.apt/usr/share/fonts</dir>
          <cachedir>/var/cache/fontconfig</cachedir>
          <cachedir prefix="xdg">fontconfig</cachedir>
          <selectfont>
            <rejectfont><glob>*.??</glob><glob>*.???</glob><glob>*.????</glob></rejectfont>
            <acceptfont>
              <glob>*/DejaVuSans.ttf</glob><glob>*/DejaVuSans-Bold.ttf</glob>
              <glob>*/DejaVuSansMono.ttf</glob><glob>*/DejaVuSansMono-Bold.ttf</glob>
              <glob>*/NotoSans*-Regular.*</glob><glob>*/NotoSans*-Bold.*</glob>
            </acceptfont>
          </selectfont>
        </fontconfig>
        """

    private let raw: OpaquePointer?

    private init() {
        unsafe raw = FcConfigCreate()
        _ = unsafe Self.rules.withCString { rules in
            unsafe rules.withMemoryRebound(to: FcChar8.self, capacity: 1) { bytes in
                unsafe FcConfigParseAndLoadFromMemory(raw, bytes, FcBool(1))
            }
        }
        _ = unsafe FcConfigBuildFonts(raw)
    }

    deinit { unsafe FcConfigDestroy(raw) }

    /// A font map of its own that finds fonts here; the caller releases it.
    func makeFontMap() -> UnsafeMutablePointer<PangoFontMap>? {
        let map = unsafe pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)
        unsafe guildscope_font_map_use(map, raw)
        return unsafe map
    }

    /// Name and revision of each font file, in order of name.
    var fonts: [String] {
        guard let set = unsafe FcConfigGetFonts(raw, FcSetSystem) else { return [] }
        var names = Set<String>()
        for index in 0..<Int(unsafe set.pointee.nfont) {
            guard let font = unsafe set.pointee.fonts[index],
                let path = unsafe guildscope_font_file(font).map({ path in unsafe String(cString: path) })
            else { continue }
            let name = path.split(separator: "/").last.map(String.init) ?? path
            let revision = unsafe Double(guildscope_font_revision(font)) / 65_536
            names.insert("\(name) \((revision * 1_000).rounded() / 1_000)")
        }
        return names.sorted()
    }
}
