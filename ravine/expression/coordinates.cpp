#include "ravine/expression/coordinates.hpp"

#include <algorithm>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/expression/parse_fault.hpp"

namespace ravine {
namespace {

using Kind = Syntax::Kind;

std::string quoted(const Syntax& at, std::string_view text) {
  return std::string("`").append(text.substr(at.offset, at.length)).append("`");
}

}  // namespace

std::string where(const SumIndices& indices) {
  std::string result;
  for (const auto& [index, value] : indices) {
    result.append(result.empty() ? ", at " : ", ").append(index).append(" = ").append(math::shortest(value));
  }
  return result;
}

Coordinates::Coordinates(const Syntax& syntax, std::string_view text, const ParseOptions& options)
    : text_(text),
      names_(options.variables),
      given_(names_.has_declared() ? options.variables.size() : options.dimension) {
  if (options.dimension != 0 && given_ != options.dimension) {
    throw InputError(std::to_string(given_) + " variables are declared for a function of dimension " +
                     std::to_string(options.dimension));
  }
  if (given_ > coordinate_limit) {
    throw InputError(std::string("a function has at most ") + std::to_string(coordinate_limit) + " coordinates, not " +
                     std::to_string(given_));
  }
  if (!names_.has_declared()) look_for_names(syntax);
}

void Coordinates::look_for_names(const Syntax& syntax) {
  const bool is_name = syntax.kind == Kind::name;
  const bool letter = is_name && letter_number(syntax.name) != 0;
  const bool index = syntax.kind == Kind::index || (is_name && coordinate_number(syntax.name) != 0);
  has_letters_ = has_letters_ || letter;
  has_indices_ = has_indices_ || index;
  if ((letter || index) && has_letters_ && has_indices_) {
    fault_at(text_, syntax.offset, syntax.length,
             quoted(syntax, text_) + " beside " + (letter ? "x1 or x[i]" : "x, y, z") +
                 ": the coordinates have one sort of name",
             "use x, y, z or x1, x2, ... throughout");
  }
  for (const auto& child : syntax.children) look_for_names(child);
}

std::size_t Coordinates::named(const Syntax& name, const SumIndices& indices) {
  if (const auto declared = names_.declared(name.name)) return *declared;
  const auto letter = letter_number(name.name);
  if (letter != 0 && given_ > most_letters) {
    const auto last = std::to_string(given_);
    fault_at(text_, name.offset, name.length,
             quoted(name, text_) + " is no coordinate: with " + last + " they are x1 ... x" + last);
  }
  return in_range(name, static_cast<double>(letter != 0 ? letter : coordinate_number(name.name)), indices);
}

std::size_t Coordinates::indexed(const Syntax& element, double number, const SumIndices& indices) {
  return in_range(element, number, indices);
}

std::size_t Coordinates::in_range(const Syntax& at, double number, const SumIndices& indices) {
  const auto limit = given_ != 0 ? given_ : coordinate_limit;
  if (!(number >= 1 && number <= static_cast<double>(limit))) {
    const auto what = at.kind == Kind::index ? std::string("index ") + math::shortest(number) : quoted(at, text_);
    const std::string rule =
        number < 1 ? "coordinates count from 1"
                   : std::string("the dimension is ") + (given_ != 0 ? "" : "at most ") + std::to_string(limit);
    fault_at(text_, at.offset, at.length, what + " is out of range: " + rule + where(indices));
  }
  const auto coordinate = static_cast<std::size_t>(number);
  highest_ = std::max(highest_, coordinate);
  return coordinate - 1;
}

std::vector<std::string> Coordinates::names(const Syntax& syntax) const {
  if (names_.has_declared()) return names_.declared();
  const auto dimension = given_ != 0 ? given_ : highest_;
  if (dimension == 0) {
    fault_at(text_, syntax.offset, syntax.length, "the text names no variable, so its dimension is unknown",
             std::string("the variables are ") + names_.variables_text());
  }
  return has_indices_ ? indexed_names(dimension) : standard_names(dimension);
}

}  // namespace ravine
