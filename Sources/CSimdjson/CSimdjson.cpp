#include "CSimdjson.h"

#include <simdjson.h>

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <new>

struct portolan_json_parser {
  simdjson::dom::parser parser;
};

size_t portolan_json_padding(void) { return simdjson::SIMDJSON_PADDING; }

void portolan_prefer_huge_pages(const void *memory, size_t length) {
  const size_t smallest = 4 << 20;  // below that, what a page rounds up outweighs what it saves
  if (length < smallest) return;
  auto page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
  auto start = (reinterpret_cast<uintptr_t>(memory) + page - 1) & ~(page - 1);
  auto end = (reinterpret_cast<uintptr_t>(memory) + length) & ~(page - 1);
  madvise(reinterpret_cast<void *>(start), end - start, MADV_HUGEPAGE);  // only a wish: a kernel without them ignores it
}

// Makes room for `length` bytes beforehand, so that the kernel knows of it before a page of it is touched.
static void make_room(simdjson::dom::parser &parser, size_t length) {
  if (parser.capacity() >= length) return;
  if (parser.allocate(length) || parser.doc.allocate(length)) return;  // the parser will fail as it does without
  portolan_prefer_huge_pages(parser.doc.tape.get(), length * sizeof(uint64_t));
  portolan_prefer_huge_pages(parser.doc.string_buf.get(), length / 3 * 5);
  portolan_prefer_huge_pages(parser.implementation->structural_indexes.get(), length * sizeof(uint32_t));
}

portolan_json_parser *portolan_json_parser_new(void) { return new (std::nothrow) portolan_json_parser; }

void portolan_json_parser_free(portolan_json_parser *parser) { delete parser; }

portolan_json_document portolan_json_parse(portolan_json_parser *parser, const uint8_t *text, size_t length) {
  simdjson::dom::element root;
  make_room(parser->parser, length);
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
