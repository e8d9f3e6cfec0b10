// The notation of noise: kind, or kind(parameter = value, ...), where a value is a number, a list of numbers or a list
// of lists. First values may stand without their parameter's name, as in the notation of methods.
#include <algorithm>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/problem/gradient_noise.hpp"

namespace ravine {
namespace {

constexpr std::size_t longest_notation = std::size_t{1} << 20;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  GradientNoise read() {
    if (text_.size() > longest_notation)
      throw InputError("a noise of " + std::to_string(text_.size()) + " bytes; at most " +
                       std::to_string(longest_notation) + " are allowed");
    skip_space();
    kind();
    if (take('(')) parameters();
    if (at_ < text_.size()) fail(at_, 1, "expected the end of the noise", "write it so: gaussian(sigma = 0.1)");
    return noise_;
  }

 private:
  [[noreturn]] void fail(std::size_t at, std::size_t length, std::string message, std::string hint = {}) const {
    InputError::Parts parts;
    parts.message = std::move(message);
    parts.hint = std::move(hint);
    parts.text = std::string(text_);
    parts.offset = at;
    parts.length = std::max<std::size_t>(1, length);
    throw InputError(std::move(parts));
  }
  void skip_space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  }
  // Over the sign and the space after it, where it stands here.
  bool take(char sign) {
    if (at_ >= text_.size() || text_[at_] != sign) return false;
    ++at_;
    skip_space();
    return true;
  }
  void require(char sign, const char* after) {
    if (!take(sign)) fail(at_, 1, std::string("expected `") + sign + "` " + after);
  }
  // Up to a sign or space.
  std::string_view word() {
    const auto end = std::min(text_.find_first_of("()[],= \t\r\n", at_), text_.size());
    const auto found = text_.substr(at_, end - at_);
    at_ = end;
    skip_space();
    return found;
  }

  void kind() {
    const auto at = at_;
    const auto name = word();
    std::vector<std::string_view> known;
    for (const auto& row : gradient_noises()) {
      known.push_back(row.name);
      if (row.name == name) info_ = &row;
    }
    if (info_ == nullptr) {
      std::string list;
      for (const auto one : known) list += (list.empty() ? "known: `" : "`, `") + std::string(one);
      fail(at, name.size(), "unknown noise `" + std::string(name) + "`" + nearest_hint(name, known), list + "`");
    }
    noise_.kind = info_->kind;
  }

  void parameters() {
    std::vector<const NoiseParameter*> given;
    bool named = false;
    while (!take(')')) {
      if (!given.empty()) require(',', "or `)` after a value");
      const auto at = at_;
      const auto* row = parameter(given.size(), named);
      for (const auto* other : given)
        if (other == row || row->square || other->square)
          fail(at, row->name.size(),
               other == row ? "`" + std::string(row->name) + "` is given twice"
                            : "`" + std::string(row->name) + "` stands beside `" + std::string(other->name) + "`",
               "give one of them");
      given.push_back(row);
      value(*row);
    }
  }

  const NoiseParameter* parameter(std::size_t place, bool& named) {
    const auto at = at_;
    const auto name = word();
    if (take('=')) {
      named = true;
      std::vector<std::string_view> known;
      for (const auto& row : info_->parameters) {
        if (row.name == name || row.symbol == name) return &row;
        known.push_back(row.name);
      }
      std::string list;
      for (const auto one : known) list += (list.empty() ? "it has `" : "`, `") + std::string(one);
      fail(
          at, name.size(),
          "`" + std::string(info_->name) + "` has no parameter `" + std::string(name) + "`" + nearest_hint(name, known),
          list + "`");
    }
    at_ = at;
    if (named || place >= info_->parameters.size())
      fail(at, name.size(),
           "expected a parameter and its value, such as " + std::string(info_->parameters[0].name) + " = 0.1");
    return &info_->parameters[place];
  }

  double number(const NoiseParameter& row) {
    const auto at = at_;
    const auto text = word();
    const auto read = parse_number(text);
    if (!read || !row.holds(*read))
      fail(at, text.size(),
           "`" + std::string(row.name) + "` is " + (text.empty() ? "no number" : "`" + std::string(text) + "`") +
               "; it must be " + row.range());
    return *read;
  }

  void value(const NoiseParameter& row) {
    const auto at = at_;
    if (!take('[')) {
      if (row.number == nullptr)
        fail(at, 1, "`" + std::string(row.name) + "` is a list", "write it so: [[4, 1], [1, 2]]");
      noise_.*row.number = number(row);
      return;
    }
    if (row.list == nullptr) fail(at, 1, "`" + std::string(row.name) + "` is one number, not a list");
    auto& list = noise_.*row.list;
    if (!row.square) {
      numbers(row, list);
      return;
    }
    std::size_t columns = 0, rows = 0;
    do {
      const auto row_at = at_;
      require('[', "before a row of the matrix");
      const auto before = list.size();
      numbers(row, list);
      if (rows++ == 0) columns = list.size();
      if (list.size() - before != columns)
        fail(row_at, 1,
             "row " + std::to_string(rows) + " of the matrix has " + std::to_string(list.size() - before) +
                 " numbers, the first one " + std::to_string(columns));
    } while (take(','));
    require(']', "after the rows of the matrix");
    if (rows != columns)
      fail(at, 1,
           "the matrix has " + std::to_string(rows) + " rows of " + std::to_string(columns) +
               " numbers; it must be square");
  }

  // What follows an opening bracket, up to the closing one.
  void numbers(const NoiseParameter& row, std::vector<double>& list) {
    do list.push_back(number(row));
    while (take(','));
    require(']', "or `,` after a number of the list");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  const NoiseInfo* info_ = nullptr;
  GradientNoise noise_;
};

}  // namespace

GradientNoise GradientNoise::parse(std::string_view text) { return Reader(text).read(); }

}  // namespace ravine
