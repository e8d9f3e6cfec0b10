// The derivative of where a run ends with respect to one of its settings, exactly: the rule runs on dual numbers and
// the gradient's share comes from Hessian-vector products.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "ravine/method/method.hpp"
#include "ravine/problem/problem.hpp"

namespace ravine {

struct SettingDerivative {
  std::vector<double> x, dx;  // the last point, and its derivative by the setting
  double f = 0, df = 0;
};

// After `steps` steps from `start`. Throws InputError when the setting is unknown or no number, when it is a schedule,
// when the problem is stochastic, or when the problem offers no Hessian. Values are those of minimize() to rounding,
// not its bits.
SettingDerivative derivative_by_setting(const Problem& problem, std::span<const double> start, const Method& method,
                                        std::string_view parameter, std::size_t steps);

}  // namespace ravine
