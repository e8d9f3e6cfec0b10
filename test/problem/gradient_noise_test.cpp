// Laws of noise, over the table of kinds: the gradient is right on average, spread as stated, and named by seed,
// problem, repeat and evaluation alone.
//
// Tolerances: the mean of N draws of variance v is off by more than 5 sqrt(v/N) once in 1.7 million; keys are fixed, so
// a test that passes once passes always.
#include "ravine/problem/gradient_noise.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/problem/noisy_problem.hpp"
#include "ravine/ravine.hpp"

namespace ravine {
namespace {

constexpr double sigmas_allowed = 5;
constexpr std::size_t draws = 20000;

const std::shared_ptr<const Problem> bowl =
    std::make_shared<FunctionProblem>(Function::parse("5*x^2 + y^2 + x*z + z^2/2"));
const std::vector<double> point{0.7, -2, 3};

std::vector<double> exact_gradient() {
  std::vector<double> g(3);
  double f = 0;
  bowl->evaluator(1)->evaluate(1, {point.data(), 1}, &f, {g.data(), 1}, nullptr);
  return g;
}

// draws x 3: the gradient at the point, evaluation by evaluation.
std::vector<std::vector<double>> gradients(const GradientNoise& noise, std::uint64_t stream = 0) {
  const NoisyProblem noisy(bowl, noise, stream);
  const auto evaluator = noisy.evaluator(1);
  std::vector<std::vector<double>> all(draws, std::vector<double>(3));
  for (std::size_t t = 0; t < draws; ++t) {
    const StreamKey key{3, 1, t};
    double f = 0;
    evaluator->evaluate(1, {point.data(), 1}, &f, {all[t].data(), 1}, &key);
  }
  return all;
}

double mean(const std::vector<std::vector<double>>& all, std::size_t i) {
  double sum = 0;
  for (const auto& g : all) sum += g[i];
  return sum / static_cast<double>(all.size());
}

double covariance(const std::vector<std::vector<double>>& all, std::size_t i, std::size_t j) {
  const double a = mean(all, i), b = mean(all, j);
  double sum = 0;
  for (const auto& g : all) sum += (g[i] - a) * (g[j] - b);
  return sum / static_cast<double>(all.size());
}

// A noise whose variance and fourth moment are finite, and its covariance (i, j) at the gradient g.
struct Spread {
  const char* text;
  double (*expected)(const std::vector<double>& g, std::size_t i, std::size_t j);
  double kurtosis;  // of a coordinate's noise: the fourth central moment over the squared variance
};
double same(std::size_t i, std::size_t j, double variance) { return i == j ? variance : 0; }
constexpr double matrix[3][3] = {{4, 1, -0.5}, {1, 2, 0.25}, {-0.5, 0.25, 1}};
const Spread spreads[] = {
    {"gaussian(sigma = 0.3)", [](const auto&, auto i, auto j) { return same(i, j, 0.09); }, 3},
    {"gaussian(sigma = [0.1, 2, 0.5])",
     [](const auto&, auto i, auto j) {
       return same(i, j, i == 0 ? 0.01 : i == 1 ? 4 : 0.25);
     },
     3},
    {"gaussian(covariance = [[4, 1, -0.5], [1, 2, 0.25], [-0.5, 0.25, 1]])",
     [](const auto&, auto i, auto j) { return matrix[i][j]; }, 3},
    {"multiplicative(sigma = 0.5)", [](const auto& g, auto i, auto j) { return same(i, j, 0.25 * g[i] * g[i]); }, 3},
    // variance nu/(nu - 2), excess kurtosis 6/(nu - 4)
    {"student_t(scale = 2, degrees = 9)", [](const auto&, auto i, auto j) { return same(i, j, 4 * 9.0 / 7); }, 4.2},
    // (g/p)^2 p (1 - p); kurtosis of a Bernoulli number 1/(p(1 - p)) - 3
    {"dropout(keep = 0.25)", [](const auto& g, auto i, auto j) { return same(i, j, 3 * g[i] * g[i]); }, 16.0 / 3 - 3},
};

TEST(NoisyGradients, HasNoBiasAndTheStatedCovariance) {
  const auto exact = exact_gradient();
  for (const auto& row : spreads) {
    SCOPED_TRACE(row.text);
    const auto all = gradients(GradientNoise::parse(row.text));
    for (std::size_t i = 0; i < 3; ++i) {
      const double variance = row.expected(exact, i, i);
      EXPECT_NEAR(mean(all, i), exact[i], sigmas_allowed * std::sqrt(variance / draws));
      for (std::size_t j = 0; j < 3; ++j) {
        // A product of two numbers has at most the kurtosis as its second moment, by Cauchy and Schwarz.
        const double spread = std::sqrt(row.kurtosis * variance * row.expected(exact, j, j) / draws);
        EXPECT_NEAR(covariance(all, i, j), row.expected(exact, i, j), sigmas_allowed * spread) << i << ' ' << j;
      }
    }
  }
}

TEST(NoisyGradients, EveryKindHasARowOfSpreads) {
  for (const auto& kind : gradient_noises()) {
    bool found = false;
    for (const auto& row : spreads) found = found || GradientNoise::parse(row.text).kind == kind.kind;
    EXPECT_TRUE(found) << kind.name;
  }
}

// P(|t| <= q) of Student's distributions that have one in closed form: nu = 1, (2/pi) atan q; nu = 2,
// q/sqrt(2 + q^2); nu = 3, (2/pi) (atan(q/sqrt 3) + (q/sqrt 3)/(1 + q^2/3)) (Abramowitz & Stegun 26.7.3-4).
double within(double degrees, double q) {
  const double pi = std::acos(-1.0), angle = q / std::sqrt(3.0);
  if (degrees == 1) return 2 / pi * std::atan(q);
  if (degrees == 2) return q / std::sqrt(2 + q * q);
  return 2 / pi * (std::atan(angle) + angle / (1 + angle * angle));
}

TEST(NoisyGradients, StudentsTailsAreAsHeavyAsStated) {
  const auto exact = exact_gradient();
  for (const double degrees : {1.0, 2.0, 3.0}) {
    GradientNoise noise{.kind = NoiseKind::student_t, .scale = 0.5, .degrees = degrees};
    const auto all = gradients(noise);
    for (const double q : {0.1, 0.7, 2.0, 10.0, 50.0}) {
      std::size_t inside = 0;
      for (const auto& g : all)
        for (std::size_t i = 0; i < 3; ++i) inside += std::fabs(g[i] - exact[i]) <= 0.5 * q ? 1 : 0;
      const double p = within(degrees, q), count = 3 * draws;
      EXPECT_NEAR(static_cast<double>(inside), p * count, sigmas_allowed * std::sqrt(p * (1 - p) * count) + 1)
          << degrees << ' ' << q;
    }
  }
}

std::vector<GradientNoise> one_of_each() {
  std::vector<GradientNoise> all;
  for (const auto& kind : gradient_noises()) all.push_back(GradientNoise{.kind = kind.kind});
  return all;
}

TEST(NoisyGradients, AnotherNameIsAnotherDraw) {
  for (const auto& noise : one_of_each()) {
    SCOPED_TRACE(noise.text());
    const auto gradient_of = [&](StreamKey key, std::uint64_t stream) {
      std::vector<double> g(3);
      NoisyProblem(bowl, noise, stream).evaluator(1)->evaluate(1, {point.data(), 1}, nullptr, {g.data(), 1}, &key);
      return g;
    };
    // Of dropout's eight patterns two draws may be the same: compare sixteen in a row.
    const auto row_of = [&](StreamKey key, std::uint64_t stream, std::uint64_t stride = 1) {
      std::vector<double> row;
      for (int i = 0; i < 16; ++i, key.step += stride)
        for (const double g : gradient_of(key, stream)) row.push_back(g);
      return row;
    };
    const auto first = row_of({1, 2, 3}, 4);
    EXPECT_EQ(first, row_of({1, 2, 3}, 4));
    EXPECT_NE(first, row_of({9, 2, 3}, 4)) << "seed";
    EXPECT_NE(first, row_of({1, 9, 3}, 4)) << "repeat";
    EXPECT_NE(first, row_of({1, 2, 9}, 4)) << "evaluation";
    EXPECT_NE(first, row_of({1, 2, 3}, 9)) << "problem";
  }
}

TEST(NoisyGradients, LeavesFAndSecondDerivativesAlone) {
  for (const auto& noise : one_of_each()) {
    const NoisyProblem noisy(bowl, noise);
    const StreamKey key{1, 2, 3};
    double f = 0, exact = 0;
    std::vector<double> g(3), expected(3);
    const auto evaluator = noisy.evaluator(1), plain = bowl->evaluator(1);
    evaluator->evaluate(1, {point.data(), 1}, &f, {g.data(), 1}, &key);
    plain->evaluate(1, {point.data(), 1}, &exact, {expected.data(), 1}, &key);
    EXPECT_EQ(f, exact);
    EXPECT_NE(g, expected);
    evaluator->evaluate(1, {point.data(), 1}, &f, {g.data(), 1}, nullptr);
    EXPECT_EQ(g, expected) << "without a key";
    EXPECT_TRUE(evaluator->hessian_product(1, {point.data(), 1}, {point.data(), 1}, {g.data(), 1}, &key));
    EXPECT_TRUE(plain->hessian_product(1, {point.data(), 1}, {point.data(), 1}, {expected.data(), 1}, &key));
    EXPECT_EQ(g, expected);
  }
}

// Runs of several methods, seeds and repeats: alone, and together in blocks that lose lanes on the way.
TEST(NoisyGradients, RunsHaveTheSameBitsAloneAndTogether) {
  for (const auto& noise : one_of_each()) {
    SCOPED_TRACE(noise.text());
    const NoisyProblem noisy(bowl, noise, 7);
    std::vector<Descent> descents;
    for (const char* method : {"sgd(lr=0.02)", "adam(lr=0.1)", "sam(0.1, sgd(lr=0.02))", "sgd(lr=0.02) | average",
                               "schedule_free_sgd(lr=0.02)", "lbfgs"})
      for (std::uint64_t i = 0; i < 9; ++i) {
        RunOptions options{.steps = 31 - 3 * static_cast<std::size_t>(i)};
        options.seed = 1 + i % 2, options.repeat = i / 2;
        descents.push_back({{1, 2, 3}, Method::parse(method), options});
      }
    SerialExecutor executor;
    const auto together = minimize_all(noisy, descents, executor);
    for (std::size_t i = 0; i < descents.size(); ++i) {
      const auto alone = minimize(noisy, descents[i].start, descents[i].method, descents[i].options);
      EXPECT_EQ(alone.history.x, together[i].history.x) << i;
      EXPECT_EQ(alone.history.gradient, together[i].history.gradient) << i;
      EXPECT_EQ(alone.answer, together[i].answer) << i;
    }
  }
}

// f = 0: the gradient is the noise itself, so what a method met is in its history.
TEST(NoisyGradients, ContendersMeetTheSameNoiseAtTheSameEvaluation) {
  const auto flat = std::make_shared<FunctionProblem>(Function::parse("0*x + 0*y", {.variables = {}, .dimension = 2}));
  const NoisyProblem noisy(flat, {.sigma = 1}, 5);
  RunOptions options{.steps = 20};
  options.seed = 4;
  const auto of = [&](const char* method) {
    return minimize(noisy, std::vector<double>{1, 1}, Method::parse(method), options).history;
  };
  const auto sgd = of("sgd(lr=0.1)"), adam = of("adam(lr=0.5)"), probed = of("sam(0.1, sgd(lr=0.1))");
  EXPECT_EQ(sgd.gradient, adam.gradient);
  ASSERT_EQ(probed.size(), 11U);  // two gradients a step
  for (std::size_t row = 0; row < probed.size(); ++row) {
    EXPECT_EQ(probed.evaluations[row], 2 * row);
    for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(probed.gradient[2 * row + i], sgd.gradient[4 * row + i]) << row;
  }
  // The step is along the probe's gradient, whose draw is the one between.
  for (std::size_t row = 0; row + 1 < probed.size(); ++row)
    for (std::size_t i = 0; i < 2; ++i)
      EXPECT_EQ(probed.x[2 * row + 2 + i], probed.x[2 * row + i] - 0.1 * sgd.gradient[4 * row + 2 + i]);
}

TEST(NoisyGradients, TextReadsBack) {
  for (const auto& row : spreads) EXPECT_EQ(GradientNoise::parse(row.text).text(), row.text);
  for (const auto& noise : one_of_each()) {
    EXPECT_EQ(GradientNoise::parse(noise.text()).text(), noise.text());
    EXPECT_EQ(GradientNoise::parse(std::string(info(noise.kind).name)).text(), noise.text());
  }
  EXPECT_EQ(GradientNoise::parse(" gaussian ( 0.3 ) ").text(), "gaussian(sigma = 0.3)");
  EXPECT_EQ(GradientNoise::parse("student_t(2,ν=9)").text(), "student_t(scale = 2, degrees = 9)");
}

TEST(NoisyGradients, RefusesWhatIsNoNoise) {
  const struct {
    const char* text;
    std::size_t offset;
    const char* fragment;
  } faults[] = {
      {"", 0, "expected a noise's name"},
      {"gausian", 0, "nearest known: `gaussian`"},
      {"gaussian(sigm=1)", 9, "nearest known: `sigma`"},
      {"gaussian(sigma=-1)", 15, "`sigma` cannot be `-1`"},
      {"gaussian(sigma=inf)", 15, "it is at least 0 and finite"},
      {"gaussian(sigma=)", 15, "`sigma` has no value"},
      {"gaussian(sigma=1, sigma=2)", 18, "given twice"},
      {"gaussian(sigma=1, covariance=[[1]])", 18, "stands beside `sigma`"},
      {"gaussian(covariance=1)", 20, "is a list"},
      {"gaussian(covariance=[[1, 0], [0]])", 29, "row 2 of the matrix has 1 numbers"},
      {"gaussian(covariance=[[1, 0]])", 20, "must be square"},
      {"gaussian(sigma=[1, x])", 19, "`sigma` cannot be `x`"},
      {"multiplicative(sigma=[1, 2])", 21, "one number, not a list"},
      {"student_t(degrees=0)", 18, "above 0 and finite"},
      {"dropout(keep=1.5)", 13, "above 0 and at most 1"},
      {"dropout(0.5, 0.5)", 13, "this is one more"},
      {"gaussian(sigma=1", 8, "not closed"},
      {"gaussian(sigma=1))", 17, "expected the end"},
  };
  for (const auto& fault : faults) {
    SCOPED_TRACE(fault.text);
    try {
      GradientNoise::parse(fault.text);
      ADD_FAILURE() << "no error";
    } catch (const InputError& error) {
      EXPECT_EQ(error.parts().offset, fault.offset) << error.what();
      EXPECT_NE(std::string(error.what()).find(fault.fragment), std::string::npos) << error.what();
    }
  }
  EXPECT_THROW(NoisyProblem(bowl, GradientNoise::parse("gaussian(sigma=[1, 2])")), InputError);
  EXPECT_THROW(NoisyProblem(bowl, GradientNoise::parse("gaussian(covariance=[[1, 0], [0, 1]])")), InputError);
  EXPECT_THROW(NoisyProblem(bowl, {.sigma = std::nan("")}), InputError);
  EXPECT_THROW(GradientNoise::parse("gaussian(covariance=[[1, 2], [3, 9]])").require_fit(2), InputError)
      << "not symmetric";
  EXPECT_THROW(GradientNoise::parse("gaussian(covariance=[[1, 2], [2, 1]])").require_fit(2), InputError)
      << "not definite";
}

}  // namespace
}  // namespace ravine
