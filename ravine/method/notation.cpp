// The method notation: links divided by `|`; a link is name, or name(setting=value, ...); first values may stand
// without their setting's name, in the order of its table. What wraps a method takes it as its last argument. A value
// is a number, a word, or an expression of t and T; it ends at a comma or parenthesis that is not inside parentheses.
#include "ravine/method/notation.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/method/chain.hpp"
#include "ravine/method/table.hpp"

namespace ravine {
namespace {

constexpr std::size_t longest_notation = 4096, most_links = 64;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;  // symbols: β₁
}

// Links before others: rows of the others' settings come after.
WrittenMethod operator|(const WrittenMethod& before, const WrittenMethod& after) {
  auto both = before;
  both.method = before.method | after.method;
  for (auto given : after.given) {
    given.parameter += before.method.settings().size();
    both.given.push_back(std::move(given));
  }
  both.links.insert(both.links.end(), after.links.begin(), after.links.end());
  return both;
}

class NotationReader {
 public:
  NotationReader(std::string_view text, std::string_view library) : text_(text), library_(library) {}

  WrittenMethod method() {
    auto written = part();
    located(0, text_.size(), [&] { written.method.chain(); });
    return written;
  }
  // It may be links that are no method by themselves.
  WrittenMethod part() {
    if (text_.size() > longest_notation)
      throw InputError("a method of " + std::to_string(text_.size()) + " bytes; at most " +
                       std::to_string(longest_notation) + " are allowed");
    auto written = chain();
    if (at_ < text_.size()) {
      const auto end = std::find_if_not(text_.begin() + static_cast<std::ptrdiff_t>(at_), text_.end(), is_name);
      const auto word = text_.substr(at_, static_cast<std::size_t>(end - text_.begin()) - at_);
      fail("expected the end of the method", find_method(word) != nullptr
                                                 ? "links of a chain have a | between them: clip_norm(1) | adam"
                                                 : "settings stand in parentheses: adam(lr=0.1)");
    }
    written.notation = text_;
    return written;
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  [[noreturn]] void fail(std::string message, std::string hint = {}) const {
    InputError::Parts parts;
    parts.message = std::move(message);
    parts.hint = std::move(hint);
    parts.text = std::string(text_);
    parts.offset = at_;
    throw InputError(std::move(parts));
  }

  // Runs what may throw about a part of the text; its error then points at that part, or inside it where it knows.
  template <class Action>
  auto located(std::size_t at, std::size_t length, Action action) -> decltype(action()) {
    try {
      return action();
    } catch (const InputError& error) {
      auto parts = error.parts();
      const bool inside = !parts.text.empty() && parts.text == text_.substr(at, length);
      parts.offset = inside ? at + parts.offset : at;
      parts.length = inside ? parts.length : std::max<std::size_t>(1, length);
      parts.text = std::string(text_);
      throw InputError(std::move(parts));
    }
  }

  std::pair<std::string_view, std::size_t> word(const char* expected) {
    const auto begin = at_;
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    if (at_ == begin)
      fail(at_ < text_.size() ? std::string("expected ") + expected
                              : std::string("the text ends where ") + expected + " is expected");
    return {text_.substr(begin, at_ - begin), begin};
  }

  WrittenMethod chain() {
    skip_space();
    const auto begin = at_;
    auto written = link();
    for (skip_space(); peek() == '|'; skip_space()) {
      ++at_;
      skip_space();
      const auto next = link();
      if (++links_ > most_links) fail("a chain of more than " + std::to_string(most_links) + " links");
      written = located(begin, at_ - begin, [&] { return written | next; });
    }
    return written;
  }

  WrittenMethod link() {
    const auto [name, at] = word("a method's name, such as adam or sgd(lr=0.1)");
    WrittenMethod own{located(at, name.size(), [&, name = name] { return Method::named(name, library_); }), {}, {}, {}};
    own.links.assign(own.method.links(), {at, name.size()});
    skip_space();
    std::optional<WrittenMethod> inner;
    if (peek() == '(') inner = arguments(own);
    if (!inner) {
      if (own.method.info().wraps)
        located(at, name.size(), [&, name = name] {
          throw InputError("`" + std::string(name) + "` has no method to wrap",
                           "give it one as its last argument: " + std::string(name) + "(adam(lr=0.1))");
        });
      return own;
    }
    return located(at, at_ - at, [&] { return own.method.info().part == Part::point ? *inner | own : own | *inner; });
  }

  // From the opening parenthesis to the closing one; the method inside, where the last argument is one.
  std::optional<WrittenMethod> arguments(WrittenMethod& own) {
    auto& method = own.method;
    const auto open = at_++;
    std::vector<std::string> given;
    bool named = false;
    skip_space();
    while (peek() != ')') {
      if (at_ >= text_.size()) unclosed(open);
      const auto [name, name_at] = name_of_setting();
      if (name.empty() && method.info().wraps && is_name(peek()) && (peek() < '0' || peek() > '9')) {
        auto inner = chain();
        if (at_ >= text_.size()) unclosed(open);
        if (peek() != ')') fail("expected `)` after the method that `" + std::string(method.info().name) + "` wraps");
        ++at_;
        return inner;
      }
      const auto begin = at_;
      skip_value(open);
      auto end = at_;
      while (end > begin && is_space(text_[end - 1])) --end;
      if (end == begin)
        fail(name.empty() ? "expected a setting, such as lr=0.1" : "`" + std::string(name) + "` has no value");
      const auto value = text_.substr(begin, end - begin);
      if (name.empty() && named) {
        at_ = begin;
        const auto is_digit = [&](std::size_t i) { return i < text_.size() && text_[i] >= '0' && text_[i] <= '9'; };
        const bool decimal_comma = begin >= 2 && text_[begin - 1] == ',' && is_digit(begin - 2) && is_digit(begin);
        fail("a value without a name stands after one with a name",
             decimal_comma ? "numbers are written with a point: 0.5" : "write its setting's name before it");
      }
      named = named || !name.empty();
      const auto group = name.substr(std::min(name.find('@'), name.size()));
      const auto* row = name.empty() ? row_at(method, given.size(), begin, value)
                                     : row_named(method, name.substr(0, name.size() - group.size()), name_at);
      const auto setting = std::string(row->name).append(group);
      if (std::find(given.begin(), given.end(), setting) != given.end()) {
        at_ = name_at;
        fail("`" + setting + "` is given twice");
      }
      given.push_back(setting);
      located(begin, value.size(), [&] { method.set(setting, value); });
      own.given.push_back({static_cast<std::size_t>(row - method.info().parameters.data()),
                           std::string(group.substr(std::min<std::size_t>(1, group.size()))),
                           {name_at, end - name_at}});
      if (peek() == ',') {
        ++at_;
        skip_space();
        if (peek() == ')') fail("expected a setting after the comma");
      }
    }
    ++at_;
    return std::nullopt;
  }

  // The name before an `=`, which is passed; empty where a value stands alone.
  std::pair<std::string_view, std::size_t> name_of_setting() {
    const auto begin = at_;
    while (at_ < text_.size() && (is_name(text_[at_]) || text_[at_] == '@')) ++at_;
    const auto name = text_.substr(begin, at_ - begin);
    skip_space();
    if (name.empty() || peek() != '=') {
      at_ = begin;
      return {{}, begin};
    }
    ++at_;
    skip_space();
    return {name, begin};
  }

  const ParameterInfo* row_named(const Method& method, std::string_view name, std::size_t name_at) {
    return located(name_at, name.size(), [&] {
      if (const auto* found = method.info().find(name)) return found;
      Method(method).set(name, Setting(0));  // throws: the setting is unknown
      return static_cast<const ParameterInfo*>(nullptr);
    });
  }

  const ParameterInfo* row_at(const Method& method, std::size_t place, std::size_t begin, std::string_view value) {
    const auto& info = method.info();
    const auto& rows = info.parameters;
    // A setting's name is rather a setting without its `=` than a value without its name.
    auto end = begin;
    while (end < begin + value.size() && is_name(text_[end])) ++end;
    if (const auto first = text_.substr(begin, end - begin); info.find(first) != nullptr) {
      at_ = end;
      skip_space();
      fail("expected `=` and a value after `" + std::string(first) + "`");
    }
    if (place < rows.size()) return &rows[place];
    at_ = begin;
    fail("`" + std::string(info.name) + "` has " + std::to_string(rows.size()) +
         (rows.size() == 1 ? " setting" : " settings") + ", this is one more");
  }

  [[noreturn]] void unclosed(std::size_t open) {
    at_ = open;
    fail("this parenthesis is not closed", "add `)`");
  }

  // To the comma or parenthesis that ends the value.
  void skip_value(std::size_t open) {
    std::size_t depth = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '(' || c == '[') ++depth;
      if ((c == ')' || c == ',') && depth == 0) return;
      if (c == ')' || c == ']') depth -= depth > 0 ? 1 : 0;
    }
    unclosed(open);
  }

  std::string_view text_, library_;
  std::size_t at_ = 0, links_ = 0;
};

}  // namespace

bool WrittenMethod::gives(std::size_t parameter) const {
  return std::any_of(given.begin(), given.end(),
                     [&](const Given& one) { return one.parameter == parameter && one.group.empty(); });
}

void WrittenMethod::require_fit(const Layout& layout) const {
  auto found = method.misfit(layout);
  if (!found) return;
  auto extent = links[found->link];
  if (found->group_setting) {
    const auto& own = method.group_settings()[*found->group_setting];
    for (const auto& one : given)
      if (one.parameter == own.parameter && one.group == own.group) extent = one.extent;
  }
  found->error.text = notation;
  found->error.offset = extent.offset;
  found->error.length = extent.length;
  throw InputError(std::move(found->error));
}

WrittenMethod read_notation(std::string_view notation, std::string_view library) {
  return NotationReader(notation, library).method();
}

Method Method::parse(std::string_view notation, std::string_view library) {
  return read_notation(notation, library).method;
}
Method Method::parse_part(std::string_view notation) { return NotationReader(notation, {}).part().method; }

}  // namespace ravine
