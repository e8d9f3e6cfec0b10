#include "ravine/problem/catalogue/test_function.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <unordered_map>

#include "ravine/problem/catalogue/families.hpp"

namespace ravine {
namespace {

constexpr std::array trait_rows{
    TraitInfo{Trait::convex, "convex", "on the whole domain"},
    TraitInfo{Trait::separable, "separable", "a sum of functions of one coordinate each"},
    TraitInfo{Trait::multimodal, "multimodal", "has several minima"},
    TraitInfo{Trait::ravine, "ravine", "a long narrow valley, most often curved"},
    TraitInfo{Trait::plateau, "plateau", "large parts are nearly flat"},
    TraitInfo{Trait::saddle, "saddle", "has a saddle that a descent may meet"},
    TraitInfo{Trait::ill_conditioned, "ill-conditioned",
              "at a minimiser the Hessian's eigenvalues differ by 10^3 or more, or one is 0"},
    TraitInfo{Trait::non_smooth, "non-smooth", "has points without a gradient"},
};

std::vector<TestFunction> all_families() {
  std::vector<TestFunction> all;
  for (const auto family : {bowls, valleys, saddles, many_minima, least_squares}) {
    auto rows = family();
    std::move(rows.begin(), rows.end(), std::back_inserter(all));
  }
  return all;
}

std::unordered_map<std::string_view, const TestFunction*> by_name() {
  std::unordered_map<std::string_view, const TestFunction*> rows;
  for (const auto& row : test_functions()) {
    rows.emplace(row.name, &row);
    for (const auto alias : row.aliases) rows.emplace(alias, &row);
  }
  return rows;
}

}  // namespace

std::span<const TraitInfo> traits() { return trait_rows; }

std::string DimensionRange::text() const {
  if (least == most) return std::to_string(least);
  const auto ends = std::to_string(least) + " to " + std::to_string(most);
  return multiple == 1 ? ends : "a multiple of " + std::to_string(multiple) + ", " + ends;
}

bool TestFunction::has(Trait trait) const { return std::find(traits.begin(), traits.end(), trait) != traits.end(); }

std::span<const TestFunction> test_functions() {
  static const auto all = all_families();
  return all;
}

const TestFunction* find_test_function(std::string_view name) {
  static const auto rows = by_name();
  const auto found = rows.find(name);
  return found == rows.end() ? nullptr : found->second;
}

}  // namespace ravine
