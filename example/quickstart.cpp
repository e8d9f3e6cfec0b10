// A function, its minimum by Adam, and an animation of the way there.
#include <cstdio>
#include <ravine/ravine.hpp>
#include <ravine/view.hpp>

int main() {
  auto bowl = ravine::function([](auto x, auto y) { return 5 * x * x + y * y; });  // the gradient is exact
  auto result = ravine::minimize(bowl, {5, 5}, ravine::Adam{.learning_rate = 0.1}, {.steps = 100});
  ravine::animate(bowl, {result.history}, {.title = "Adam"}).save("adam.gif");
  std::printf("f = %g at (%g, %g) after %zu steps\n", result.f, result.x[0], result.x[1], result.steps);
}
