// A TOML document as plain data in the order of the file, where every key and value knows the place it came from. What
// reads it (definition.cpp and its neighbours) never sees the TOML library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/study/source.hpp"

namespace ravine::study {

// For messages: shortened, control characters as spaces.
std::string shown(std::string_view text);
std::string in_quotes(std::string_view name);  // shown, between backquotes

struct Entry;

struct Value {
  enum class Kind { text, integer, number, flag, list, table, date };
  Kind kind = Kind::text;
  std::string text;          // of a text: its characters; of a date: as it stands in the file
  double number = 0;         // of a number and of an integer
  std::int64_t integer = 0;  // of an integer
  bool flag = false;
  std::vector<Value> list;
  std::vector<Entry> table;  // in the order of the file
  Location location;

  bool is_number() const { return kind == Kind::number || kind == Kind::integer; }
  const Entry* find(std::string_view key) const;  // of a table; or null
  Entry* find(std::string_view key);
  // For messages: "the text \"abc\"", "the number 0.5", "a list", ...
  std::string description() const;
};

struct Entry {
  std::string key;
  Location key_location;
  Value value;
};

// The same error, said to stand at the value: where it names an offset in the very text of the value, at the line and
// column of that character, as far as the text stands in the file without escapes.
[[noreturn]] void fail_at(const Value& value, const InputError& error);

// What `read` returns; an InputError it throws is said to stand at the value.
template <class Read>
auto read_at(const Value& value, Read&& read) {
  try {
    return read();
  } catch (const InputError& error) {
    fail_at(value, error);
  }
}

// The document's table. Throws InputError: more than `limit` bytes, not UTF-8, no TOML.
Value parse_document(std::string_view text, std::string name, std::size_t limit = std::size_t{1} << 20);

// One value as TOML writes it, from the command line: `[4, 4]`, `0.1`, `"text"`. What is no TOML and does not look like
// a list, table or quoted text is taken as text: `adam`, `x^2 + y^2`. `source` is what errors name.
Value parse_value(std::string_view text, std::string source);

}  // namespace ravine::study
