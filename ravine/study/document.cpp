#include "ravine/study/document.hpp"

#include <algorithm>
#include <utility>

#include "ravine/base/number_text.hpp"
#include "ravine/base/utf8.hpp"

namespace ravine::study {
namespace {

// Offset in the source of the first character of a text value's content, or npos where it does not stand there
// character by character (escapes, continued lines, lines that end in CR LF).
std::size_t content_begin(const Value& value) {
  const auto raw = value.location.text();
  for (const std::string_view quote : {"\"\"\"", "'''", "\"", "'"}) {
    if (!raw.starts_with(quote)) continue;
    auto inner = raw.substr(quote.size());
    if (quote.size() == 3 && inner.starts_with("\r\n")) inner.remove_prefix(2);
    if (quote.size() == 3 && inner.starts_with("\n")) inner.remove_prefix(1);
    if (!inner.starts_with(value.text)) return std::string::npos;
    return value.location.begin + (raw.size() - inner.size());
  }
  return std::string::npos;
}

template <class Found, class Table>
Found* find_in(Table& table, std::string_view key) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace

std::string shown(std::string_view text) {
  constexpr std::size_t longest = 60;
  std::string result;
  while (!text.empty() && result.size() < longest) {
    const auto valid = std::min(invalid_utf8(text), text.size());
    auto size = std::min(valid, longest - result.size());
    while (size > 0 && size < valid && continues_character(text[size])) --size;
    if (size == 0 && valid != 0) break;
    for (const char c : text.substr(0, size)) result += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    text.remove_prefix(size);
    if (size == valid && !text.empty()) {  // a byte that is part of no character
      result += '?';
      text.remove_prefix(1);
    }
  }
  return text.empty() ? result : result + "...";
}

std::string in_quotes(std::string_view name) {
  std::string text(1, '`');
  text += shown(name);
  text += '`';
  return text;
}

const Entry* Value::find(std::string_view key) const { return find_in<const Entry>(table, key); }

Entry* Value::find(std::string_view key) { return find_in<Entry>(table, key); }

std::string Value::description() const {
  switch (kind) {
    case Kind::text:
      return "the text \"" + shown(text) + "\"";
    case Kind::integer:
      return "the number " + std::to_string(integer);
    case Kind::number:
      return "the number " + shortest(number);
    case Kind::flag:
      return flag ? "true" : "false";
    case Kind::list:
      return list.empty() ? "an empty list" : "a list";
    case Kind::table:
      return "a table";
    case Kind::date:
      return "the date " + shown(text);
  }
  return {};
}

void fail_at(const Value& value, const InputError& error) {
  auto parts = error.parts();
  if (parts.text.empty() || parts.text != value.text) {
    // In a file that the value names: "iris.csv:3:2: ...".
    const auto& within = parts.place;
    const auto place = within.source.empty() ? std::string()
                       : within.line == 0    ? within.source + ": "
                                             : within.source + ":" + std::to_string(within.line) + ":" +
                                                std::to_string(within.column) + ": ";
    fail(value.location, place + parts.message, std::move(parts.hint));
  }
  parts.place = value.location.place();
  const auto begin = content_begin(value);
  if (begin != std::string::npos) {
    parts.place = value.location.source->place(begin + std::min(parts.offset, value.text.size()));
  }
  throw InputError(std::move(parts));
}

}  // namespace ravine::study
