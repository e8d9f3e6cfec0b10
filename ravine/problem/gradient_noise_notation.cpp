// The notation of noise (call_notation.hpp). A value is a number, a list of numbers or a list of lists.
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/problem/call_notation.hpp"
#include "ravine/problem/gradient_noise.hpp"

namespace ravine {
namespace {

constexpr std::size_t longest_noise = std::size_t{1} << 20;  // of a covariance

double number(CallReader& reader, const NoiseParameter& row) {
  const auto first = reader.now();
  const auto value = reader.number();
  if (!value || !row.holds(*value)) reader.refuse(row.name, first, row.range());
  return *value;
}

void require(CallReader& reader, std::string_view sign, const char* where) {
  if (!reader.take(sign)) reader.fail(reader.now(), "expected " + backquoted(sign) + " " + where);
}

// What follows an opening bracket, up to the closing one.
void numbers(CallReader& reader, const NoiseParameter& row, std::vector<double>& list) {
  do list.push_back(number(reader, row));
  while (reader.take(","));
  require(reader, "]", "or `,` after a number of the list");
}

void matrix(CallReader& reader, const NoiseParameter& row, const Token& begin, std::vector<double>& list) {
  std::size_t columns = 0, rows = 0;
  do {
    const auto row_begin = reader.now();
    require(reader, "[", "before a row of the matrix");
    const auto before = list.size();
    numbers(reader, row, list);
    if (rows++ == 0) columns = list.size();
    if (list.size() - before != columns)
      reader.fail(row_begin, "row " + std::to_string(rows) + " of the matrix has " +
                                 std::to_string(list.size() - before) + " numbers, the first one " +
                                 std::to_string(columns));
  } while (reader.take(","));
  require(reader, "]", "after the rows of the matrix");
  if (rows != columns)
    reader.fail(begin, "the matrix has " + std::to_string(rows) + " rows of " + std::to_string(columns) +
                           " numbers; it must be square");
}

void take_value(CallReader& reader, const NoiseParameter& row, GradientNoise& noise) {
  const auto begin = reader.now();
  if (!reader.take("[")) {
    if (row.number == nullptr) reader.fail(begin, backquoted(row.name) + " is a list", "write it so: [[4, 1], [1, 2]]");
    noise.*row.number = number(reader, row);
    return;
  }
  if (row.list == nullptr) reader.fail(begin, backquoted(row.name) + " is one number, not a list");
  if (row.square)
    matrix(reader, row, begin, noise.*row.list);
  else
    numbers(reader, row, noise.*row.list);
}

}  // namespace

GradientNoise GradientNoise::parse(std::string_view text) {
  CallReader reader(text, "noise", "gaussian(sigma = 0.1)", longest_noise);
  std::vector<std::string_view> names;
  for (const auto& kind : gradient_noises()) names.push_back(kind.name);
  const auto& kind = gradient_noises()[reader.name(names)];
  GradientNoise noise;
  noise.kind = kind.kind;
  std::vector<CallOption> options;
  for (const auto& row : kind.parameters)
    options.push_back({row.name, row.symbol.empty() ? std::vector<std::string_view>{} : std::vector{row.symbol}});
  std::vector<const NoiseParameter*> given;
  reader.options(options, [&](std::size_t place) {
    const auto& row = kind.parameters[place];
    for (const auto* other : given)  // a covariance says all
      if (row.square || other->square)
        reader.fail(reader.option_begin(), backquoted(row.name) + " stands beside " + backquoted(other->name),
                    "give one of them");
    given.push_back(&row);
    take_value(reader, row, noise);
  });
  return noise;
}

}  // namespace ravine
