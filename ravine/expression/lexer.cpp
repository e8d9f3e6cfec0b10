#include "ravine/expression/lexer.hpp"

#include <array>
#include <cstdint>
#include <optional>

#include "ravine/base/number_text.hpp"

namespace ravine {
namespace {

struct Character {
  char32_t code = 0;
  std::size_t length = 1;  // bytes
};

constexpr char32_t invalid = 0xFFFFFFFF;

// The UTF-8 character at `at`; code is `invalid` for bytes that are none.
Character character(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : 0); };
  const auto first = byte(at);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4) return {invalid, 1};
  char32_t code = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return {invalid, 1};
    code = (code << 6) | (byte(at + i) & 0x3FU);
  }
  return {code, length};
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// Latin, Greek and Cyrillic letters.
bool is_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c <= 0x52F && c != 0x37E && c != 0x387);
}

bool is_subscript_digit(char32_t c) { return c >= 0x2080 && c <= 0x2089; }

std::optional<int> superscript_digit(char32_t c) {
  if (c == 0x2070) return 0;
  if (c == 0xB9) return 1;
  if (c == 0xB2 || c == 0xB3) return static_cast<int>(c - 0xB0);
  if (c >= 0x2074 && c <= 0x2079) return static_cast<int>(c - 0x2070);
  return std::nullopt;
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F;
}

// Signs that are typed or pasted in another form than the language's own.
constexpr std::array<std::pair<char32_t, char>, 6> same_signs{
    {{0x2212, '-'}, {0x2013, '-'}, {0xB7, '*'}, {0x22C5, '*'}, {0xD7, '*'}, {0xF7, '/'}}};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> all() {
    std::vector<Token> result;
    do {
      result.push_back(next());
    } while (result.back().kind != Token::Kind::end);
    return result;
  }

 private:
  Character here() const { return character(text_, at_); }
  char byte(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }

  Token token(Token::Kind kind, std::size_t length, std::string text, double number = 0) {
    Token result{kind, at_, length, std::move(text), number};
    at_ += length;
    return result;
  }

  Token next() {
    while (at_ < text_.size() && is_space(here().code)) at_ += here().length;
    if (at_ == text_.size()) return token(Token::Kind::end, 0, "");
    const auto c = here();
    if (is_digit(c.code) || (c.code == '.' && is_digit(character(text_, at_ + 1).code))) return number();
    if (is_letter(c.code)) return name();
    if (superscript_digit(c.code) || c.code == 0x207B) return superscript();
    if (c.code == 0x221A) return token(Token::Kind::root, c.length, "sqrt");
    if (c.code == '.' && byte(at_ + 1) == '.') return token(Token::Kind::sign, 2, "..");
    for (const auto& [other, sign] : same_signs) {
      if (c.code == other) return token(Token::Kind::sign, c.length, std::string(1, sign));
    }
    if (c.code < 0x80 && std::string_view("+-*/^()[],=").find(static_cast<char>(c.code)) != std::string_view::npos) {
      return token(Token::Kind::sign, 1, std::string(1, static_cast<char>(c.code)));
    }
    return token(Token::Kind::unknown, c.length, std::string(text_.substr(at_, c.length)));
  }

  std::size_t digits(std::size_t from) const {
    while (is_digit(static_cast<unsigned char>(byte(from)))) ++from;
    return from;
  }

  Token number() {
    auto end = digits(at_);
    if (byte(end) == '.' && byte(end + 1) != '.') end = digits(end + 1);  // in 1..n the points are no decimal point
    if (byte(end) == 'e' || byte(end) == 'E') {
      const auto sign = byte(end + 1) == '+' || byte(end + 1) == '-' ? std::size_t{1} : std::size_t{0};
      const auto after = digits(end + 1 + sign);
      if (after > end + 1 + sign) end = after;
    }
    const auto text = text_.substr(at_, end - at_);
    return token(Token::Kind::number, end - at_, std::string(text), math::parse_number(text).value_or(0));
  }

  Token name() {
    std::string normal;
    auto end = at_;
    for (auto c = here(); is_letter(c.code) || is_digit(c.code) || is_subscript_digit(c.code);
         c = character(text_, end)) {
      if (is_subscript_digit(c.code)) {
        normal += static_cast<char>('0' + (c.code - 0x2080));
      } else {
        normal += text_.substr(end, c.length);
      }
      end += c.length;
      if (end >= text_.size()) break;
    }
    if (normal == "π") normal = "pi";
    return token(Token::Kind::name, end - at_, normal);
  }

  Token superscript() {
    auto end = at_;
    double value = 0;
    const bool negative = here().code == 0x207B;
    if (negative) end += here().length;
    std::size_t count = 0;
    for (; end < text_.size(); ++count) {
      const auto c = character(text_, end);
      const auto digit = superscript_digit(c.code);
      if (!digit) break;
      value = value * 10 + *digit;
      end += c.length;
    }
    const auto text = std::string(text_.substr(at_, end - at_));
    if (count == 0 || count > 9) return token(Token::Kind::unknown, end - at_, text);
    return token(Token::Kind::superscript, end - at_, text, negative ? -value : value);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<Token> tokens(std::string_view text) { return Lexer(text).all(); }

}  // namespace ravine
