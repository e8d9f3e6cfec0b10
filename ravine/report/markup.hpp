// Writes HTML. Markup can only be a literal of this program; every other text goes through escape(), so a text of the
// user's can never become markup.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace ravine::report {

// Text of a constant expression: what the program's author wrote, never what its user did.
class Literal {
 public:
  consteval Literal(const char* text) : text_(text) {}  // NOLINT(google-explicit-constructor)
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// What escape() does with characters that steer the direction of text (U+202A ... U+202E, U+2066 ... U+2069 and marks):
// shows them as "[U+202E]" or leaves them out.
enum class Steering { keep, leave_out, show };

// `text` as HTML text or as the value of a quoted attribute, at most `most` characters of it and then an ellipsis.
// Bytes that are no UTF-8 and control characters other than tab and line feed become U+FFFD.
std::string escape(std::string_view text, Steering steering = Steering::keep, std::size_t most = std::string::npos);

class Markup {
 public:
  Markup& operator<<(Literal literal) { return add(literal.text()); }
  Markup& operator<<(const Markup& other) { return add(other.html_); }
  // Escaped, without what steers the direction of text: for attributes and the page's title, where nothing isolates it.
  Markup& plain(std::string_view text) { return add(escape(text, Steering::leave_out, longest_text)); }
  // Escaped and isolated: whatever direction and language the text has stays inside. set_language() says which.
  Markup& user(std::string_view text);
  // Escaped, with what steers the direction of text shown by its code: for program text.
  Markup& source(std::string_view text) { return add(escape(text, Steering::show, longest_source)); }
  // The program's own script, style or drawing, as it stands. Never a text of the user's.
  Markup& own(std::string_view code) { return add(code); }
  // "12", "-0.5": the shortest text that reads back, with at most `digits` significant digits.
  Markup& number(double value, int digits = 17);
  Markup& integer(std::size_t value) { return add(std::to_string(value)); }

  void set_language(std::string_view language);  // of user()'s texts, BCP 47; empty: unknown
  void reserve(std::size_t bytes) { html_.reserve(bytes); }
  std::size_t size() const { return html_.size(); }
  const std::string& html() const& { return html_; }
  std::string html() && { return std::move(html_); }

 private:
  static constexpr std::size_t longest_text = 500, longest_source = 50'000;  // characters
  Markup& add(std::string_view html) {
    html_.append(html);
    return *this;
  }
  std::string html_, isolate_ = "<bdi lang=\"\">";
};

}  // namespace ravine::report
