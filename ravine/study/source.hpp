// A text that values come from, a definition file or one override of the command line, and places in it.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/base/error.hpp"

namespace ravine::study {

// Immutable. Lines and columns count from 1, columns in characters.
class Source {
 public:
  // `text` is valid UTF-8. Empty where the name says it all ("--set budget=50"): then nothing in it has a line.
  explicit Source(std::string name, std::string text = {});

  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }
  // Byte offset of a line and column; the end of the line or text where it has no such place.
  std::size_t offset(std::size_t line, std::size_t column) const;
  Place place(std::size_t offset) const;
  // The line that holds byte `offset`, without its end.
  std::string_view line(std::size_t offset) const;

 private:
  std::size_t line_of(std::size_t offset) const;  // from 0

  static constexpr std::size_t mark_distance = 256;
  std::string name_, text_;
  std::vector<std::size_t> line_begins_;      // bytes
  std::vector<std::size_t> line_characters_;  // characters before the line
  std::vector<std::size_t> marks_;            // byte offset of every 256th character, so that long lines stay cheap
};

// A stretch of a source: bytes begin ... end of its text. Line 0 where the source has no text.
struct Location {
  std::shared_ptr<const Source> source;
  std::size_t line = 0, column = 0;
  std::size_t begin = 0, end = 0;

  Place place() const { return {source ? source->name() : std::string(), line, column}; }
  std::string_view text() const;  // as it stands in the source; may be empty
};

// What an error says of a location: the place, and the line of the source with the stretch marked.
InputError::Parts parts_at(const Location& location, std::string message, std::string hint = {});
[[noreturn]] void fail(const Location& location, std::string message, std::string hint = {});
InputError unplaced(std::string source, std::string message, std::string hint = {});  // of a source as a whole

}  // namespace ravine::study
