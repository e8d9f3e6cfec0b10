#include "ravine/problem/dataset/columns.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/problem/dataset/fault.hpp"

namespace ravine::dataset {
namespace {

// Column numbers count from 1, or from -1 at the end; nothing where there is none such.
std::optional<std::size_t> by_number(std::int64_t number, std::size_t count) {
  const auto most = static_cast<std::int64_t>(count);
  if (number == 0 || number > most || number < -most) return std::nullopt;
  return static_cast<std::size_t>(number > 0 ? number - 1 : most + number);
}

// `option`: the one that names the column.
std::size_t find_name(std::string_view option, std::string_view name, const std::vector<std::string>& names,
                      const std::string& file) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    const std::vector<std::string_view> known(names.begin(), names.end());
    refuse_option(option, file, "no column is called " + shown(name) + nearest_hint(name, known),
                  names.empty() ? "the file has no header: give the column's number" : "the first line has the names");
  }
  if (std::find(found + 1, names.end(), name) != names.end()) {
    refuse_option(option, file, "two columns are called " + shown(name), "give the column's number");
  }
  return static_cast<std::size_t>(found - names.begin());
}

[[noreturn]] void refuse_number(std::string_view option, std::int64_t number, std::size_t count,
                                const std::string& file) {
  refuse_option(option, file,
                "there is no column " + std::to_string(number) + ": the file has " + std::to_string(count),
                "columns count from 1, or from -1 at the end");
}

std::optional<std::size_t> target_of(std::size_t count, const std::vector<std::string>& names,
                                     const ReadOptions& options, const std::string& file) {
  if (!options.target.empty()) return find_name("target", options.target, names, file);
  if (options.target_column) {
    if (*options.target_column == 0) return std::nullopt;
    const auto found = by_number(*options.target_column, count);
    if (!found) refuse_number("target", *options.target_column, count, file);
    return found;
  }
  if (!options.target_file.empty()) return std::nullopt;
  return count - 1;
}

std::size_t left_out(const std::string& column, const std::vector<std::string>& names, std::size_t count,
                     const std::string& file) {
  if (std::find(names.begin(), names.end(), column) == names.end()) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(column.data(), column.data() + column.size(), number);
    if (error == std::errc() && end == column.data() + column.size()) {
      const auto found = by_number(number, count);
      if (!found) refuse_number("leave_out", number, count, file);
      return *found;
    }
  }
  return find_name("leave_out", column, names, file);
}

}  // namespace

std::string Columns::name(std::size_t column) const {
  auto text = "column " + std::to_string(column + 1);
  if (column < names.size() && !names[column].empty()) text += " (" + shown(names[column]) + ")";
  return text;
}

std::vector<std::string> Columns::feature_names() const {
  std::vector<std::string> result;
  for (std::size_t j = 0; j < names.size(); ++j) {
    if (roles[j] == Role::feature) result.push_back(names[j]);
  }
  return result;
}

Columns choose_columns(std::size_t count, std::vector<std::string> names, const ReadOptions& options, Part part,
                       const std::string& file) {
  Columns columns;
  columns.roles.assign(count, Role::feature);
  columns.names = std::move(names);
  if (part == Part::target) {
    if (count != 1) {
      refuse_option("target_file", file, "a file of targets has one column, this one has " + std::to_string(count));
    }
    columns.roles[0] = Role::target;
    columns.target = true;
    return columns;
  }
  if (const auto target = target_of(count, columns.names, options, file)) {
    columns.roles[*target] = Role::target;
    columns.target = true;
  }
  for (const auto& column : options.leave_out) {
    auto& role = columns.roles[left_out(column, columns.names, count, file)];
    if (role == Role::target)
      refuse_option("leave_out", file, "the target, " + shown(column) + ", is to be left out",
                    "leave it out of `leave_out`, or name another target");
    role = Role::ignored;
  }
  columns.features = static_cast<std::size_t>(std::count(columns.roles.begin(), columns.roles.end(), Role::feature));
  if (columns.features == 0) {
    const std::string message = "no column is left for features: the file has " + std::to_string(count);
    if (!options.leave_out.empty()) refuse_option("leave_out", file, message, "leave out fewer of them");
    refuse_option(options.separator != 0 ? "separator" : "file", file, message,
                  "columns are separated by commas, semicolons or tabs");
  }
  return columns;
}

}  // namespace ravine::dataset
