// Runs made so that what is wrong with each is known: two thirds by hand, at three scales of f and x, and a third drawn
// from a seed. The rules of ravine/analysis/insight were never tuned against the drawn third.
//
// Labels follow from the construction: X and Y are x and y in units of the scale, so a rate of a descent scales with
// x²/f, that of a method whose steps have one length with x.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <memory>

#include "ravine/analysis/insight/insight.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/base/random.hpp"
#include "ravine/problem/noisy_problem.hpp"
#include "ravine/ravine.hpp"

namespace ravine {
namespace {

using enum Finding;
using Label = std::optional<Finding>;  // none: healthy

struct LabelledRun {
  Label label;
  std::string function, method, noise;
  std::vector<double> start;
  std::size_t steps = 0;
  std::optional<double> minimum;

  std::string text() const {
    return (label ? std::string(name(*label)) : "healthy") + ": " + method + " on " + function;
  }
  std::unique_ptr<const Problem> problem() const {
    auto exact = std::make_unique<FunctionProblem>(Function::parse(function));
    if (noise.empty()) return exact;
    return std::make_unique<NoisyProblem>(std::move(exact), GradientNoise::parse(noise));
  }
};

// Scales of f and of x.
struct Scale {
  double f = 1, x = 1;
};

std::string replaced(std::string text, char letter, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(letter, at)) != std::string::npos; at += by.size()) text.replace(at, 1, by);
  return text;
}

// D and S in a method stand for the units of a descent's rate and of a step's length, G in a noise for a gradient's.
LabelledRun scaled(LabelledRun run, Scale scale) {
  run.function = shortest(scale.f) + "*(" + run.function + ")";
  run.function = replaced(run.function, 'X', "(x/" + shortest(scale.x) + ")");
  run.function = replaced(run.function, 'Y', "(y/" + shortest(scale.x) + ")");
  run.method = replaced(run.method, 'D', shortest(scale.x * scale.x / scale.f));
  run.method = replaced(run.method, 'S', shortest(scale.x));
  if (!run.noise.empty()) {
    const auto sigma = *parse_number(run.noise);
    run.noise = sigma > 0 ? "gaussian(sigma=" + shortest(sigma * scale.f / scale.x) + ")" : "multiplicative(sigma=0.5)";
  }
  for (auto& x : run.start) x *= scale.x;
  if (run.minimum) *run.minimum *= scale.f;
  return run;
}

// Rates are products where a unit stands in them: the notation takes an expression as a schedule of the step, a number
// else, so constant ones are multiplied here.
std::string rate(double value, char unit) { return "@" + shortest(value) + unit; }

LabelledRun multiplied(LabelledRun run, Scale scale) {
  std::string text;
  for (std::size_t i = 0; i < run.method.size(); ++i) {
    if (run.method[i] != '@') {
      text += run.method[i];
      continue;
    }
    const auto end = run.method.find_first_of("DS", i);
    const double unit = run.method[end] == 'D' ? scale.x * scale.x / scale.f : scale.x;
    text += shortest(*parse_number(run.method.substr(i + 1, end - i - 1)) * unit);
    i = end;
  }
  run.method = text;
  return scaled(std::move(run), scale);
}

// ---- The drawn third: written first, and run only when the rules were done.

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : stream_({.seed = seed}) {}
  double uniform(double low, double high) { return low + (high - low) * stream_.uniform(next_++); }
  double scale(double low, double high) { return math::exp(uniform(math::log(low), math::log(high))); }
  std::size_t below(std::size_t count) { return stream_.below(count, next_++); }
  std::string any(const std::vector<std::string>& of) { return of[below(of.size())]; }

 private:
  math::RandomStream stream_;
  std::uint64_t next_ = 0;
};

// Eigenvalues 1 and `condition` in units of f/x², turned by an angle.
std::string turned_bowl(Draw& draw, double condition) {
  const double angle = draw.uniform(0, 3.14);
  const auto c = shortest(math::cos(angle)), s = shortest(math::sin(angle));
  return "0.5*(" + c + "*X+" + s + "*Y)^2+" + shortest(condition / 2) + "*(" + c + "*Y-" + s + "*X)^2";
}
std::vector<double> drawn_start(Draw& draw, double near, double far) {
  const double angle = draw.uniform(0, 6.28), r = draw.uniform(near, far);
  return {r * math::cos(angle), r * math::sin(angle)};
}

LabelledRun drawn_unstable(Draw& draw) {
  const double condition = draw.scale(3, 300), above = draw.uniform(1.1, 3), mu = draw.uniform(0.3, 0.95);
  const auto which = draw.below(3);
  const double limit = (which == 0 ? 2 : which == 1 ? 2 * (1 + mu) : 2 * (1 + mu) / (1 + 2 * mu)) / condition;
  const auto lr = rate(above * limit, 'D'), momentum = ", momentum=" + shortest(mu) + ")";
  const auto method = which == 0   ? "sgd(lr=" + lr + ")"
                      : which == 1 ? "momentum(lr=" + lr + momentum
                                   : "nesterov(lr=" + lr + momentum;
  return {beyond_stability_limit, turned_bowl(draw, condition), method, "", drawn_start(draw, 3, 8), 300, 0};
}
LabelledRun drawn_decayed(Draw& draw) {
  const double condition = draw.scale(1, 10);
  const auto method = draw.below(3) == 0 ? "sgd(lr=" + shortest(draw.uniform(0.02, 0.08) / condition) + "*D/(1+t))"
                                         : "adagrad(lr=" + rate(draw.scale(0.005, 0.05), 'S') + ")";
  return {effective_step_decayed, turned_bowl(draw, condition), method, "", drawn_start(draw, 3, 8), 200, 0};
}
LabelledRun drawn_oscillating(Draw& draw) {
  const double condition = draw.scale(300, 3000);
  const auto method = "sgd(lr=" + rate(draw.uniform(1.93, 1.985) / condition, 'D') + ")";
  return {oscillates_across_ravine, turned_bowl(draw, condition), method, "", drawn_start(draw, 3, 8), 150, 0};
}
LabelledRun drawn_circling(Draw& draw) {
  const auto rule = draw.any({"sign_sgd(", "rmsprop(", "signum(", "lion(", "normalize | sgd("});
  const auto method = rule + "lr=" + rate(draw.uniform(0.05, 0.3), 'S') + ")";
  return {circles_minimum, turned_bowl(draw, draw.scale(1, 10)), method, "", drawn_start(draw, 3, 8), 500, 0};
}
LabelledRun drawn_leaving(Draw& draw) {
  const double x = draw.uniform(5, 9);
  if (draw.below(2) == 0) {
    const auto lr = rate(draw.uniform(1.3, 4) * x / (1 - 1 / x), 'D');
    return {left_domain, "X-log(X)+Y^2/1000", "sgd(lr=" + lr + ")", "", {x, 1}, 100, 1};
  }
  const auto lr = rate(draw.uniform(1.3, 3) * x / (2 * (x - 3)), 'D');
  return {left_domain, "(X-3)^2+sqrt(X)+Y^2", "sgd(lr=" + lr + ")", "", {x, 1}, 100, {}};
}
LabelledRun drawn_saddle(Draw& draw) {
  const auto b = shortest(draw.uniform(0.5, 2));
  const auto method = draw.any({"sgd(", "momentum(momentum=0.5, "}) + "lr=" + rate(draw.uniform(0.05, 0.2), 'D') + ")";
  const double y = draw.below(2) == 0 ? 0 : 1e-14;
  return {saddle, "0.5*X^2-" + b + "/2*Y^2+0.25*Y^4", method, "", {draw.uniform(1, 3), y}, 200, {}};
}
LabelledRun drawn_noisy(Draw& draw) {
  const double condition = draw.scale(1, 10);
  const auto method = draw.below(3) == 0 ? "adam(lr=" + rate(draw.uniform(0.03, 0.1), 'S') + ")"
                                         : "sgd(lr=" + rate(draw.uniform(0.1, 0.4) / condition, 'D') + ")";
  const auto sigma = shortest(draw.uniform(0.5, 2));
  return {noise_floor, turned_bowl(draw, condition), method, sigma, drawn_start(draw, 3, 8), 3000, 0};
}
LabelledRun drawn_local(Draw& draw) {
  const auto method = draw.any({"sgd(", "momentum(momentum=0.5, "}) + "lr=" + rate(draw.uniform(0.02, 0.06), 'D') + ")";
  // The lower well of (X²-1)² + X/4 + Y² is at the root -1.0299... of 4X³ - 4X + 1/4; its value is known_lower.
  const double known_lower = -0.2538;
  return {local_minimum, "(X^2-1)^2+0.25*X+Y^2", method, "", {draw.uniform(0.7, 1.5), draw.uniform(-1, 1)}, 600,
          known_lower};
}
LabelledRun drawn_slow(Draw& draw) {
  const double condition = draw.scale(500, 5000);
  const auto method =
      draw.any({"sgd(", "momentum(momentum=0.5, "}) + "lr=" + rate(draw.uniform(0.05, 0.4) / condition, 'D') + ")";
  return {too_slow, turned_bowl(draw, condition), method, "", drawn_start(draw, 3, 8), 200, 0};
}
LabelledRun drawn_healthy(Draw& draw) {
  const double condition = draw.scale(1, 8);
  const auto bowl = turned_bowl(draw, condition);
  const auto start = drawn_start(draw, 3, 8);
  const auto descent = rate(draw.uniform(0.3, 1.2) / condition, 'D');
  switch (draw.below(6)) {
    case 0:
      return {{}, bowl, "sgd(lr=" + descent + ")", "", start, 600, 0};
    case 1:
      return {{}, bowl, "momentum(lr=" + descent + ")", "", start, 600, 0};
    case 2:
      return {{}, bowl, "adam(lr=" + rate(draw.uniform(0.05, 0.2), 'S') + ")", "", start, 3000, 0};
    case 3:
      return {{}, bowl, "adagrad(lr=" + rate(draw.uniform(2, 5), 'S') + ")", "", start, 600, 0};
    case 4:
      return {{}, bowl, "lbfgs", "", start, 60, 0};
    default:
      return {{}, bowl, "sgd(lr=" + descent + ")", "0", start, 600, 0};  // noise that vanishes with g
  }
}

// The first third that was drawn has been looked at; the second has not.
constexpr std::uint64_t looked_at = 20261126, not_looked_at = 20261127;

std::vector<LabelledRun> drawn_runs(std::uint64_t seed) {
  Draw draw(seed);
  std::vector<LabelledRun> runs;
  const auto add = [&](LabelledRun (*make)(Draw&), int count) {
    for (int i = 0; i < count; ++i) {
      const Scale scale{draw.scale(1e-4, 1e4), draw.scale(0.01, 100)};
      auto run = make(draw);
      if (run.label != local_minimum && draw.below(2) == 0) run.minimum.reset();
      runs.push_back(multiplied(std::move(run), scale));
    }
  };
  for (auto* make : {drawn_unstable, drawn_decayed, drawn_oscillating, drawn_circling, drawn_leaving, drawn_saddle,
                     drawn_noisy, drawn_local, drawn_slow})
    add(make, 3);
  add(drawn_healthy, 12);
  return runs;
}

// ---- Those made by hand, each at three scales.

std::vector<LabelledRun> made_runs() {
  const std::string bowl = "5*X^2+Y^2", pass = "0.5*X^2-0.5*Y^2+0.25*Y^4", wells = "(X^2-1)^2+0.3*X+Y^2";
  const std::string ravine = "50*(X+Y)^2+0.05*(X-Y)^2", banana = "(1-X)^2+100*(Y-X^2)^2";
  const std::string gully = "50*(X+Y)^2+0.2*sqrt(1+(X-Y)^2)-0.2";
  const std::vector<LabelledRun> units{
      {beyond_stability_limit, bowl, "sgd(lr=@0.25D)", "", {5, 5}, 300, 0},
      {beyond_stability_limit, bowl, "momentum(lr=@0.5D)", "", {5, 5}, 300, 0},
      {effective_step_decayed, bowl, "adagrad(lr=@0.02S)", "", {5, 5}, 200, 0},
      {effective_step_decayed, bowl, "sgd(lr=0.02*D/(1+t))", "", {5, 5}, 200, 0},
      {oscillates_across_ravine, ravine, "sgd(lr=@0.00975D)", "", {10, -9}, 200, 0},
      {oscillates_across_ravine, gully, "sgd(lr=@0.00975D)", "", {10, -9}, 200, 0},
      {circles_minimum, bowl, "sign_sgd(lr=@0.1S)", "", {5.03, 4.01}, 300, 0},
      {circles_minimum, bowl, "rmsprop(lr=@0.1S)", "", {5, 5}, 400, 0},
      {left_domain, "sqrt(X)+(X-3)^2+Y^2", "sgd(lr=@1.1D)", "", {6, 1}, 100, {}},
      {left_domain, "X-log(X)+Y^2", "momentum(lr=@0.4D)", "", {6, 1}, 200, 1},
      {saddle, pass, "sgd(lr=@0.1D)", "", {2, 0}, 200, -0.25},
      {saddle, pass, "momentum(momentum=0.5, lr=@0.1D)", "", {2, 1e-9}, 200, -0.25},
      {noise_floor, bowl, "sgd(lr=@0.02D)", "2", {5, 5}, 3000, 0},
      {noise_floor, bowl, "adam(lr=@0.05S)", "2", {5, 5}, 3000, 0},
      {local_minimum, wells, "sgd(lr=@0.05D)", "", {1.4, 1}, 300, -0.30544},
      {local_minimum, wells, "adam(lr=@0.05S)", "", {1.4, 1}, 3000, -0.30544},
      {too_slow, "5*X^2+0.01*Y^2", "sgd(lr=@0.1D)", "", {1, 20}, 200, 0},
      {too_slow, banana, "momentum(momentum=0.5, lr=@0.0003D)", "", {-1.2, 1}, 1000, 0},
      {{}, bowl, "sgd(lr=@0.1D)", "", {5, 5}, 200, 0},
      {{}, bowl, "momentum(lr=@0.03D)", "", {5, 5}, 300, 0},
      {{}, bowl, "adam(lr=@0.3S)", "", {5, 5}, 1500, 0},
      {{}, bowl, "adagrad(lr=@3S)", "", {5, 5}, 300, 0},
      {{}, bowl, "lbfgs", "", {5, 5}, 60, 0},
      {{}, bowl, "sgd(lr=0.19*D*0.98^t)", "", {5, 5}, 400, 0},
      {{}, bowl, "sgd(lr=@0.1D)", "0", {5, 5}, 300, 0},
      {{}, banana, "nesterov(lr=@0.0003D)", "", {-1.2, 1}, 8000, 0}};
  std::vector<LabelledRun> runs;
  for (const auto scale : {Scale{1, 1}, Scale{1e4, 0.1}, Scale{1e-3, 30}})
    for (auto run : units) {
      if (run.label != local_minimum && scale.f > 1) run.minimum.reset();
      runs.push_back(multiplied(std::move(run), scale));
    }
  return runs;
}

RunResult result_of(const LabelledRun& run) {
  return minimize(*run.problem(), run.start, Method::parse(run.method), {.steps = run.steps});
}

// What the labels claim of the runs, without the rules: a label that does not hold would teach nothing.
void expect_labels_hold(const std::vector<LabelledRun>& runs) {
  for (const auto& run : runs) {
    const auto result = result_of(run);
    const auto& f = result.history.f;
    EXPECT_EQ(result.outcome.kind == OutcomeKind::left_domain, run.label == left_domain) << run.text();
    EXPECT_EQ(!(f.back() <= f.front()), run.label == beyond_stability_limit || run.label == left_domain) << run.text();
    if (!run.label && run.minimum) {
      EXPECT_LE(f.back() - *run.minimum, 1e-3 * (f.front() - *run.minimum)) << run.text();
    }
  }
}

TEST(InsightLabels, OfTheMadeHold) { expect_labels_hold(made_runs()); }
TEST(InsightLabels, OfTheDrawnHold) {
  expect_labels_hold(drawn_runs(looked_at));
  expect_labels_hold(drawn_runs(not_looked_at));
}

TEST(InsightLabels, AreAThirdDrawnAndAQuarterHealthy) {
  const auto made = made_runs(), drawn = drawn_runs(not_looked_at);
  EXPECT_EQ(made.size(), 2 * drawn.size());
  EXPECT_GE(made.size() + drawn.size(), 90U);
  const auto healthy = [](const LabelledRun& run) { return !run.label; };
  EXPECT_GE(std::count_if(made.begin(), made.end(), healthy) + std::count_if(drawn.begin(), drawn.end(), healthy), 25);
}

// ---- Whether the rules see it.

Label finding_of(const LabelledRun& run) {
  const auto problem = run.problem();
  const auto method = Method::parse(run.method);
  const RunOptions options{.steps = run.steps};
  const auto result = minimize(*problem, run.start, method, options);
  const auto found = insights(*problem, method, options, result, {.value = run.minimum});
  if (std::getenv("RAVINE_SHOW_INSIGHTS") != nullptr) {
    std::cout << run.text() << "\n";
    for (const auto& insight : found) std::cout << "    " << name(insight.kind) << ": " << insight.text << "\n";
  }
  return found.empty() ? Label{} : Label{found.front().kind};
}

// How many of each label were found to be what; prints the matrix and gives the right ones.
std::size_t confusion(const std::vector<LabelledRun>& runs, std::size_t& false_alarms) {
  std::map<Label, std::map<Label, int>> counts;
  std::size_t right = 0;
  false_alarms = 0;
  const auto said = [](Label label) { return label ? name(*label) : std::string_view("healthy"); };
  for (const auto& run : runs) {
    const auto found = finding_of(run);
    ++counts[run.label][found];
    if (found == run.label)
      ++right;
    else
      std::cout << "found " << said(found) << " of " << run.text() << "\n";
    if (!run.label && found) ++false_alarms;
  }
  for (const auto& [label, row] : counts) {
    std::cout << said(label) << ":";
    for (const auto& [found, count] : row) std::cout << "  " << said(found) << " " << count;
    std::cout << "\n";
  }
  return right;
}

TEST(InsightLabelled, AllOfTheMadeAreRight) {
  const auto runs = made_runs();
  std::size_t false_alarms = 0;
  EXPECT_EQ(confusion(runs, false_alarms), runs.size());
  EXPECT_EQ(false_alarms, 0U);
}

// Of the first draw 33 of 39 were right when first run: slow and oscillating runs that start high on the wall of a
// ravine were taken for arrived, since f was down to a thousandth of its first excess with 15 to 61 % of the way left.
// Since then the way counts too.
TEST(InsightLabelled, AllOfTheFirstDrawAreRight) {
  const auto runs = drawn_runs(looked_at);
  std::size_t false_alarms = 0;
  EXPECT_EQ(confusion(runs, false_alarms), runs.size());
  EXPECT_EQ(false_alarms, 0U);
}

TEST(InsightLabelled, NineTenthsOfTheSecondDrawAreRight) {
  const auto runs = drawn_runs(not_looked_at);
  std::size_t false_alarms = 0;
  EXPECT_GE(10 * confusion(runs, false_alarms), 9 * runs.size());
  EXPECT_EQ(false_alarms, 0U);
}

}  // namespace
}  // namespace ravine
