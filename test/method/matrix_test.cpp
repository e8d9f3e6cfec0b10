// Methods that step matrices as a whole, and Sophia, against programs of 60 digits written from their papers
// (test/golden/paper/matrix.py), and the laws of all methods on a layout that has a matrix.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/base/math/matrix.hpp"
#include "ravine/method/state_text.hpp"
#include "ravine/method/stepper.hpp"
#include "ravine/problem/callable_problem.hpp"
#include "ravine/problem/function_problem.hpp"
#include "ravine/run/minimize.hpp"
#include "test/method/conventions.hpp"

namespace ravine {
namespace {

std::vector<std::vector<std::string>> cells_of(const std::string& name, const std::string& folder = "paper") {
  std::ifstream file(std::string(RAVINE_SOURCE_DIR) + "/test/golden/" + folder + "/" + name + ".csv");
  std::string line, cell;
  std::getline(file, line);
  std::vector<std::vector<std::string>> all;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    all.emplace_back();
    while (std::getline(cells, cell, ';')) all.back().push_back(cell);
  }
  return all;
}
std::vector<double> numbers(const std::string& text) {
  std::istringstream cells(text);
  std::vector<double> all;
  for (std::string cell; std::getline(cells, cell, ',');) all.push_back(std::stod(cell));
  return all;
}

struct Named {
  FunctionProblem problem;
  std::vector<double> net_start;
};
Named problem_named(const std::string& name) {
  for (const auto& row : cells_of("matrix_problems")) {
    if (row[0] != name) continue;
    std::string layout;
    std::istringstream shapes(row[1]);
    for (std::string shape; std::getline(shapes, shape, ',');)
      layout += "t" + std::to_string(layout.size()) + "[" + shape + "] ";
    auto net_start = numbers(row[2]);
    auto function = Function::parse(row[3], {{}, net_start.size()});
    return {FunctionProblem(std::move(function), parse_layout(layout)), net_start};
  }
  throw std::runtime_error("no problem " + name);
}

// 1e-12 of the largest coordinate, or as often as an order of operations matters what doubles were measured to stray.
TEST(Matrix, MethodsWalkTheirPapersPaths) {
  std::map<std::string, double> strayed;
  for (const char* name : {"matrix_rounding", "variants_rounding"})
    for (const auto& row : cells_of(name)) strayed[row[0] + " on " + row[1]] = std::stod(row[2]);
  std::map<std::string, History> histories;
  std::size_t held = 0;
  auto rows = cells_of("matrix");
  for (const auto& row : cells_of("variants_matrix")) rows.push_back(row);
  for (const auto& row : rows) {
    const auto key = row[0] + " on " + row[1];
    const auto method = Method::parse(row[0] == "adafactor_factored" ? "adafactor" : row[0]);
    if (row[2] == "0") {
      const auto [problem, net_start] = problem_named(row[1]);
      histories[key] = minimize(problem, net_start, method, {.steps = 120}).history;
    }
    const auto step = std::stoul(row[2]);
    const auto expected = numbers(row[3]);
    ASSERT_LT(step, histories.at(key).size()) << key;
    const auto point = histories.at(key).point(step);
    double size = 1;
    for (const double x : expected) size = std::max(size, std::fabs(x));
    const double tolerance = std::max(1e-12, 100 * strayed.at(key)) * size;
    for (std::size_t i = 0; i < expected.size(); ++i)
      ASSERT_NEAR(point[i], expected[i], tolerance) << key << ", step " << step << ", coordinate " << i;
    ++held;
  }
  EXPECT_EQ(held, 414U + 130);
}

// 1e-11 of the largest coordinate, as in source_test.cpp.
TEST(Matrix, MethodsWalkTheirLibrariesPaths) {
  const auto rows = cells_of("variants_matrix", "like");
  ASSERT_EQ(rows.size(), 11U);
  const auto [problem, start] = problem_named(rows[0][2]);
  const auto history = minimize(problem, start, Method::parse(rows[0][1], rows[0][0]), {.steps = 100}).history;
  for (const auto& row : rows) {
    const auto point = history.point(std::stoul(row[3]));
    const auto expected = numbers(row[4]);
    for (std::size_t i = 0; i < expected.size(); ++i)
      ASSERT_NEAR(point[i], expected[i], 1e-11) << row[3] << ", coordinate " << i;
  }
}

constexpr const char* net =
    "(tanh(0.5*x1 + x2 + x5) + tanh(0.5*x3 + x4 + x6) - 0.4)^2 + (tanh(-x1 + 0.3*x2 + x5) + tanh(-x3 + 0.3*x4 + x6) + "
    "0.7)^2 + (tanh(2*x1 - 0.5*x2 + x5) + tanh(2*x3 - 0.5*x4 + x6) - 0.9)^2";
FunctionProblem network() { return {Function::parse(net), parse_layout("w[2x2] b[2]")}; }
const std::vector<double> net_start{0.1, -0.2, 0.3, 0.4, 0.05, -0.1};

std::uint64_t bits_of(double x) { return std::bit_cast<std::uint64_t>(x); }
void expect_same_bits(const std::vector<double>& a, const std::vector<double>& b, const std::string& what) {
  ASSERT_EQ(a.size(), b.size()) << what;
  for (std::size_t i = 0; i < a.size(); ++i) ASSERT_EQ(bits_of(a[i]), bits_of(b[i])) << what << ", entry " << i;
}

TEST(Matrix, TogetherAsAlone) {
  for (const auto& method : test::matrix_conventions()) {
    std::vector<Descent> descents;
    for (int i = 0; i < 5; ++i) {
      descents.push_back({net_start, method, {.steps = 20 + static_cast<std::size_t>(i)}});
      descents.back().start[0] += 0.1 * i;
      test::set_rate(descents.back().method, Setting(0.01 * (i + 1)));
    }
    SerialExecutor serial;
    const auto together = minimize_all(network(), descents, serial);
    for (std::size_t i = 0; i < descents.size(); ++i) {
      const auto alone = minimize(network(), descents[i].start, descents[i].method, descents[i].options);
      expect_same_bits(alone.history.x, together[i].history.x, method.text());
      EXPECT_EQ(alone.outcome.kind, together[i].outcome.kind);
    }
  }
}

TEST(Matrix, SaveAndRestoreContinueBitForBit) {
  const auto function = Function::parse(net);
  for (const auto& method : test::matrix_conventions()) {
    Stepper<double> whole(method, network().layout()), first(method, network().layout()),
        second(method, network().layout());
    auto x = net_start, y = net_start;
    for (int t = 0; t < 40; ++t) whole.step(x, function);
    for (int t = 0; t < 17; ++t) first.step(y, function);
    second.restore(read_state(state_text(first.save())));
    for (int t = 17; t < 40; ++t) second.step(y, function);
    expect_same_bits(x, y, method.text());
    const auto run = minimize(network(), net_start, method, {.steps = 40 * method.chain().gradients_a_step()});
    expect_same_bits(x, run.x, method.text() + " by minimize");
  }
}

TEST(Matrix, FloatsFollowDoubles) {
  for (const char* text :
       {"muon(lr=0.01)", "shampoo", "soap(first_basis=identity)", "adafactor", "clip_norm(1) | muon(lr=0.01)"}) {
    Stepper<double> wide(Method::parse(text), network().layout());
    Stepper<float> narrow(Method::parse(text), network().layout());
    const auto function = Function::parse(net);
    auto x = net_start;
    std::vector<float> y(net_start.begin(), net_start.end());
    for (int t = 0; t < 10; ++t) {
      std::vector<double> g(6), h(6);
      function(x, g);
      wide.step(x, g);
      function(std::vector<double>(y.begin(), y.end()), h);
      narrow.step(y, std::vector<float>(h.begin(), h.end()));
    }
    for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(y[i], x[i], 1e-4) << text;  // 10 steps of 2^-24, amplified
  }
}

TEST(Matrix, DescendAndMeetNotANumber) {
  for (const auto& method : test::matrix_conventions()) {
    auto quick = method;
    test::set_rate(quick, Setting(0.03));
    const auto run = minimize(network(), net_start, quick, {.steps = 300});
    EXPECT_LT(run.best_f, 0.8 * run.history.f.front()) << method.text();
    if (test::has_probe(method)) continue;
    const CallableProblem callable(
        [calls = 0](std::span<const double> x, std::span<double> g) mutable {
          for (std::size_t i = 0; i < x.size(); ++i) g[i] = x[i];
          if (++calls == 6) g[0] = std::numeric_limits<double>::quiet_NaN();
          return x[0] * x[0] / 2;
        },
        6);
    struct Divided final : Problem {  // the same with tensors
      explicit Divided(const Problem& whole) : inner(whole) {}
      const Layout& layout() const override { return tensors; }
      std::unique_ptr<Evaluator> evaluator(std::size_t lanes) const override { return inner.evaluator(lanes); }
      const Problem& inner;
      Layout tensors = parse_layout("w[2x2] b[2]");
    } const fault(callable);
    const auto ended = minimize(fault, net_start, method, {.steps = 20});
    EXPECT_EQ(ended.outcome.kind, OutcomeKind::diverged) << method.text();
    EXPECT_EQ(ended.history.size(), 6U) << method.text();
  }
}

TEST(Matrix, MethodsForMatricesRefuseAVector) {
  for (const char* text : {"muon", "shampoo", "soap", "clip_norm(1) | muon"}) {
    const FunctionProblem vector(Function::parse("x^2 + y^2"));
    try {
      minimize(vector, std::vector<double>{1, 2}, Method::parse(text));
      ADD_FAILURE() << text;
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find("steps matrices, and x[2] is none"), std::string::npos) << error.what();
    }
    EXPECT_THROW(Stepper<double>(Method::parse(text), 4), InputError);
    EXPECT_NO_THROW(Stepper<double>(Method::parse(text), parse_layout("w[2x2]")));
  }
}

// Jacobi's and Gram and Schmidt's results are what they say, for random symmetric matrices, singular ones too.
TEST(Matrix, EigenvectorsAndBasesAreOrthonormal) {
  std::mt19937_64 draw(3);
  const auto uniform = [&] { return static_cast<double>(draw() >> 11) * 0x1p-52 - 1; };
  for (const std::size_t n : {1U, 2U, 3U, 7U, 20U})
    for (const std::size_t rank : {std::size_t{0}, std::size_t{1}, n / 2, n}) {
      std::vector<double> factor(n * rank), a(n * n, 0.0), values(n), vectors(n * n), basis(n * n);
      for (auto& value : factor) value = uniform();
      for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
          for (std::size_t k = 0; k < rank; ++k) a[i * n + j] += factor[i * rank + k] * factor[j * rank + k];
      auto copy = a;
      math::symmetric_eigen(n, copy.data(), values.data(), vectors.data());
      math::eigenbasis(n, a.data(), basis.data());
      const double tolerance = 1e-13 * static_cast<double>(n * n);
      for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
          double product = 0, other = 0, rebuilt = 0;
          for (std::size_t k = 0; k < n; ++k) {
            product += vectors[k * n + i] * vectors[k * n + j];
            other += basis[k * n + i] * basis[k * n + j];
            rebuilt += vectors[i * n + k] * values[k] * vectors[j * n + k];
          }
          EXPECT_NEAR(product, i == j ? 1 : 0, tolerance);
          EXPECT_NEAR(other, i == j ? 1 : 0, tolerance);
          EXPECT_NEAR(rebuilt, a[i * n + j], tolerance);
        }
    }
}

TEST(Layout, OfATextIsTheTextOfTheLayout) {
  for (const char* text : {"x[2]", "w[2x3] b[3]@slow", "a[] b[1]@g c[2x2x2]@h d[3]@g", "вес[2x3] сдвиг[3]@медленно"})
    EXPECT_EQ(described(parse_layout(text)), text);
  EXPECT_EQ(described(parse_layout("a, b[2]")), "a[] b[2]");
  for (const auto& [text, message] :
       {std::pair{"", "empty"}, std::pair{"w[2x0]", "`0` is no whole number"}, std::pair{"w[2", "not closed"},
        std::pair{"w[2] w[3]", "given twice"}, std::pair{"w[2]@", "expected a group's name"},
        std::pair{"[2]", "expected a tensor's name"}, std::pair{"w[1e9x2]", "more than 10^9"},
        std::pair{"w[1.5]", "`1.5` is no whole number"}, std::pair{"w[2x]", "`` is no whole number"}}) {
    try {
      parse_layout(text);
      ADD_FAILURE() << text;
    } catch (const InputError& error) {
      EXPECT_NE(std::string(error.what()).find(message), std::string::npos) << error.what();
    }
  }
  EXPECT_THROW(FunctionProblem(Function::parse("x + y"), parse_layout("w[3]")), InputError);
}

}  // namespace
}  // namespace ravine
