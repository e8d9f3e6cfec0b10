// Errors. Bad input is an InputError that holds the place, the value, the rule it breaks and what to do; a file or a
// system that fails is a SystemError. A numerical failure is neither: it is an outcome (run/outcome.hpp).
#pragma once

#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace ravine {

std::string backquoted(std::string_view name);  // `name`: so names stand in messages

// Where in an input something stands. Line and column count from 1, columns in characters (not bytes); 0 is unknown.
struct Place {
  std::string source;  // a file's name, "command line", or empty
  std::size_t line = 0, column = 0;
};

class InputError : public std::runtime_error {
 public:
  struct Parts {
    std::string message;     // one sentence: the value and the rule it breaks
    std::string hint;        // what to do; may be empty
    Place place;             // where the text starts
    std::string text;        // the offending text (one expression or method), shown with a caret when not empty
    std::size_t offset = 0;  // byte offset of the fault in `text`
    std::size_t length = 1;  // bytes that are wrong, at least 1
  };
  explicit InputError(Parts parts);  // what() is the whole message, several lines if need be
  explicit InputError(std::string message, std::string hint = {});
  const Parts& parts() const noexcept { return parts_; }
  // The same error, said to stand in `place`: how a text inside a file gets the file's line and column.
  InputError at(Place place) const;

 private:
  Parts parts_;
};

// A file that cannot be written, a full disk, a missing device: the program could not finish.
class SystemError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The known name nearest to `name` by edit distance (transpositions count one), or empty when none is near enough
// (more than 2 edits for short names, a third of the length for long ones). First in `known` wins a tie.
std::string_view nearest_name(std::string_view name, std::span<const std::string_view> known);
// "; nearest known: `learning_rate`" or "" - to end a message with.
std::string nearest_hint(std::string_view name, std::span<const std::string_view> known);

}  // namespace ravine
