// How other libraries have the methods: their conventions and defaults as settings of ours, for `--like keras`. Every
// row is held to a golden trajectory (test/golden/like).
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace ravine {

struct LibraryForm {
  std::string_view library;   // "keras"
  std::string_view method;    // our name, which is what `like` turns into
  std::string_view notation;  // this
  std::string_view note;      // what is unusual; may be empty
};

std::span<const LibraryForm> library_forms();
// The libraries, each once, in the order of the table.
std::vector<std::string_view> library_names();
// The row, or null.
const LibraryForm* find_library_form(std::string_view library, std::string_view method);
// Throws InputError with the nearest known name where there is no such library.
void require_library(std::string_view library);

}  // namespace ravine
