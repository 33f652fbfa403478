#include "CSimdjson.h"

#include <simdjson.h>

#include <new>

struct portolan_json_parser {
  simdjson::dom::parser parser;
};

size_t portolan_json_padding(void) { return simdjson::SIMDJSON_PADDING; }

portolan_json_parser *portolan_json_parser_new(void) { return new (std::nothrow) portolan_json_parser; }

void portolan_json_parser_free(portolan_json_parser *parser) { delete parser; }

portolan_json_document portolan_json_parse(portolan_json_parser *parser, const uint8_t *text, size_t length) {
  simdjson::dom::element root;
  auto error = parser->parser.parse(text, length, /*realloc_if_needed=*/false).get(root);
  if (error) {
    return {nullptr, 0, nullptr, simdjson::error_message(error)};
  }
  const auto &document = parser->parser.doc;
  const uint64_t *tape = document.tape.get();
  // Word 0 is the root: its payload is the index of the closing root word.
  size_t count = (tape[0] & 0x00FFFFFFFFFFFFFFull) + 1;
  return {tape, count, document.string_buf.get(), nullptr};
}
