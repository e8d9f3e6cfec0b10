// UTF-8: is a text valid, and where do its characters begin.
#pragma once

#include <cstddef>
#include <string_view>

namespace ravine {

inline bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Bytes of the valid character that begins at `i` < text.size(), or 0 where none does (The Unicode Standard 15.0, table
// 3-7: overlong forms, surrogates and code points beyond U+10FFFF are not valid).
std::size_t character_length(std::string_view text, std::size_t i);

// Offset of the first byte that is part of no valid character, or npos.
std::size_t invalid_utf8(std::string_view text);

// Number of characters of a valid text.
std::size_t characters(std::string_view text);

}  // namespace ravine
