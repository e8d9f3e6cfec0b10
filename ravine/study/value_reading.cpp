#include "ravine/study/value_reading.hpp"

#include <algorithm>
#include <cmath>

#include "ravine/method/method.hpp"

namespace ravine::study {
namespace {

constexpr std::size_t most_names = 12;  // that an error lists

bool control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

// Where else than in `where` a key or a setting of some method may stand: "at the top level or in a [[run]]"; or empty.
std::string places_of(std::string_view name, std::string_view where) {
  std::string places;
  for (const auto& table : definition_keys()) {
    const bool has =
        std::any_of(table.keys.begin(), table.keys.end(), [&](const auto& key) { return key.name == name; });
    const bool is_key = !table.title.starts_with("A ");  // but a table by itself, in place of a value
    if (!has || !is_key) continue;
    places += places.empty() ? "" : ", or ";
    if (table.title == "Top level")
      places += "at the top level";
    else if (table.title == "Stop rules")
      places += "at the top level or in a [[run]]";
    else
      places += "in " + (table.title.starts_with('[') ? std::string(table.title) : backquoted(table.title));
  }
  const auto methods = ravine::methods();
  const bool is_setting =
      std::any_of(methods.begin(), methods.end(), [&](const MethodInfo* info) { return info->find(name) != nullptr; });
  return places.empty() && is_setting && !where.starts_with("[[run]]")
             ? "in a [[run]], beside the method whose setting it is"
             : places;
}

}  // namespace

void refuse(std::string_view key, const Value& value, std::string_view rule) {
  fail(value.location, in_quotes(key) + " is " + value.description() + "; it must be " + std::string(rule));
}

double read_number(std::string_view key, const Value& value, std::string_view rule) {
  if (!value.is_number()) refuse(key, value, rule);
  if (!std::isfinite(value.number)) refuse(key, value, "finite: " + std::string(rule));
  return value.number;
}

std::int64_t read_integer(std::string_view key, const Value& value, std::string_view rule, std::int64_t low) {
  constexpr double largest = 9e15;  // exact in a double
  if (value.kind == Value::Kind::integer && value.integer >= low) return value.integer;
  if (value.kind == Value::Kind::number && std::floor(value.number) == value.number && value.number <= largest &&
      value.number >= static_cast<double>(low)) {
    return static_cast<std::int64_t>(value.number);  // 1e6
  }
  refuse(key, value, rule);
}

bool read_flag(std::string_view key, const Value& value, std::string_view rule) {
  if (value.kind != Value::Kind::flag) refuse(key, value, rule);
  return value.flag;
}

const std::string& read_text(std::string_view key, const Value& value, std::string_view rule) {
  if (value.kind != Value::Kind::text) refuse(key, value, rule);
  if (value.text.find_first_not_of(" \t\n\r") == std::string::npos) {
    fail(value.location, in_quotes(key) + " is empty; it must be " + std::string(rule));
  }
  return value.text;
}

const std::string& read_line(std::string_view key, const Value& value, std::string_view rule) {
  read_text(key, value, rule);
  if (std::any_of(value.text.begin(), value.text.end(), control)) {
    fail(value.location, in_quotes(key) + " holds a control character; it must be one line of text");
  }
  return value.text;
}

std::vector<double> read_numbers(std::string_view key, const Value& value, std::string_view rule) {
  if (value.kind != Value::Kind::list || value.list.empty()) refuse(key, value, rule);
  std::vector<double> numbers;
  numbers.reserve(value.list.size());
  for (const auto& item : value.list) numbers.push_back(read_number(key, item, rule));
  return numbers;
}

std::pair<double, double> read_interval(std::string_view key, const Value& value, std::string_view rule) {
  const auto numbers = read_numbers(key, value, rule);
  if (numbers.size() != 2) {
    fail(value.location, in_quotes(key) + " has " + std::to_string(numbers.size()) +
                             (numbers.size() == 1 ? " number" : " numbers") + "; it must be " + std::string(rule));
  }
  if (numbers[0] < numbers[1] && !std::isfinite(numbers[1] - numbers[0])) {
    fail(value.location, in_quotes(key) + " goes from " + value.list[0].description() + " to " +
                             value.list[1].description() + ", which are farther apart than the largest number");
  }
  if (!(numbers[0] < numbers[1])) {
    fail(value.location, in_quotes(key) + " goes from " + value.list[0].description() + " to " +
                             value.list[1].description() + "; it must be " + std::string(rule));
  }
  return {numbers[0], numbers[1]};
}

const std::vector<Entry>& read_table(std::string_view key, const Value& value, std::string_view rule) {
  if (value.kind != Value::Kind::table) refuse(key, value, rule);
  return value.table;
}

bool take_stop(const Entry& entry, StopEntries& stops) {
  for (std::size_t i = 0; i < stop_rows.size(); ++i) {
    if (stop_rows[i].info.name != entry.key) continue;
    stops[i] = &entry;
    return true;
  }
  return false;
}

void refuse_key(const Entry& entry, std::string_view where, const std::vector<std::string_view>& known) {
  std::string list;
  for (std::size_t i = 0; i < std::min(known.size(), most_names); ++i) {
    list += (i == 0 ? "known: `" : ", `") + std::string(known[i]) + "`";
  }
  if (known.size() > most_names) list += ", ...";
  if (const auto places = places_of(entry.key, where); !places.empty())
    list = in_quotes(entry.key) + " stands " + places;
  fail(entry.key_location,
       "unknown key " + in_quotes(entry.key) + " in " + std::string(where) + nearest_hint(entry.key, known), list);
}

}  // namespace ravine::study
