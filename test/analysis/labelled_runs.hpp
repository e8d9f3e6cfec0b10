// Runs made by hand so that what is wrong with each is known, at three scales of f and x.
//
// Labels follow from the construction: X and Y are x and y in units of the scale, so a rate of a descent scales with
// x²/f, that of a method whose steps have one length with x.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ravine/analysis/insight/insight.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/problem/noisy_problem.hpp"
#include "ravine/ravine.hpp"

namespace ravine::labelled {

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

inline std::string replaced(std::string text, char letter, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(letter, at)) != std::string::npos; at += by.size()) text.replace(at, 1, by);
  return text;
}

// D, S and G in a method stand for the units of a descent's rate, of a step's length and of a gradient.
inline LabelledRun scaled(LabelledRun run, Scale scale) {
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
inline std::string rate(double value, char unit) { return "@" + shortest(value) + unit; }

inline LabelledRun multiplied(LabelledRun run, Scale scale) {
  std::string text;
  for (std::size_t i = 0; i < run.method.size(); ++i) {
    if (run.method[i] != '@') {
      text += run.method[i];
      continue;
    }
    const auto end = run.method.find_first_of("DSG", i);
    const double unit = run.method[end] == 'D'   ? scale.x * scale.x / scale.f
                        : run.method[end] == 'S' ? scale.x
                                                 : scale.f / scale.x;
    text += shortest(*parse_number(run.method.substr(i + 1, end - i - 1)) * unit);
    i = end;
  }
  run.method = text;
  return scaled(std::move(run), scale);
}

// Each at three scales.
inline std::vector<LabelledRun> made_runs() {
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
      {unmoved, bowl, "sgd(lr=0)", "", {5, 5}, 200, 0},
      {unmoved, "tanh(X)^2+tanh(Y)^2", "sgd(lr=@0.1D)", "", {10, 9}, 200, 0},
      {unbounded_below, "X^2-Y^2", "sgd(lr=@0.1D)", "", {1, 0.1}, 200, {}},
      {unbounded_below, "X^2-Y^2", "adam(lr=@0.1S)", "", {1, 0.1}, 200, {}},
      {unbounded_below, "X^2-Y", "momentum(lr=@0.02D)", "", {1, 0.1}, 200, {}},
      {beyond_stability_limit, bowl, "clip_norm(bound=@1G) | sgd(lr=@0.3D)", "", {5, 5}, 200, 0},
      {beyond_stability_limit, bowl, "momentum(lr=@0.6D) | clip_step(bound=@0.5S)", "", {5, 5}, 400, 0},
      {left_domain, "exp(X)+Y^2", "sgd(lr=@0.1D)", "", {800, 1}, 100, {}},
      {{}, bowl, "clip_norm(bound=@1G) | sgd(lr=@0.15D)", "", {5, 5}, 400, 0},
      {{}, "X^2-Y^2+0.25*Y^4", "sgd(lr=@0.1D)", "", {1, 0.5}, 300, -1},
      {{}, "tanh(X)^2+Y^2", "sgd(lr=@0.1D)", "", {1, 1}, 400, 0},
      {{}, "exp(X)-X+Y^2", "sgd(lr=@0.09D)", "", {3, 1}, 400, 1},
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

}  // namespace ravine::labelled
