#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A simdjson DOM parser with its buffers and the document it parsed last.
typedef struct guildscope_json guildscope_json;

/// The parsed document as simdjson's tape, valid until the next parse.
///
/// The format is part of simdjson's documentation (doc/tape.md, versions 0.2 to 4): Swift walks it without
/// a call per node.
typedef struct {
    const uint64_t *tape;
    const uint8_t *strings;
} guildscope_json_tape;

/// Null when memory is short.
guildscope_json *guildscope_json_create(void);

void guildscope_json_free(guildscope_json *parser);

/// Parses a copy of the bytes, which need no padding; null on success, otherwise why not, in static memory.
const char *guildscope_json_parse(
    guildscope_json *parser, const uint8_t *bytes, size_t length, guildscope_json_tape *tape);

#ifdef __cplusplus
}
#endif
