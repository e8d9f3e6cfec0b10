// The keys of the definition file: one row a key. The reader (definition.cpp), its errors, doc/definition.md and the
// page that `ravine init` writes take them from here.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace ravine::study {

struct KeyInfo {
  std::string_view name;
  std::string_view value;     // what it must be: "an integer, at least 1"
  std::string_view standard;  // what it is when not given; "required" when it must be
  std::string_view meaning;
};

// The keys that may stand in one kind of table.
struct KeyTable {
  std::string_view title;    // "[problem.NAME]"
  std::string_view meaning;  // what the table is, a sentence
  std::span<const KeyInfo> keys;
};

std::span<const KeyTable> definition_keys();

// The tables as Markdown, as they stand in doc/definition.md.
std::string definition_reference();

// A commented definition that runs as it is: what `ravine init` writes.
std::string_view definition_template();

}  // namespace ravine::study
