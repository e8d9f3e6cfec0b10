// The only file that knows the TOML library: text -> Value.
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "ravine/base/utf8.hpp"
#include "ravine/study/document.hpp"

namespace ravine::study {
namespace {

using SourcePointer = std::shared_ptr<const Source>;

Location locate(const SourcePointer& source, const toml::source_region& region) {
  const auto begin = source->offset(region.begin.line, region.begin.column);
  const auto end = source->offset(region.end.line, region.end.column);
  return {source, region.begin.line, region.begin.column, begin, std::max(begin, end)};
}

Value convert(const SourcePointer& source, const toml::node& node);

// The library keeps tables in the order of the alphabet: back to the order of the file.
std::vector<Entry> convert_table(const SourcePointer& source, const toml::table& table) {
  std::vector<Entry> entries;
  entries.reserve(table.size());
  for (const auto& [key, node] : table) {
    entries.push_back({std::string(key.str()), locate(source, key.source()), convert(source, node)});
  }
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.key_location.line, a.key_location.column) <
           std::pair(b.key_location.line, b.key_location.column);
  });
  return entries;
}

Value convert(const SourcePointer& source, const toml::node& node) {
  Value value;
  value.location = locate(source, node.source());
  if (const auto* text = node.as_string()) {
    value.kind = Value::Kind::text;
    value.text = text->get();
  } else if (const auto* integer = node.as_integer()) {
    value.kind = Value::Kind::integer;
    value.integer = integer->get();
    value.number = static_cast<double>(value.integer);
  } else if (const auto* number = node.as_floating_point()) {
    value.kind = Value::Kind::number;
    value.number = number->get();
  } else if (const auto* flag = node.as_boolean()) {
    value.kind = Value::Kind::flag;
    value.flag = flag->get();
  } else if (const auto* list = node.as_array()) {
    value.kind = Value::Kind::list;
    value.list.reserve(list->size());
    for (const auto& item : *list) value.list.push_back(convert(source, item));
  } else if (const auto* table = node.as_table()) {
    value.kind = Value::Kind::table;
    value.table = convert_table(source, *table);
  } else {
    value.kind = Value::Kind::date;
    value.text = value.location.text();
  }
  return value;
}

// "Error while parsing array: encountered end-of-file" -> "this is not TOML: encountered end-of-file (in: array)".
std::string reworded(std::string_view message) {
  constexpr std::string_view prefix = "Error while parsing ";
  const auto colon = message.find(": ");
  if (!message.starts_with(prefix) || colon == std::string_view::npos)
    return "this is not TOML: " + std::string(message);
  return "this is not TOML: " + std::string(message.substr(colon + 2)) +
         " (in: " + std::string(message.substr(prefix.size(), colon - prefix.size())) + ")";
}

Value parse_toml(const SourcePointer& source) {
  try {
    return convert(source, toml::parse(std::string_view(source->text())));
  } catch (const toml::parse_error& error) {
    const auto begin = source->offset(error.source().begin.line, error.source().begin.column);
    const auto place = source->place(begin);
    std::string_view hint;
    if (error.description().find("cannot redefine") != std::string_view::npos)
      hint = "a name may stand once in its table";
    if (error.description().find("control characters") != std::string_view::npos)
      hint = "a text ends on its line, with the quote that it began with";
    if (error.description().find("determine value type") != std::string_view::npos)
      hint = "a text stands in quotes: function = \"x^2 + y^2\"";
    if (begin < source->text().size() && source->text()[begin] == '@')
      hint = "a key with another sign than letters, digits, - and _ stands in quotes: \"lr@slow\" = 0.1";
    if (begin < source->text().size() && static_cast<unsigned char>(source->text()[begin]) >= 0x80) {
      hint = "keys and problems with other letters than a-z stand in quotes";
    }
    fail({source, place.line, place.column, begin, begin}, reworded(error.description()), std::string(hint));
  }
}

std::string byte_text(char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  return {'0', 'x', digits[value / 16], digits[value % 16]};
}

// Says of a value and all it holds that it stands in `source`, which has no lines.
void relocate(Value& value, const SourcePointer& source) {
  value.location = {source, 0, 0, 0, 0};
  for (auto& item : value.list) relocate(item, source);
  for (auto& entry : value.table) {
    entry.key_location = value.location;
    relocate(entry.value, source);
  }
}

}  // namespace

Value parse_document(std::string_view text, std::string name, std::size_t limit) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.size() > limit) {
    throw unplaced(std::move(name), "the definition has " + std::to_string(text.size()) +
                                        " bytes, more than the limit of " + std::to_string(limit));
  }
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (const auto bad = invalid_utf8(text); bad != std::string_view::npos) {
    auto place = Source(std::move(name), std::string(text.substr(0, bad)) + ' ').place(bad);
    throw InputError({"the byte " + byte_text(text[bad]) + " is not UTF-8", "save the file as UTF-8", place, {}, 0, 1});
  }
  return parse_toml(std::make_shared<const Source>(std::move(name), std::string(text)));
}

Value parse_value(std::string_view text, std::string name) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) throw unplaced(std::move(name), "the value is missing", "write KEY=VALUE");
  text = text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
  if (invalid_utf8(text) != std::string_view::npos) throw unplaced(std::move(name), "the value is not UTF-8");
  Value value;
  value.text = text;
  try {
    auto document = parse_toml(std::make_shared<const Source>("", "value = " + std::string(text)));
    if (document.table.size() == 1 && document.table.front().value.kind != Value::Kind::date) {
      value = std::move(document.table.front().value);
    }
  } catch (const InputError& error) {
    constexpr std::string_view structured = "[{\"'";
    if (structured.find(text.front()) != std::string_view::npos) {
      throw unplaced(std::move(name), error.parts().message,
                     "lists, tables and texts are as TOML has them, in quotes for the shell: --set "
                     "'problem.bowl.start=[4, 4]'");
    }
  }
  relocate(value, std::make_shared<const Source>(std::move(name)));
  return value;
}

}  // namespace ravine::study
