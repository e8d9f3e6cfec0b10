// The notation that models, noises and functions of the catalogue share: name, or name(option = value, ...). First
// values may stand without their option's name, in the order of the table. The reader knows how calls are written; what
// an option's value is, its user reads from the place where the reader stands.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/expression/lexer.hpp"

namespace ravine {

// An option's name and other names it goes by.
struct CallOption {
  std::string_view name;
  std::vector<std::string_view> aliases{};
};

// All throw InputError with the offset in the text.
class CallReader {
 public:
  // `kind`: what the text should be, "model"; `example`: one that has an option; `longest`: bytes of text.
  CallReader(std::string_view text, std::string_view kind, std::string_view example, std::size_t longest = 4096);

  // The name in front: its place in `names`.
  std::size_t name(std::span<const std::string_view> names);
  // The options after it, and then the end of the text. `value` reads the value of the option of a place in `known`.
  void options(std::span<const CallOption> known, const std::function<void(std::size_t)>& value);

  // Where the option begins whose value is read: its name, or the value.
  const Token& option_begin() const { return option_begin_; }
  // Where a value stands: the token, what is written there, and its reading.
  const Token& now() const { return tokens_[at_]; }
  std::string_view written(const Token& token) const { return text_.substr(token.offset, token.length); }
  bool take(std::string_view sign);
  void advance() { ++at_; }
  std::optional<double> number();  // with an optional sign
  // "`hidden` cannot be `x`; it is a list of whole numbers": of the value that begins at `first`.
  [[noreturn]] void refuse(std::string_view option, const Token& first, const std::string& range) const;
  [[noreturn]] void fail(const Token& token, std::string message, std::string hint = {}) const;

 private:
  std::string_view written_from(const Token& first) const;  // up to where the reader stands
  std::size_t option(std::span<const CallOption> known, std::size_t place, bool& named);
  std::size_t find(std::span<const CallOption> known, std::string_view word) const;  // known.size(): there is none

  std::string_view text_, kind_, example_, name_;
  std::vector<Token> tokens_;
  Token option_begin_;
  std::size_t at_ = 0;
};

}  // namespace ravine
