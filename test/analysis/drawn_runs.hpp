// Runs drawn from a seed so that what is wrong with each is known.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ravine/base/random.hpp"
#include "test/analysis/labelled_runs.hpp"

namespace ravine::labelled {

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
inline std::string turned_bowl(Draw& draw, double condition) {
  const double angle = draw.uniform(0, 3.14);
  const auto c = shortest(math::cos(angle)), s = shortest(math::sin(angle));
  return "0.5*(" + c + "*X+" + s + "*Y)^2+" + shortest(condition / 2) + "*(" + c + "*Y-" + s + "*X)^2";
}
inline std::vector<double> drawn_start(Draw& draw, double near, double far) {
  const double angle = draw.uniform(0, 6.28), r = draw.uniform(near, far);
  return {r * math::cos(angle), r * math::sin(angle)};
}

inline LabelledRun drawn_unstable(Draw& draw) {
  const double condition = draw.scale(3, 300), above = draw.uniform(1.1, 3), mu = draw.uniform(0.3, 0.95);
  const auto which = draw.below(3);
  const double limit = (which == 0 ? 2 : which == 1 ? 2 * (1 + mu) : 2 * (1 + mu) / (1 + 2 * mu)) / condition;
  const auto lr = rate(above * limit, 'D'), momentum = ", momentum=" + shortest(mu) + ")";
  const auto method = which == 0   ? "sgd(lr=" + lr + ")"
                      : which == 1 ? "momentum(lr=" + lr + momentum
                                   : "nesterov(lr=" + lr + momentum;
  return {beyond_stability_limit, turned_bowl(draw, condition), method, "", drawn_start(draw, 3, 8), 300, 0};
}
inline LabelledRun drawn_decayed(Draw& draw) {
  const double condition = draw.scale(1, 10);
  const auto method = draw.below(3) == 0 ? "sgd(lr=" + shortest(draw.uniform(0.02, 0.08) / condition) + "*D/(1+t))"
                                         : "adagrad(lr=" + rate(draw.scale(0.005, 0.05), 'S') + ")";
  return {effective_step_decayed, turned_bowl(draw, condition), method, "", drawn_start(draw, 3, 8), 200, 0};
}
inline LabelledRun drawn_oscillating(Draw& draw) {
  const double condition = draw.scale(300, 3000);
  const auto method = "sgd(lr=" + rate(draw.uniform(1.93, 1.985) / condition, 'D') + ")";
  return {oscillates_across_ravine, turned_bowl(draw, condition), method, "", drawn_start(draw, 3, 8), 150, 0};
}
inline LabelledRun drawn_circling(Draw& draw) {
  const auto rule = draw.any({"sign_sgd(", "rmsprop(", "signum(", "lion(", "normalize | sgd("});
  const auto method = rule + "lr=" + rate(draw.uniform(0.05, 0.3), 'S') + ")";
  return {circles_minimum, turned_bowl(draw, draw.scale(1, 10)), method, "", drawn_start(draw, 3, 8), 500, 0};
}
inline LabelledRun drawn_leaving(Draw& draw) {
  const double x = draw.uniform(5, 9);
  if (draw.below(2) == 0) {
    const auto lr = rate(draw.uniform(1.3, 4) * x / (1 - 1 / x), 'D');
    return {left_domain, "X-log(X)+Y^2/1000", "sgd(lr=" + lr + ")", "", {x, 1}, 100, 1};
  }
  const auto lr = rate(draw.uniform(1.3, 3) * x / (2 * (x - 3)), 'D');
  return {left_domain, "(X-3)^2+sqrt(X)+Y^2", "sgd(lr=" + lr + ")", "", {x, 1}, 100, {}};
}
inline LabelledRun drawn_saddle(Draw& draw) {
  const auto b = shortest(draw.uniform(0.5, 2));
  const auto method = draw.any({"sgd(", "momentum(momentum=0.5, "}) + "lr=" + rate(draw.uniform(0.05, 0.2), 'D') + ")";
  const double y = draw.below(2) == 0 ? 0 : 1e-14;
  return {saddle, "0.5*X^2-" + b + "/2*Y^2+0.25*Y^4", method, "", {draw.uniform(1, 3), y}, 200, {}};
}
inline LabelledRun drawn_noisy(Draw& draw) {
  const double condition = draw.scale(1, 10);
  const auto method = draw.below(3) == 0 ? "adam(lr=" + rate(draw.uniform(0.03, 0.1), 'S') + ")"
                                         : "sgd(lr=" + rate(draw.uniform(0.1, 0.4) / condition, 'D') + ")";
  const auto sigma = shortest(draw.uniform(0.5, 2));
  return {noise_floor, turned_bowl(draw, condition), method, sigma, drawn_start(draw, 3, 8), 3000, 0};
}
inline LabelledRun drawn_local(Draw& draw) {
  const auto method = draw.any({"sgd(", "momentum(momentum=0.5, "}) + "lr=" + rate(draw.uniform(0.02, 0.06), 'D') + ")";
  // The lower well of (X²-1)² + X/4 + Y² is at the root -1.0299... of 4X³ - 4X + 1/4; its value is known_lower.
  const double known_lower = -0.2538;
  return {local_minimum, "(X^2-1)^2+0.25*X+Y^2", method, "", {draw.uniform(0.7, 1.5), draw.uniform(-1, 1)}, 600,
          known_lower};
}
inline LabelledRun drawn_slow(Draw& draw) {
  const double condition = draw.scale(500, 5000);
  const auto method =
      draw.any({"sgd(", "momentum(momentum=0.5, "}) + "lr=" + rate(draw.uniform(0.05, 0.4) / condition, 'D') + ")";
  return {too_slow, turned_bowl(draw, condition), method, "", drawn_start(draw, 3, 8), 200, 0};
}
inline LabelledRun drawn_healthy(Draw& draw) {
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

inline LabelledRun drawn_unmoved(Draw& draw) {
  if (draw.below(2) == 0) {
    const auto bowl = turned_bowl(draw, draw.scale(1, 10));
    return {unmoved, bowl, draw.any({"sgd(lr=0)", "adam(lr=0)", "momentum(lr=0*t)"}), "", drawn_start(draw, 3, 8),
            200,     0};
  }
  const auto lr = rate(draw.uniform(0.05, 0.2), 'D');
  return {unmoved, "tanh(X)^2+tanh(Y)^2", "sgd(lr=" + lr + ")", "", {draw.uniform(9, 20), draw.uniform(9, 20)}, 200, 0};
}
inline LabelledRun drawn_falling(Draw& draw) {
  const auto b = shortest(draw.uniform(0.5, 2)), step = rate(draw.uniform(0.05, 0.2), draw.below(3) == 0 ? 'S' : 'D');
  const auto method =
      (step.back() == 'S' ? std::string("adam(") : draw.any({"sgd(", "momentum(momentum=0.5, "})) + "lr=" + step + ")";
  return {unbounded_below, "X^2-" + b + "*Y^2", method, "", {draw.uniform(1, 3), draw.uniform(0.05, 0.5)}, 200, {}};
}
inline LabelledRun drawn_clipped(Draw& draw) {
  const double condition = draw.scale(3, 30), above = draw.uniform(1.2, 3), mu = draw.uniform(0.3, 0.9);
  const auto bowl = turned_bowl(draw, condition);
  const auto start = drawn_start(draw, 3, 8);
  const auto descent = "sgd(lr=" + rate(above * 2 / condition, 'D') + ")";
  switch (draw.below(3)) {
    case 0:
      return {beyond_stability_limit,
              bowl,
              "clip_norm(bound=" + rate(draw.uniform(0.5, 2), 'G') + ") | " + descent,
              "",
              start,
              600,
              0};
    case 1:
      return {beyond_stability_limit,
              bowl,
              descent + " | clip_step(bound=" + rate(draw.uniform(0.1, 1), 'S') + ")",
              "",
              start,
              600,
              0};
    default:
      return {beyond_stability_limit,
              bowl,
              "clip_value(bound=" + rate(draw.uniform(0.5, 2), 'G') +
                  ") | momentum(lr=" + rate(above * 2 * (1 + mu) / condition, 'D') + ", momentum=" + shortest(mu) + ")",
              "",
              start,
              600,
              0};
  }
}
inline LabelledRun drawn_overflowing(Draw& draw) {
  const auto method = "sgd(lr=" + rate(draw.uniform(0.05, 0.2), 'D') + ")";
  if (draw.below(2) == 0) return {left_domain, "exp(X)+Y^2", method, "", {draw.uniform(300, 2000), 1}, 100, 0};
  return {left_domain, "X^4+Y^2", method, "", {draw.scale(1e80, 1e120), 1}, 100, 0};
}
// Neighbours of the four above which have nothing wrong.
inline LabelledRun drawn_neighbour(Draw& draw) {
  const double condition = draw.scale(1, 8);
  const auto bowl = turned_bowl(draw, condition);
  const double b = draw.uniform(0.5, 2), height = draw.uniform(0.5, 1.2);
  switch (draw.below(4)) {
    case 0:
      return {{},
              bowl,
              "clip_norm(bound=" + rate(draw.uniform(0.5, 2), 'G') +
                  ") | sgd(lr=" + rate(draw.uniform(0.3, 1.2) / condition, 'D') + ")",
              "",
              drawn_start(draw, 3, 8),
              1500,
              0};
    case 1:
      return {{},
              "0.5*X^2-" + shortest(b) + "/2*Y^2+0.25*Y^4",
              "sgd(lr=" + rate(draw.uniform(0.05, 0.2), 'D') + ")",
              "",
              {height, height / 2},
              600,
              -b * b / 4};
    case 2:
      return {{}, "exp(X)-X+Y^2", "sgd(lr=" + rate(draw.uniform(0.03, 0.09), 'D') + ")", "", {2.5 * height, 1}, 600, 1};
    default:
      return {{}, "tanh(X)^2+Y^2", "sgd(lr=" + rate(draw.uniform(0.05, 0.3), 'D') + ")", "", {height, 1}, 600, 0};
  }
}

inline std::vector<LabelledRun> drawn_runs(std::uint64_t seed) {
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
  for (auto* make : {drawn_unmoved, drawn_falling, drawn_clipped, drawn_overflowing}) add(make, 3);
  add(drawn_neighbour, 6);
  return runs;
}

}  // namespace ravine::labelled
