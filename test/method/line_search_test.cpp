// Moré and Thuente's line search against MINPACK-2 and a program of 60 digits (test/golden/paper/more_thuente.py), and
// what ends a search that finds nothing.
#include "ravine/method/solver/line_search.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <functional>
#include <limits>
#include <sstream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace ravine {
namespace {

using Phi = std::function<std::pair<double, double>(double)>;  // a value and its slope

// A line through the real numbers, and the trials made.
class Trials final : public Oracle {
 public:
  explicit Trials(Phi phi, std::size_t budget = 1000) : phi_(std::move(phi)), budget_(budget) {}
  bool evaluate(std::span<const double> x, double& f, std::span<double> gradient) override {
    if (steps.size() >= budget_) return false;
    steps.push_back(x[0]);
    std::tie(f, gradient[0]) = phi_(x[0]);
    return true;
  }
  bool hessian_product(std::span<const double>, std::span<const double>, std::span<double>) override { return false; }
  void normal(std::uint64_t, std::span<double>) override {}
  std::vector<double> steps;

 private:
  Phi phi_;
  std::size_t budget_;
};

struct Search {
  StepEnd end;
  double step, f;
  std::size_t evaluations;
};
Search search(const Phi& phi, double first, double c1, double c2, std::size_t budget = 1000) {
  Trials trials(phi, budget);
  auto [f, slope] = phi(0);
  std::vector<double> x{0}, g{slope}, direction{1};
  Line line(trials, {x, f, g}, direction);
  const auto end = line.search_wolfe(first, {c1, c2});
  EXPECT_EQ(x[0], 0) << "moved before it was accepted";
  if (end == StepEnd::moved) line.accept();
  return {end, x[0], f, trials.steps.size()};
}

// The functions of section 5 of Moré & Thuente (1994): (5.1) to (5.4).
std::pair<double, double> rational(double t) { return {-t / (t * t + 2), (t * t - 2) / ((t * t + 2) * (t * t + 2))}; }
std::pair<double, double> quintic(double t) {
  const double u = t + 0.004;
  return {std::pow(u, 5) - 2 * std::pow(u, 4), 5 * std::pow(u, 4) - 8 * std::pow(u, 3)};
}
std::pair<double, double> oscillating(double t) {
  constexpr double beta = 0.01, l = 39, pi = 3.14159265358979323846;
  const double outer = t <= 1 - beta ? 1 - t : t >= 1 + beta ? t - 1 : (t - 1) * (t - 1) / (2 * beta) + beta / 2;
  const double slope = t <= 1 - beta ? -1 : t >= 1 + beta ? 1 : (t - 1) / beta;
  const double angle = l * pi / 2 * t;
  return {outer + 2 * (1 - beta) / (l * pi) * std::sin(angle), slope + (1 - beta) * std::cos(angle)};
}
Phi yanai(double beta1, double beta2) {
  const auto gamma = [](double beta) { return std::sqrt(1 + beta * beta) - beta; };
  return [=](double t) {
    const double a = std::sqrt((1 - t) * (1 - t) + beta2 * beta2), b = std::sqrt(t * t + beta1 * beta1);
    return std::pair(gamma(beta1) * a + gamma(beta2) * b, gamma(beta1) * (t - 1) / a + gamma(beta2) * t / b);
  };
}

TEST(LineSearch, TakesThePapersStepsInThePapersNumberOfEvaluations) {
  struct Table {
    Phi phi;
    double c1, c2;
  };
  const std::vector<Table> tables{{rational, 0.001, 0.1},
                                  {quintic, 0.1, 0.1},
                                  {oscillating, 0.1, 0.1},
                                  {yanai(0.001, 0.001), 0.001, 0.001},
                                  {yanai(0.01, 0.001), 0.001, 0.001},
                                  {yanai(0.001, 0.01), 0.001, 0.001}};
  std::ifstream file(std::string(RAVINE_SOURCE_DIR) + "/test/golden/paper/more_thuente.csv");
  std::string line, cell;
  std::getline(file, line);
  std::size_t rows = 0;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::vector<double> numbers;
    for (int i = 0; i < 4 && std::getline(cells, cell, ';'); ++i) numbers.push_back(std::stod(cell));
    const auto& table = tables[static_cast<std::size_t>(numbers[0]) - 1];
    const auto found = search(table.phi, numbers[1], table.c1, table.c2);
    EXPECT_EQ(found.end, StepEnd::moved) << line;
    EXPECT_NEAR(found.step, numbers[2], 1e-9 * numbers[2]) << line;
    EXPECT_EQ(static_cast<double>(found.evaluations), numbers[3]) << line;
    ++rows;
  }
  EXPECT_EQ(rows, 24U);
}

TEST(LineSearch, EndsWhereThereIsNothingLower) {
  const auto uphill = search([](double t) { return std::pair(t, 1.0); }, 1, 1e-4, 0.9);
  EXPECT_EQ(uphill.end, StepEnd::no_lower_point);
  EXPECT_EQ(uphill.evaluations, 0U);
  // A gradient that is not f's: the search gives up after a number of trials.
  const auto wrong = search([](double t) { return std::pair(t, -1.0); }, 1, 1e-4, 0.9);
  EXPECT_EQ(wrong.end, StepEnd::no_lower_point);
  EXPECT_LE(wrong.evaluations, 20U);
  // f falls for ever: the lowest of the trials is taken.
  const auto falling = search([](double t) { return std::pair(-t, -1.0); }, 1, 1e-4, 0.9);
  EXPECT_EQ(falling.end, StepEnd::moved);
  EXPECT_LT(falling.f, -1e9);
}

TEST(LineSearch, GoesRoundValuesThatAreNotFinite) {
  const auto phi = [](double t) {  // no f from 3 on, where the first trial falls
    return t >= 3 ? std::pair(std::numeric_limits<double>::quiet_NaN(), 0.0)
                  : std::pair((t - 2) * (t - 2), 2 * (t - 2));
  };
  const auto found = search(phi, 50, 1e-4, 0.1);
  EXPECT_EQ(found.end, StepEnd::moved);
  EXPECT_NEAR(found.step, 2, 0.2);
}

TEST(LineSearch, LeavesThePointWhereTheBudgetEnds) {
  const auto cut = search(oscillating, 1e-3, 0.1, 0.1, 5);
  EXPECT_EQ(cut.end, StepEnd::out_of_budget);
  EXPECT_EQ(cut.step, 0);
  EXPECT_EQ(cut.evaluations, 5U);
}

}  // namespace
}  // namespace ravine
