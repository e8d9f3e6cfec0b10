// The same bits, whatever flags a program is compiled with: the library's Adam, and the very same rule as a program's
// own, compiled here. The walk is long enough for one rounding error to show.
#pragma GCC optimize("fp-contract=off")

#include <cstdio>
#include <ravine/ravine.hpp>

template <class Number>
struct OwnAdamRule : ravine::AdamRule<Number> {
  static constexpr ravine::RuleText about{.name = "own_adam",
                                          .title = "Own Adam",
                                          .family = "own",
                                          .summary = "Adam, compiled by a program",
                                          .formula = ravine::AdamRule<Number>::about.formula,
                                          .citation = ravine::AdamRule<Number>::about.citation};
};
using OwnAdam = OwnAdamRule<ravine::Setting>;

int main() {
  const auto valley = ravine::Function::parse("(x-3)^2 + 8*(y-5)^4 + sqrt(x) + sin(x*y)");
  const auto options = ravine::RunOptions{.steps = 1000};
  const auto own = ravine::minimize(valley, {5, -2}, OwnAdam{}, options);
  const auto library = ravine::minimize(valley, {5, -2}, ravine::Adam{}, options);
  for (std::size_t row = 0; row < library.history.size(); ++row) {
    for (std::size_t i = 0; i < 2; ++i) {
      const double expected = library.history.point(row)[i], found = own.history.point(row)[i];
      if (!(found == expected)) {
        std::printf("step %zu, coordinate %zu: %a is not %a\n", row, i, found, expected);
        return 1;
      }
    }
  }
  std::printf("%zu points, the same bits\n", library.history.size());
  return own.history.size() == library.history.size() ? 0 : 1;
}
