// Stochastic gradients: every kind of noise is unbiased, as large as it says, and named by its key alone.
#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "ravine/problem/gradient_noise.hpp"
#include "ravine/problem/noisy_problem.hpp"
#include "ravine/ravine.hpp"

namespace ravine {
namespace {

const std::vector<double> point{1.5, -0.5, 2};
// At the point the gradient is (3, -2, 12).
std::shared_ptr<const Problem> bowl() {
  return std::make_shared<FunctionProblem>(Function::parse("x^2 + 2*y^2 + 3*z^2"));
}
const std::vector<double> exact{3, -2, 12};

// Of each kind one, and what the variance of each coordinate is.
struct Kind {
  std::string text;
  std::vector<double> variance;
};
const std::vector<Kind> kinds{
    {"gaussian(sigma = 0.5)", {0.25, 0.25, 0.25}},
    {"gaussian(sigma = [0.5, 0, 2])", {0.25, 0, 4}},
    {"gaussian(covariance = [[2, 1, 0], [1, 2, 0], [0, 0, 0.5]])", {2, 2, 0.5}},
    {"multiplicative(sigma = 0.5)", {0.25 * 9, 0.25 * 4, 0.25 * 144}},
    {"student_t(scale = 0.5, degrees = 10)", {0.25 * 10 / 8, 0.25 * 10 / 8, 0.25 * 10 / 8}},
    {"dropout(keep = 0.25)", {3 * 9, 3 * 4, 3 * 144}},  // g^2 (1-p)/p
};

std::vector<double> gradient(Evaluator& evaluator, StreamKey key) {
  std::vector<double> g(3);
  double f = 0;
  evaluator.evaluate(1, {point.data(), 1}, &f, {g.data(), 1}, &key);
  EXPECT_EQ(f, 14.75);  // no noise on f
  return g;
}

TEST(Noise, TellsItsKindsBack) {
  for (const auto& kind : kinds) {
    const auto text = GradientNoise::parse(kind.text).text();
    EXPECT_EQ(GradientNoise::parse(text).text(), text) << kind.text;
  }
  for (const auto& info : gradient_noises()) EXPECT_EQ(GradientNoise::parse(info.name).kind, info.kind);
}

// The mean of n draws is off by sqrt(variance / n), five times that once in 10^6; the variance itself by
// sqrt(kurtosis / n) of its size, where the kurtosis here is below 10.
TEST(Noise, IsUnbiasedAndAsLargeAsItSays) {
  constexpr int draws = 20000;
  for (const auto& kind : kinds) {
    const NoisyProblem problem(bowl(), GradientNoise::parse(kind.text));
    const auto evaluator = problem.evaluator(1);
    std::vector<double> sum(3), squares(3);
    for (int t = 0; t < draws; ++t) {
      const auto g = gradient(*evaluator, {7, 0, static_cast<std::uint64_t>(t)});
      for (std::size_t i = 0; i < 3; ++i) {
        sum[i] += g[i] - exact[i];
        squares[i] += (g[i] - exact[i]) * (g[i] - exact[i]);
      }
    }
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(sum[i] / draws, 0, 5 * std::sqrt(kind.variance[i] / draws)) << kind.text << " " << i;
      EXPECT_NEAR(squares[i] / draws, kind.variance[i], 5 * std::sqrt(10.0 / draws) * kind.variance[i])
          << kind.text << " " << i;
    }
  }
}

TEST(Noise, HasTheCovarianceGiven) {
  constexpr int draws = 20000;
  const NoisyProblem problem(bowl(), GradientNoise::parse(kinds[2].text));
  const auto evaluator = problem.evaluator(1);
  double product = 0, apart = 0;
  for (int t = 0; t < draws; ++t) {
    const auto g = gradient(*evaluator, {1, 0, static_cast<std::uint64_t>(t)});
    product += (g[0] - exact[0]) * (g[1] - exact[1]);
    apart += (g[0] - exact[0]) * (g[2] - exact[2]);
  }
  EXPECT_NEAR(product / draws, 1, 5 * std::sqrt(5.0 / draws));  // variance of the product: 2*2 + 1
  EXPECT_NEAR(apart / draws, 0, 5 * std::sqrt(1.0 / draws));
}

// Quartiles of t with 1 degree of freedom (Cauchy) are -1 and 1; with 3, 0.7649 (Abramowitz & Stegun, table 26.10).
TEST(Noise, StudentsTHasItsQuartiles) {
  constexpr int draws = 20000;
  for (const auto& [degrees, quartile] : {std::pair{"1", 1.0}, std::pair{"3", 0.76489}}) {
    const NoisyProblem problem(bowl(),
                               GradientNoise::parse("student_t(scale = 1, degrees = " + std::string(degrees) + ")"));
    const auto evaluator = problem.evaluator(1);
    int above = 0;
    for (int t = 0; t < draws; ++t)
      above += gradient(*evaluator, {3, 1, static_cast<std::uint64_t>(t)})[1] - exact[1] > quartile ? 1 : 0;
    EXPECT_NEAR(above / double{draws}, 0.25, 5 * std::sqrt(0.25 * 0.75 / draws)) << degrees;
  }
}

TEST(Noise, IsNamedByItsKeyAlone) {
  for (const auto& kind : kinds) {
    const auto noise = GradientNoise::parse(kind.text);
    const bool continuous = noise.kind != GradientNoise::Kind::dropout;
    const NoisyProblem problem(bowl(), noise), other(bowl(), noise, 5);
    const auto alone = problem.evaluator(1), together = problem.evaluator(5), elsewhere = other.evaluator(1);
    const StreamKey keys[] = {{1, 0, 0}, {2, 0, 0}, {1, 1, 0}, {1, 0, 1}, {1, 0, 0}};
    LaneBlock<double> x(3, 5), g(3, 5);
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t lane = 0; lane < 5; ++lane) x[i][lane] = point[i];
    double f[5];
    together->evaluate(5, x.columns(), f, g.columns(), keys);
    for (std::size_t lane = 0; lane < 5; ++lane) {
      const auto own = gradient(*alone, keys[lane]);
      for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(own[i], g[i][lane]) << kind.text;
      if (lane > 0 && lane < 4 && continuous) {
        EXPECT_NE(own[0], g[0][0]) << kind.text;
      }
    }
    if (continuous) {
      EXPECT_NE(gradient(*elsewhere, keys[0])[0], g[0][0]);
    }
  }
}

TEST(Noise, LeavesARunTheSameAloneAndInABatch) {
  const NoisyProblem problem(bowl(), GradientNoise::parse("student_t"));
  std::vector<Descent> descents;
  for (const char* method : {"sgd(lr=0.01)", "adam(lr=0.1)", "sgd(lr=0.02)", "adam(lr=0.2)", "sam(sgd(lr=0.01))"}) {
    descents.push_back({point, Method::parse(method), {}});
    descents.back().options.steps = 50;
    descents.back().options.seed = 11;
  }
  SerialExecutor executor;
  const auto all = minimize_all(problem, descents, executor);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto alone = minimize(problem, point, descents[i].method, descents[i].options);
    EXPECT_EQ(all[i].history.x, alone.history.x) << descents[i].method.text();
  }
  // Contenders meet the same noise: at the start they see the same gradient.
  for (std::size_t i = 1; i < 4; ++i)
    EXPECT_EQ(all[i].history.gradient[0], all[0].history.gradient[0]) << descents[i].method.text();
  auto other = descents[0];
  other.options.seed = 12;
  EXPECT_NE(minimize(problem, point, other.method, other.options).history.x, all[0].history.x);
}

TEST(Noise, RefusesWhatItCannotBe) {
  const auto message = [](const std::string& text) -> std::string {
    try {
      NoisyProblem(bowl(), GradientNoise::parse(text));
      return {};
    } catch (const InputError& error) {
      return error.what();
    }
  };
  const auto expect = [&](const std::string& text, const std::string& part) {
    EXPECT_NE(message(text).find(part), std::string::npos) << text << "\n" << message(text);
  };
  expect("gausian(sigma=1)", "nearest known: `gaussian`");
  expect("gaussian(sigma=-1)", "a number from 0 on");
  expect("gaussian(sigma=[1, 2])", "is of 2 coordinates, the problem has 3");
  expect("gaussian(covariance=[[1, 2], [3, 4]])", "symmetric");
  expect("gaussian(covariance=[[1, 2, 0], [2, 1, 0], [0, 0, 1]])", "not positive definite");
  expect("student_t(degrees=0)", "a number above 0");
  expect("dropout(keep=0)", "(0, 1]");
  expect("dropout(keep=0.5", "not closed");
  expect("dropout(keep=0.5) x", "expected the end");
  expect("", "expected a kind of noise");
}

}  // namespace
}  // namespace ravine
