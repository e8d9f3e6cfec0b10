// What a run means, in words, with the numbers that show it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/method/method.hpp"
#include "ravine/problem/problem.hpp"
#include "ravine/run/minimize.hpp"

namespace ravine {

enum class Finding {
  left_domain,             // the start or a step is where f or its gradient has no value, or none that a double holds
  unmoved,                 // no step, or all together hardly, changed the point
  unbounded_below,         // f falls for ever along the path
  beyond_stability_limit,  // the learning rate is above what the curvature allows: f grows, or steps stay long
  saddle,                  // held with little gradient where a direction goes down; also at a maximum, an inflection
  local_minimum,           // a minimum, but not the known one
  noise_floor,             // the gradient's noise keeps f at a level
  circles_minimum,         // steps of one length around the minimum
  oscillates_across_ravine,
  effective_step_decayed,
  too_slow,  // still descending when the budget ended
};

// "left-domain", ..., "too-slow".
std::string_view name(Finding finding);

struct Insight {
  struct Number {
    std::string name;  // "learning_rate", "limit"
    double value = 0;
  };
  Finding kind = Finding::too_slow;
  std::string text;  // one sentence for a student, numbers in it rounded to three digits
  std::vector<Number> numbers;
  std::size_t step = 0;  // where it shows
};

// What is known of the problem beside its values; both may be empty. Left aside where the run went clearly below.
struct KnownMinimum {
  std::optional<double> value;                    // of the global minimum
  std::vector<std::vector<double>> minimisers{};  // points of the problem's dimension
};

// The most important first; empty for a run of which there is nothing to say. `run` is what minimize() gave for these
// arguments. Asks the problem for gradients and products with its Hessian, and makes up to eight runs of at most the
// same budget, to try what it suggests. Where the problem offers no second derivative, differences of gradients stand
// in. Throws InputError where the history has no points or gradients, or where sizes differ from the problem's.
std::vector<Insight> insights(const Problem& problem, const Method& method, const RunOptions& options,
                              const RunResult& run, const KnownMinimum& known = {});

}  // namespace ravine
