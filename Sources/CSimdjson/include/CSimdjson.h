/// A C face for simdjson's DOM parser: parse a document once, then read its tape in place.
///
/// The tape is simdjson's documented format (doc/tape.md): 64-bit words whose top byte is a type letter.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A parser and the document it parsed last. Owned by the caller; not for use from two threads at once.
typedef struct portolan_json_parser portolan_json_parser;

/// A parsed document. Valid until its parser parses again or is freed.
typedef struct {
  /// The words of the tape, and how many there are; NULL and 0 when parsing failed.
  const uint64_t *_Nullable tape;
  size_t tape_count;
  /// The strings: for each a 32-bit length in host byte order, the unescaped UTF-8 bytes, and a NUL.
  const uint8_t *_Nullable strings;
  /// NULL, or why the text is not JSON: a static English phrase.
  const char *_Nullable error;
} portolan_json_document;

/// How many readable bytes must follow the text handed to `portolan_json_parse`; what they hold does not matter.
size_t portolan_json_padding(void);

/// Asks the kernel for huge pages behind a large block of fresh memory: to fault in small ones takes longer than to parse.
void portolan_prefer_huge_pages(const void *_Nonnull memory, size_t length);

/// Makes a parser; NULL when memory is short.
portolan_json_parser *_Nullable portolan_json_parser_new(void);

/// Frees a parser and its document.
void portolan_json_parser_free(portolan_json_parser *_Nonnull parser);

/// Parses `length` bytes of UTF-8 text, which must be followed by `portolan_json_padding()` more readable bytes.
portolan_json_document portolan_json_parse(portolan_json_parser *_Nonnull parser, const uint8_t *_Nonnull text,
                                           size_t length);

#ifdef __cplusplus
}
#endif
