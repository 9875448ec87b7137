#pragma once
#include <png.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// libpng reports errors by longjmp, which must not cross Swift frames: all calls live here, and only a status
// comes out.

typedef struct {
    uint32_t width;
    uint32_t height;
    /// PNG_COLOR_TYPE_PALETTE, _RGB or _RGB_ALPHA; always 8 bits per sample.
    int color_type;
    const png_color *palette;
    int palette_count;
    /// Opacity of the first palette entries; the rest is opaque.
    const uint8_t *palette_alpha;
    int palette_alpha_count;
    /// The filtered rows as one zlib stream.
    const uint8_t *data;
    size_t data_count;
} guildscope_png_image;

typedef struct {
    uint8_t *bytes;
    size_t count;
    size_t capacity;
    char message[160];
} guildscope_png_output;

static inline void guildscope_png_fail(png_structp png, png_const_charp message) {
    guildscope_png_output *output = png_get_error_ptr(png);
    strncpy(output->message, message, sizeof output->message - 1);
    png_longjmp(png, 1);
}

static inline void guildscope_png_ignore(png_structp png, png_const_charp message) {}

static inline void guildscope_png_append(png_structp png, png_bytep bytes, size_t count) {
    guildscope_png_output *output = png_get_io_ptr(png);
    if (output->capacity - output->count < count) {
        size_t capacity = output->capacity * 2 + count + 4096;
        uint8_t *grown = realloc(output->bytes, capacity);
        if (!grown) png_error(png, "out of memory");
        output->bytes = grown;
        output->capacity = capacity;
    }
    memcpy(output->bytes + output->count, bytes, count);
    output->count += count;
}

static inline void guildscope_png_flush(png_structp png) {}

/// Writes a text chunk: tEXt for ASCII, iTXt for the rest of UTF-8 (PNG specification 11.3.4).
static inline void guildscope_png_text(png_structp png, png_infop info, char *keyword, char *utf8) {
    int ascii = 1;
    for (const char *c = utf8; *c; c++) ascii &= !(*c & 0x80);
    png_text text;
    memset(&text, 0, sizeof text);
    text.compression = ascii ? PNG_TEXT_COMPRESSION_NONE : PNG_ITXT_COMPRESSION_NONE;
    text.key = keyword;
    text.text = utf8;
    png_set_text(png, info, &text, 1);
}

/// 0 on success; else `output->message` says why. The caller frees `output->bytes` either way.
static inline int guildscope_png_encode(const guildscope_png_image *image, const char *title,
                                        const char *description, guildscope_png_output *output) {
    png_structp png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, output, guildscope_png_fail, guildscope_png_ignore);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info || setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        return 1;
    }
    png_set_write_fn(png, output, guildscope_png_append, guildscope_png_flush);
    png_set_IHDR(png, info, image->width, image->height, 8, image->color_type, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (image->palette_count) png_set_PLTE(png, info, image->palette, image->palette_count);
    if (image->palette_alpha_count)
        png_set_tRNS(png, info, image->palette_alpha, image->palette_alpha_count, NULL);
    if (title && *title) guildscope_png_text(png, info, (char *)"Title", (char *)title);
    if (description && *description)
        guildscope_png_text(png, info, (char *)"Description", (char *)description);
    png_write_info(png, info);
    // png_write_row would compress with zlib; the stream is made by a faster library that packs tighter.
    png_write_chunk(png, (png_const_bytep) "IDAT", image->data, image->data_count);
    png_write_chunk(png, (png_const_bytep) "IEND", NULL, 0);
    png_destroy_write_struct(&png, &info);
    return 0;
}
