// Values of a definition as numbers, texts and points, and entries sorted to the fields of their keys. Whatever does
// not fit is an InputError at its place that names the key, the value and the rule.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ravine/study/definition_rows.hpp"
#include "ravine/study/document.hpp"

namespace ravine::study {

// "`budget` is the number 0; it must be an integer, at least 1".
[[noreturn]] void refuse(std::string_view key, const Value& value, std::string_view rule);

double read_number(std::string_view key, const Value& value, std::string_view rule);  // finite
std::int64_t read_integer(std::string_view key, const Value& value, std::string_view rule, std::int64_t low);
bool read_flag(std::string_view key, const Value& value, std::string_view rule);
const std::string& read_text(std::string_view key, const Value& value, std::string_view rule);  // not blank
const std::string& read_line(std::string_view key, const Value& value, std::string_view rule);  // nor several lines
std::vector<double> read_numbers(std::string_view key, const Value& value, std::string_view rule);
std::pair<double, double> read_interval(std::string_view key, const Value& value, std::string_view rule);
// The entries of a table; anything else is refused.
const std::vector<Entry>& read_table(std::string_view key, const Value& value, std::string_view rule);

// Puts an entry into the field of its key; false where no row has the key.
template <class Rows, class Raw>
bool take(const Entry& entry, const Rows& rows, Raw& raw) {
  for (const auto& row : rows) {
    if (row.info.name != entry.key) continue;
    raw.*row.entry = &entry;
    return true;
  }
  return false;
}
bool take_stop(const Entry& entry, StopEntries& stops);

template <class Rows>
void add_names(const Rows& rows, std::vector<std::string_view>& names) {
  for (const auto& row : rows) names.push_back(row.info.name);
}

// "unknown key `budgt` in [[run]]; nearest known: `budget`".
[[noreturn]] void refuse_key(const Entry& entry, std::string_view where, const std::vector<std::string_view>& known);

// The entries of a table whose keys are all in `rows`.
template <class Raw, class Rows>
Raw read_fields(const std::vector<Entry>& entries, const Rows& rows, std::string_view where) {
  Raw raw;
  for (const auto& entry : entries) {
    if (take(entry, rows, raw)) continue;
    std::vector<std::string_view> known;
    add_names(rows, known);
    refuse_key(entry, where, known);
  }
  return raw;
}

}  // namespace ravine::study
