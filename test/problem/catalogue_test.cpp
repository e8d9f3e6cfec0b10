// What holds for every function of the catalogue, in several dimensions: its text and points are what they say, its
// minimum and traits are true, its gradient is right. And values of formulas written anew after the sources.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/base/math/matrix.hpp"
#include "ravine/base/random.hpp"
#include "ravine/problem/catalogue/catalogue_function.hpp"
#include "test/sanitized.hpp"

namespace ravine {
namespace {

using Point = std::vector<double>;

constexpr double ulp = 0x1p-52;

// Every row in its least and standard dimension and in some beside, and with its settings off their standards.
std::vector<CatalogueFunction> everything() {
  std::vector<CatalogueFunction> all;
  for (const auto& row : test_functions()) {
    std::set<std::size_t> dimensions{row.dimension.least, row.dimension.standard};
    for (const std::size_t more : {3, 6, 8})
      if (row.dimension.holds(more)) dimensions.insert(more);
    for (const auto dimension : dimensions) all.push_back(CatalogueFunction::parse(row.name, dimension));
    for (const auto& setting : row.settings) {
      const auto value = std::min(setting.most, 3 * setting.standard + 30);
      all.push_back(CatalogueFunction::parse(std::string(row.name) + "(" + std::string(setting.name) + "=" +
                                             std::to_string(value) + ")"));
    }
  }
  return all;
}

// Of each of them.
template <class Law>
void for_all(Law law) {
  std::uint64_t number = 0;
  for (const auto& given : everything()) {
    SCOPED_TRACE(given.text());
    law(given, math::RandomStream({.seed = 20, .repeat = number++}));
  }
}

Point anywhere(const CatalogueFunction& given, const math::RandomStream& random, std::uint64_t number) {
  Point x(given.low.size());
  for (std::size_t i = 0; i < x.size(); ++i)
    x[i] = given.low[i] + (given.high[i] - given.low[i]) * random.uniform(number * x.size() + i);
  return x;
}

// Of the domain: at distances of 1 to 2^-11 of the way to the start, to a minimiser or to the middle.
Point somewhere(const CatalogueFunction& given, const math::RandomStream& random, std::uint64_t number) {
  auto x = anywhere(given, random, number);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double middle = 0.5 * (given.low[i] + given.high[i]);
    double to = middle;
    if (number / 24 % 3 == 0) to = std::clamp(given.start[i], given.low[i], given.high[i]);
    if (number / 24 % 3 == 1 && !given.minimisers.empty())
      to = given.minimisers[number / 72 % given.minimisers.size()][i];
    x[i] = to + std::ldexp(x[i] - to, -static_cast<int>(number / 2 % 12));
  }
  return x;
}

bool in_domain(const CatalogueFunction& given, const Point& x) {
  for (std::size_t i = 0; i < x.size(); ++i)
    if (x[i] < given.low[i] || x[i] > given.high[i]) return false;
  return true;
}

// How large the terms of f are that round: those at the start, and the minimum's.
double scale(const CatalogueFunction& given) {
  return std::max({1.0, std::fabs(given.function(given.start)), std::fabs(given.minimum.value_or(0))});
}

std::vector<double> hessian(const Function& f, const Point& x) {
  const auto n = x.size();
  const auto& tape = f.value_gradient_hessian();
  TapeWorkspace workspace(tape, 1);
  std::vector<double> derivatives(n + n * n);
  double value = 0;
  tape.evaluate(1, {x.data(), 1}, &value, {derivatives.data(), 1}, workspace);
  return {derivatives.begin() + static_cast<std::ptrdiff_t>(n), derivatives.end()};
}

// Increasing.
std::vector<double> eigenvalues(const Function& f, const Point& x) {
  const auto n = x.size();
  auto h = hessian(f, x);
  std::vector<double> values(n), vectors(n * n);
  math::symmetric_eigen(n, h.data(), values.data(), vectors.data());
  std::sort(values.begin(), values.end());
  return values;
}

bool has_kink(const Function& f, const Point& x) {
  const auto h = hessian(f, x);
  return std::any_of(h.begin(), h.end(), [](double value) { return !std::isfinite(value); });
}

TEST(Catalogue, RowsAreWhole) {
  std::set<std::string_view> names;
  for (const auto& row : test_functions()) {
    SCOPED_TRACE(row.name);
    EXPECT_TRUE(names.insert(row.name).second);
    for (const auto alias : row.aliases) EXPECT_TRUE(names.insert(alias).second) << alias;
    EXPECT_EQ(find_test_function(row.name), &row);
    for (const auto text : {row.title, row.family, row.citation, row.low, row.high, row.start})
      EXPECT_FALSE(text.empty());
    EXPECT_TRUE(row.dimension.holds(row.dimension.least) && row.dimension.holds(row.dimension.standard));
    EXPECT_TRUE(std::is_sorted(row.traits.begin(), row.traits.end()));
    EXPECT_TRUE(row.minimisers.size() < 2 || row.has(Trait::multimodal));
  }
  EXPECT_GE(test_functions().size(), 50u);
  for (const auto& trait : traits()) EXPECT_EQ(&traits()[static_cast<std::size_t>(trait.trait)], &trait);
}

TEST(Catalogue, TextReadsBack) {
  for_all([](const CatalogueFunction& given, const auto&) {
    const auto again = CatalogueFunction::parse(given.text());
    EXPECT_EQ(again.row, given.row);
    EXPECT_EQ(again.settings, given.settings);
    EXPECT_EQ(again.start, given.start);
    EXPECT_EQ(again.function.text(Notation::source), given.function.text(Notation::source));
    EXPECT_TRUE(names_test_function(given.text()));
  });
}

// Those with sums over pairs in as many coordinates as they say, and the longest of the others.
TEST(Catalogue, TakesAsManyCoordinatesAsItSays) {
  if (!test::fast) GTEST_SKIP() << "millions of operations";
  const auto most = find_test_function("sphere")->dimension.most;
  for (const auto& row : test_functions()) {
    const bool long_one = row.name == "broyden_banded" || row.name == "quadratic";
    if (row.dimension.most < 30 || (row.dimension.most == most && !long_one)) continue;
    const auto given = CatalogueFunction::parse(row.name, row.dimension.most);
    EXPECT_NO_THROW(given.function.value_and_gradient()) << row.name;
  }
}

TEST(Catalogue, PointsLieWhereTheyShould) {
  for_all([](const CatalogueFunction& given, const auto&) {
    const auto n = given.function.dimension();
    EXPECT_TRUE(given.low.size() == n && given.high.size() == n && given.start.size() == n);
    EXPECT_TRUE(in_domain(given, given.start) || given.row->name == "mccormick");  // as it is published
    EXPECT_TRUE(std::isfinite(given.function(given.start)));
    EXPECT_EQ(given.view.has_value(), n == 2);
    const auto shown = [&](const Point& x) { return given.view->holds(x); };
    for (const auto& point : given.minimisers) {
      ASSERT_EQ(point.size(), n);
      EXPECT_TRUE(in_domain(given, point));
    }
    if (!given.view) return;
    EXPECT_TRUE(shown(given.start));
    EXPECT_TRUE(given.minimisers.empty() || std::any_of(given.minimisers.begin(), given.minimisers.end(), shown));
  });
}

// A minimiser in doubles is off by half an ulp, which moves f by its curvature times the square: less than f rounds.
TEST(Catalogue, MinimumIsReachedAtTheMinimisers) {
  for_all([](const CatalogueFunction& given, const auto&) {
    for (const auto& point : given.minimisers)
      EXPECT_NEAR(given.function(point), given.minimum.value(), 8 * ulp * scale(given));
  });
}

TEST(Catalogue, NothingIsLessThanTheMinimum) {
  for_all([](const CatalogueFunction& given, const math::RandomStream& random) {
    if (!given.minimum) return;
    const auto least = *given.minimum - 8 * ulp * scale(given);
    for (std::uint64_t k = 0; k < 400; ++k) {
      const auto x = anywhere(given, random, k);
      EXPECT_GE(given.function(x), least);
      for (auto near : given.minimisers) {  // at distances of 1 to 2^-20 of the way there
        for (std::size_t i = 0; i < x.size(); ++i) near[i] += std::ldexp(x[i] - near[i], -static_cast<int>(k % 21));
        EXPECT_GE(given.function(near), least);
      }
    }
  });
}

// There the gradient is 0, up to what the point's and the terms' rounding make of it: half an ulp of each coordinate
// times the Hessian, and as much for the terms. On the domain's edge it may point outwards.
TEST(Catalogue, GradientIsZeroAtTheMinimisers) {
  for_all([](const CatalogueFunction& given, const auto&) {
    for (const auto& point : given.minimisers) {
      const auto n = point.size();
      const auto h = hessian(given.function, point);
      Point g(n);
      given.function(point, g);
      if (has_kink(given.function, point)) {
        EXPECT_TRUE(given.row->has(Trait::non_smooth) || g == Point(n)) << given.text();
        continue;
      }
      for (std::size_t i = 0; i < n; ++i) {
        double bound = std::fabs(h[i * n + i]);
        for (std::size_t j = 0; j < n; ++j) bound += std::fabs(h[i * n + j] * point[j]);
        bound *= 2 * ulp;
        EXPECT_TRUE(g[i] <= bound || point[i] == given.low[i]) << i << ": " << g[i] / bound;
        EXPECT_TRUE(g[i] >= -bound || point[i] == given.high[i]) << i << ": " << g[i] / bound;
      }
    }
  });
}

// Central differences at h and 2h, which differ by three times what h^2 leaves of the first; and f rounds. h is short,
// since some functions oscillate: eps^(1/3) of the coordinate.
TEST(Catalogue, GradientIsThatOfDifferences) {
  std::size_t all = 0, telling = 0;
  for_all([&](const CatalogueFunction& given, const math::RandomStream& random) {
    const auto n = given.low.size();
    for (std::uint64_t k = 0; k < 8; ++k) {
      const auto x = anywhere(given, random, k);
      Point g(n);
      const double f = given.function(x, g);
      for (std::size_t i = 0; i < n; ++i) {
        const double h = std::ldexp(std::max(1.0, std::fabs(x[i])), -17);
        double largest = std::fabs(f);
        const auto difference = [&](double step) {
          auto before = x, after = x;
          before[i] -= step, after[i] += step;
          const double low = given.function(before), high = given.function(after);
          largest = std::max({largest, std::fabs(low), std::fabs(high)});
          return (high - low) / (after[i] - before[i]);
        };
        const double near = difference(h), far = difference(2 * h);
        const double bound = std::fabs(far - near) + 16 * ulp * std::max(largest, scale(given)) / h;
        EXPECT_NEAR(g[i], near, bound) << i;
        ++all;
        telling += bound < 1e-4 * std::fabs(g[i]) ? 1 : 0;
      }
    }
  });
  EXPECT_GT(telling, 9 * all / 10);
}

// A trait is true of every form that a function has here. One that it is not said to have fails in some form.
template <class Holds>
void for_claims(Trait trait, Holds holds) {
  std::map<const TestFunction*, bool> always;
  for_all([&](const CatalogueFunction& given, const math::RandomStream& random) {
    const bool here = holds(given, random);
    EXPECT_TRUE(here || !given.row->has(trait)) << given.text();
    always.emplace(given.row, true).first->second &= here;
  });
  for (const auto& [row, held] : always) EXPECT_EQ(held, row->has(trait)) << row->name;
}

// f((x + y)/2) <= (f(x) + f(y))/2; and the Hessian has no eigenvalue below 0.
TEST(Catalogue, ConvexIsWhatIsSaidToBe) {
  for_claims(Trait::convex, [](const CatalogueFunction& given, const math::RandomStream& random) {
    const auto n = given.low.size();
    for (std::uint64_t k = 0; k < 200; ++k) {
      const auto x = somewhere(given, random, 2 * k), y = somewhere(given, random, 2 * k + 1);
      Point middle(n);
      for (std::size_t i = 0; i < n; ++i) middle[i] = 0.5 * (x[i] + y[i]);
      const double ends = 0.5 * (given.function(x) + given.function(y));
      if (given.function(middle) > ends + 16 * ulp * std::max(scale(given), std::fabs(ends))) return false;
      if (has_kink(given.function, x)) continue;
      const auto values = eigenvalues(given.function, x);
      if (values.front() < -64 * ulp * values.back()) return false;
    }
    return true;
  });
}

// f(x) + f(y) stays when x and y exchange a coordinate.
TEST(Catalogue, SeparableIsWhatIsSaidToBe) {
  for_claims(Trait::separable, [](const CatalogueFunction& given, const math::RandomStream& random) {
    const auto n = given.low.size();
    for (std::uint64_t k = 0; k < 50 && n > 1; ++k) {
      auto x = somewhere(given, random, 2 * k), y = somewhere(given, random, 2 * k + 1);
      const double before = given.function(x) + given.function(y);
      const double size = std::fabs(given.function(x)) + std::fabs(given.function(y)) + scale(given);
      std::swap(x[k % n], y[k % n]);
      if (std::fabs(given.function(x) + given.function(y) - before) > 64 * ulp * size) return false;
    }
    return true;
  });
}

// By the Hessian's eigenvalues at the first minimiser, where that is inside the domain, in the standard form.
TEST(Catalogue, IllConditionedIsWhatIsSaidToBe) {
  for (const auto& row : test_functions()) {
    SCOPED_TRACE(row.name);
    const auto given = CatalogueFunction::parse(row.name);
    const auto n = given.low.size();
    if (given.minimisers.empty() || n == 1) continue;
    const auto& point = given.minimisers.front();
    Point g(n);
    given.function(point, g);
    const bool edge = std::any_of(g.begin(), g.end(), [&](double slope) { return std::fabs(slope) > 1e-3; });
    if (edge || row.has(Trait::non_smooth)) continue;
    const auto values = eigenvalues(given.function, point);
    EXPECT_EQ(values.back() >= 999 * values.front(), row.has(Trait::ill_conditioned))
        << row.name << " " << values.front() << " " << values.back();
  }
}

// test/golden/catalogue/generate.py: formulas of their own, 50 digits. f rounds in proportion to its terms.
TEST(Catalogue, ValuesAreThoseOfTheSources) {
  std::ifstream file(RAVINE_SOURCE_DIR "/test/golden/catalogue/values.csv");
  std::set<const TestFunction*> seen;
  std::string line, text, numbers, value;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    fields.ignore();
    std::getline(fields, text, '"'), fields.ignore();
    std::getline(fields, numbers, ','), std::getline(fields, value);
    SCOPED_TRACE(line);
    const auto given = CatalogueFunction::parse(text);
    std::istringstream coordinates(numbers);
    Point x;
    for (double coordinate = 0; coordinates >> coordinate;) x.push_back(coordinate);
    ASSERT_EQ(x.size(), given.start.size());
    if (seen.insert(given.row).second) {
      for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(x[i], given.start[i], ulp);
    }
    const double expected = std::stod(value);
    EXPECT_NEAR(given.function(x), expected, 256 * ulp * std::max(1.0, std::fabs(expected)));
  }
  EXPECT_EQ(seen.size(), test_functions().size());
}

TEST(Catalogue, SaysWhatIsWrong) {
  struct Case {
    const char* text;
    std::size_t offset;
    const char* message;
  };
  for (const auto& [text, offset, message] :
       std::vector<Case>{{"rosenbrok", 0, "`rosenbrok` is no function of the catalogue; nearest known: `rosenbrock`"},
                         {"rosenbrock(dimension=1)", 21, "`dimension` cannot be `1`\nit is 2 to 50000"},
                         {"rosenbrock(2.5)", 11, "`dimension` cannot be `2.5`"},
                         {"powell(dimension=6)", 17, "it is a multiple of 4, 4 to 50000"},
                         {"wood(dimension=2)", 15, "it is 4"},
                         {"quadratic(condition=0.5)", 20, "it is a number from 1 to 1e16"},
                         {"quadratic(kondition=3)", 10, "no option `kondition`; nearest known: `condition`"},
                         {"quadratic(3, 10, 4, 5)", 20, "`quadratic` has 3 options, this is one more"},
                         {"sphere(dimension=3", 6, "this parenthesis is not closed"},
                         {"sphere + 1", 7, "expected the end of the function of the catalogue"}}) {
    SCOPED_TRACE(text);
    try {
      CatalogueFunction::parse(text);
      ADD_FAILURE() << "accepted";
    } catch (const InputError& error) {
      EXPECT_EQ(error.parts().offset, offset);
      const auto said = error.parts().message + "\n" + error.parts().hint;
      EXPECT_NE(said.find(message), std::string::npos) << said;
    }
  }
  EXPECT_THROW(CatalogueFunction::parse("beale", 3), InputError);
  EXPECT_EQ(CatalogueFunction::parse("sphere(dimension=4)", 3).start.size(), 4u);
  for (const char* text : {"x", "e", "sin(x)", "x^2 + beale", "beale + x", ""})
    EXPECT_FALSE(names_test_function(text)) << text;
}

}  // namespace
}  // namespace ravine
