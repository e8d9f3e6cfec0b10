#include "ravine/problem/catalogue/catalogue_function.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/expression/lexer.hpp"
#include "ravine/problem/call_notation.hpp"

namespace ravine {
namespace {

using Texts = std::vector<std::string>;

// What stands between the commas that no parenthesis encloses.
Texts parts(std::string_view list) {
  Texts found{""};
  int depth = 0;
  for (const char sign : list) {
    depth += sign == '(' ? 1 : sign == ')' ? -1 : 0;
    if (sign == ',' && depth == 0)
      found.emplace_back();
    else
      found.back() += sign;
  }
  return found;
}

// An expression of a coordinate's number i and the dimension n.
double value_of(const std::string& text, std::size_t i, std::size_t n) {
  const auto function = Function::parse(text, {.variables = {"i", "n"}});
  return function(std::vector{static_cast<double>(i), static_cast<double>(n)});
}

std::vector<double> point_of(std::string_view list, std::size_t n) {
  std::vector<Function> coordinates;
  for (const auto& text : parts(list)) coordinates.push_back(Function::parse(text, {.variables = {"i", "n"}}));
  std::vector<double> point(n);
  for (std::size_t i = 0; i < n; ++i)
    point[i] = coordinates[i % coordinates.size()](std::vector{static_cast<double>(i + 1), static_cast<double>(n)});
  return point;
}

// "-2:2, -1:3".
CatalogueFunction::View view_of(std::string_view text) {
  std::vector<double> ends;
  for (const auto& range : parts(text)) {
    const auto colon = range.find(':');
    for (const auto& end : {range.substr(0, colon), range.substr(colon + 1)}) ends.push_back(value_of(end, 0, 2));
  }
  return {ends[0], ends[1], ends[2], ends[3]};
}

// The text with numbers in place of the settings' names.
std::string with_settings(const TestFunction& row, const std::vector<double>& settings) {
  std::string text;
  std::size_t copied = 0;
  for (const auto& token : tokens(row.expression)) {
    const auto found = std::find_if(row.settings.begin(), row.settings.end(), [&](const TestFunctionSetting& setting) {
      return token.kind == Token::Kind::name && setting.name == token.text;
    });
    if (found == row.settings.end()) continue;
    const auto value = settings[static_cast<std::size_t>(found - row.settings.begin())];
    text.append(row.expression, copied, token.offset - copied);
    text += value < 0 ? "(" + shortest(value) + ")" : shortest(value);
    copied = token.offset + token.length;
  }
  return text.append(row.expression, copied);
}

bool standard(const TestFunction& row, std::size_t dimension, const std::vector<double>& settings) {
  for (std::size_t k = 0; k < settings.size(); ++k)
    if (settings[k] != row.settings[k].standard) return false;
  return dimension == row.dimension.standard;
}

CatalogueFunction made(const TestFunction& row, std::size_t dimension, std::vector<double> settings) {
  auto function = Function::parse(with_settings(row, settings), {.variables = {}, .dimension = dimension});
  CatalogueFunction made{&row, std::move(settings), std::move(function), {}, {}, {}, {}, {}, {}};
  made.low = point_of(row.low, dimension);
  made.high = point_of(row.high, dimension);
  made.start = point_of(row.start, dimension);
  if (!row.known_for_standard || standard(row, dimension, made.settings)) {
    if (!row.minimum.empty()) made.minimum = value_of(std::string(row.minimum), 0, dimension);
    for (const auto point : row.minimisers) made.minimisers.push_back(point_of(point, dimension));
  }
  if (dimension == 2)
    made.view = row.view.empty() ? CatalogueFunction::View{made.low[0], made.high[0], made.low[1], made.high[1]}
                                 : view_of(row.view);
  return made;
}

const std::vector<std::string_view>& all_names() {
  static const auto all = [] {
    std::vector<std::string_view> names;
    for (const auto& row : test_functions()) {
      names.push_back(row.name);
      names.insert(names.end(), row.aliases.begin(), row.aliases.end());
    }
    return names;
  }();
  return all;
}

const TestFunction& row_at(CallReader& reader) {
  const auto& names = all_names();
  try {
    return *find_test_function(names[reader.name(names)]);
  } catch (const InputError& error) {
    auto parts = error.parts();
    parts.hint = "`ravine problems` lists the " + std::to_string(test_functions().size()) + " that there are";
    throw InputError(std::move(parts));
  }
}

// The word that `text` is, or calls; empty where it is more than that.
std::string_view lone_word(std::string_view text) {
  const auto found = tokens(text);
  const bool alone = found[0].kind == Token::Kind::name && (found[1].kind == Token::Kind::end || found[1].is("("));
  return alone ? text.substr(found[0].offset, found[0].length) : std::string_view();
}

std::size_t dimension_at(CallReader& reader, const TestFunction& row) {
  const auto first = reader.now();
  const auto value = reader.number();
  const bool whole = value && *value >= 1 && *value <= 1e9 && *value == std::floor(*value);
  if (!whole || !row.dimension.holds(static_cast<std::size_t>(*value)))
    reader.refuse("dimension", first, row.dimension.text());
  return static_cast<std::size_t>(*value);
}
void require_dimension(const TestFunction& row, std::size_t dimension) {
  if (row.dimension.holds(dimension)) return;
  throw InputError("`" + std::string(row.name) + "` has no form in " + std::to_string(dimension) +
                       (dimension == 1 ? " coordinate" : " coordinates"),
                   "its dimension is " + row.dimension.text());
}

double setting_at(CallReader& reader, const TestFunctionSetting& setting) {
  const auto first = reader.now();
  const auto value = reader.number();
  if (!value || !(*value >= setting.least && *value <= setting.most))
    reader.refuse(setting.name, first, "a number from " + shortest(setting.least) + " to " + shortest(setting.most));
  return *value;
}

}  // namespace

CatalogueFunction CatalogueFunction::parse(std::string_view text, std::size_t dimension) {
  CallReader reader(text, "function of the catalogue", "rosenbrock(dimension=10)");
  const auto& row = row_at(reader);
  std::vector<CallOption> options{{"dimension", {}}};
  std::vector<double> settings;
  for (const auto& setting : row.settings) {
    options.push_back({setting.name, {}});
    settings.push_back(setting.standard);
  }
  std::size_t named = 0;
  reader.options(options, [&](std::size_t place) {
    if (place == 0)
      named = dimension_at(reader, row);
    else
      settings[place - 1] = setting_at(reader, row.settings[place - 1]);
  });
  if (named != 0)
    dimension = named;
  else if (dimension == 0)
    dimension = row.dimension.standard;
  require_dimension(row, dimension);
  return made(row, dimension, std::move(settings));
}

std::string CatalogueFunction::text() const {
  std::string options;
  const auto add = [&](std::string_view name, double value) {
    options.append(options.empty() ? "" : ", ").append(name).append("=").append(shortest(value));
  };
  if (function.dimension() != row->dimension.standard) add("dimension", static_cast<double>(function.dimension()));
  for (std::size_t k = 0; k < settings.size(); ++k)
    if (settings[k] != row->settings[k].standard) add(row->settings[k].name, settings[k]);
  return std::string(row->name) + (options.empty() ? "" : "(" + options + ")");
}

std::string CatalogueFunction::title() const {
  std::string text(row->title);
  if (function.dimension() != row->dimension.standard)
    text += ", " + std::to_string(function.dimension()) + (function.dimension() == 1 ? " coordinate" : " coordinates");
  for (std::size_t k = 0; k < settings.size(); ++k)
    if (settings[k] != row->settings[k].standard)
      text.append(", ").append(row->settings[k].name).append(" ").append(shortest(settings[k]));
  return text;
}

bool names_test_function(std::string_view text) { return find_test_function(lone_word(text)) != nullptr; }

std::string_view nearest_test_function(std::string_view text) { return nearest_name(lone_word(text), all_names()); }

}  // namespace ravine
