#include "ravine/analysis/compared_plane.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ravine/analysis/principal_plane.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/base/sum.hpp"

namespace ravine {
namespace {

constexpr double parallel = 1e-9;  // what is left of a direction beside another: less is rounding of what was written

std::size_t coordinate_of(std::string_view text, const std::vector<std::string>& names, std::size_t dimension) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == text) return i;
  const bool numbered = names.empty() && text.size() > 1 && text.front() == 'x';
  const auto number = parse_number(numbered ? text.substr(1) : text);
  if (number && *number >= 1 && *number <= static_cast<double>(dimension) && *number == std::floor(*number))
    return static_cast<std::size_t>(*number) - 1;
  const std::vector<std::string_view> known(names.begin(), names.end());
  throw InputError("`" + std::string(text) + "` is no coordinate of the function" + nearest_hint(text, known),
                   "name one, or give its number from 1 to " + std::to_string(dimension));
}

// Divides by the length; by the largest part first, so that squares neither overflow nor vanish.
void make_unit(std::vector<double>& direction, const char* which) {
  double largest = 0;
  for (const double part : direction) {
    if (!std::isfinite(part)) throw InputError(std::string("the direction ") + which + " is not finite");
    largest = std::max(largest, std::fabs(part));
  }
  if (largest == 0)
    throw InputError(std::string("the direction ") + which + " is 0", "a direction has a coordinate that is not 0");
  for (double& part : direction) part /= largest;
  const double length = std::sqrt(math::squared_norm(direction));
  for (double& part : direction) part /= length;
}

// The recorded point with the least f; the first row there is where none has a value.
std::vector<double> best_point(std::size_t dimension, std::span<const RecordedPath> paths) {
  std::span<const double> best;
  double least = HUGE_VAL;
  for (const auto& path : paths)
    for (std::size_t row = 0; row < std::min(path.rows(dimension), path.f.size()); ++row) {
      const auto point = path.point(dimension, row);
      const bool lower = path.f[row] < least, equal = !best.empty() && path.f[row] == least;
      if (!lower && !equal) continue;
      if (!std::all_of(point.begin(), point.end(), [](double part) { return std::isfinite(part); })) continue;
      if (equal && !std::lexicographical_compare(point.begin(), point.end(), best.begin(), best.end())) continue;
      best = point;
      least = path.f[row];
    }
  if (!best.empty()) return {best.begin(), best.end()};
  for (const auto& path : sound_paths(dimension, paths)) {
    const auto point = path.point(dimension, 0);
    return {point.begin(), point.end()};
  }
  return std::vector<double>(dimension);
}

}  // namespace

PlaneChoice coordinates_plane(std::string_view x, std::string_view y, const std::vector<std::string>& names,
                              std::size_t dimension) {
  PlaneChoice choice;
  choice.kind = PlaneChoice::Kind::coordinates;
  choice.x = coordinate_of(x, names, dimension);
  choice.y = coordinate_of(y, names, dimension);
  if (choice.x == choice.y)
    throw InputError("`" + std::string(x) + "` and `" + std::string(y) + "` are the same coordinate",
                     "a plane has two different ones");
  return choice;
}

PlaneChoice directions_plane(std::vector<double> x, std::vector<double> y, std::size_t dimension) {
  for (const auto* direction : {&x, &y})
    if (direction->size() != dimension)
      throw InputError("a direction of " + std::to_string(direction->size()) + " numbers; the function has " +
                       std::to_string(dimension) + " coordinates");
  make_unit(x, "x");
  make_unit(y, "y");
  for (int pass = 0; pass < 2; ++pass) {
    const double share = math::dot(x, y);
    for (std::size_t i = 0; i < dimension; ++i) y[i] -= share * x[i];
    if (!(math::squared_norm(y) > parallel * parallel))
      throw InputError("the directions x and y are parallel", "two directions that are not make a plane");
    make_unit(y, "y");
  }
  PlaneChoice choice;
  choice.kind = PlaneChoice::Kind::directions;
  choice.x_direction = std::move(x);
  choice.y_direction = std::move(y);
  return choice;
}

ComparedPlane compared_plane(const PlaneChoice& choice, std::size_t dimension, std::span<const RecordedPath> paths) {
  if (choice.kind == PlaneChoice::Kind::principal) {
    auto [slice, x_share, y_share] = principal_plane(dimension, paths);
    return {std::move(slice), x_share, y_share};
  }
  ComparedPlane plane;
  auto& [origin, x, y] = plane.slice;
  origin = best_point(dimension, paths);
  if (choice.kind == PlaneChoice::Kind::coordinates) {
    x.assign(dimension, 0);
    y.assign(dimension, 0);
    x[choice.x] = y[choice.y] = 1;
    origin[choice.x] = origin[choice.y] = 0;
    return plane;
  }
  x = choice.x_direction;
  y = choice.y_direction;
  const double u = math::dot(origin, x), v = math::dot(origin, y);
  for (std::size_t i = 0; i < dimension; ++i) origin[i] -= u * x[i] + v * y[i];
  return plane;
}

}  // namespace ravine
