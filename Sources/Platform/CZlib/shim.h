#pragma once
#include <zlib.h>

// deflateInit2 and inflateInit2 are macros, which Swift does not import; they pin the header's version and
// the size of z_stream, so they must be expanded in C.

/// MAX_WBITS + 16 asks for the gzip format, MAX_WBITS for the zlib format.
static inline int guildscope_deflate_init(z_stream *stream, int level, int window_bits) {
    return deflateInit2(stream, level, Z_DEFLATED, window_bits, 9, Z_DEFAULT_STRATEGY);
}

static inline int guildscope_inflate_init(z_stream *stream, int window_bits) {
    return inflateInit2(stream, window_bits);
}
