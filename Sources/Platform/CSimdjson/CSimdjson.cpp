#include "CSimdjson.h"

#include <new>
#include <simdjson.h>

struct guildscope_json {
    simdjson::dom::parser parser;
};

guildscope_json *guildscope_json_create(void) { return new (std::nothrow) guildscope_json; }

void guildscope_json_free(guildscope_json *parser) { delete parser; }

const char *guildscope_json_parse(
    guildscope_json *parser, const uint8_t *bytes, size_t length, guildscope_json_tape *tape) {
    simdjson::dom::element root;
    simdjson::error_code error = parser->parser.parse(bytes, length, /* realloc_if_needed: */ true).get(root);
    if (error) {
        return simdjson::error_message(error);
    }
    tape->tape = parser->parser.doc.tape.get();
    tape->strings = parser->parser.doc.string_buf.get();
    return nullptr;
}
