#pragma once
#include <cairo/cairo.h>
#include <fontconfig/fontconfig.h>
#include <harfbuzz/hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <pixman.h>
#include <stdbool.h>

#include <ft2build.h>
#include FT_FREETYPE_H

// The casts of GObject's class hierarchy are function-like macros, which Swift does not import.

/// Makes `map`, which pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT) made, search only `config`.
static inline void guildscope_font_map_use(PangoFontMap *map, FcConfig *config) {
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
}

/// The font that Cairo draws with for one of Pango's; NULL where it is none of Cairo's.
static inline cairo_scaled_font_t *guildscope_scaled_font(PangoFont *font) {
    return PANGO_IS_CAIRO_FONT(font) ? pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)) : NULL;
}

// Pango's marks for glyphs that are none of a font are macros too.

/// A box for a character that no font has, or one that was not looked up.
static inline bool guildscope_is_unknown(PangoGlyph glyph) {
    return (glyph & PANGO_GLYPH_UNKNOWN_FLAG) || glyph == PANGO_GLYPH_INVALID_INPUT;
}

/// Nothing to draw, only an advance.
static inline bool guildscope_is_empty(PangoGlyph glyph) { return glyph == PANGO_GLYPH_EMPTY; }

// FC_FILE and its like are string macros of the wrong type for Swift.

static inline const char *guildscope_font_file(FcPattern *font) {
    FcChar8 *file = NULL;
    return FcPatternGetString(font, FC_FILE, 0, &file) == FcResultMatch ? (const char *)file : NULL;
}

/// The revision in the font's own header, 0 where it has none.
static inline int guildscope_font_revision(FcPattern *font) {
    int revision = 0;
    return FcPatternGetInteger(font, FC_FONTVERSION, 0, &revision) == FcResultMatch ? revision : 0;
}
