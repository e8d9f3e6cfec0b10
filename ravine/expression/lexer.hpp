// Text of a formula to tokens.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ravine {

struct Token {
  enum class Kind {
    number,
    name,         // `text` is normalised: x₁ is x1, π is pi
    sign,         // one of + - * / ^ ( ) [ ] , = and ".." in `text`
    superscript,  // ² or ⁻¹⁰: a power; `number`
    root,         // √
    unknown,      // no part of the language
    end,
  };
  Kind kind = Kind::end;
  std::size_t offset = 0, length = 0;  // bytes
  std::string text;
  double number = 0;
  bool is(std::string_view sign_text) const { return kind == Kind::sign && text == sign_text; }
};

// The tokens of `text`, the last one `end`. Never throws: what is no token comes as `unknown`.
std::vector<Token> tokens(std::string_view text);

}  // namespace ravine
