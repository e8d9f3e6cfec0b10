// A program that embeds Ravine: a function of its own, a method of the library's and a rule of its own, side by side.
#include <cstdio>
#include <ravine/ravine.hpp>

#include "quartic.hpp"

int main() {
  register_quartic();
  const auto valley = ravine::function([](auto x, auto y) { return (1 - x) * (1 - x) + 100 * pow(y - x * x, 2); });
  std::printf("f = %s\n", valley.text(ravine::Notation::unicode).c_str());

  const auto adam = ravine::minimize(valley, {-1.2, 1}, ravine::Adam{.learning_rate = 0.01}, {.steps = 2000});
  const auto own = ravine::minimize(valley, {-1.2, 1}, ravine::Method::parse("quartic(lr=0.002)"), {.steps = 2000});
  for (const auto* result : {&adam, &own}) {
    std::printf("f(%.17g, %.17g) = %.17g after %zu steps\n", result->best_x[0], result->best_x[1], result->best_f,
                result->best_step);
  }
  return own.best_f < 0.1 && adam.best_f < 0.1 ? 0 : 1;
}
