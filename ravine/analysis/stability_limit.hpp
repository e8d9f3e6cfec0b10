// The learning rate up to which a plain rule's step is stable where the curvature is L.
#pragma once

#include <cstddef>
#include <optional>

#include "ravine/method/method.hpp"

namespace ravine {

// That learning rate times L; none where the method is no plain rule. On a quadratic with largest eigenvalue L it is 2
// for gradient descent, 2(1 + μ) for the heavy ball (Polyak 1964, doi:10.1016/0041-5553(64)90137-5) and 2(1 + μ)/(1 +
// 2μ) for Nesterov's step with constant μ (the same of x' = (1+μ)(1-ηλ)x - μ(1-ηλ)x_before). Both forms of momentum,
// which differ in where η stands, have one limit as long as η is constant. Settings are those of a step of so many.
std::optional<double> stability_limit_times_curvature(const Method& method, std::size_t step, std::size_t steps);

// Whether all that stands beside the rule only shortens what is too long: clip_norm, clip_value, clip_step; at least
// one of them.
bool only_clips(const Method& method);
// The same limit, also of a plain rule with such clips: near a minimum the gradient and the step are below any bound,
// so there the rule is as if alone. Above the limit such a chain cannot settle, and the clip keeps it from diverging.
std::optional<double> local_stability_limit_times_curvature(const Method& method, std::size_t step, std::size_t steps);

}  // namespace ravine
