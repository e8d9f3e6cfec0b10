// L-BFGS: d = -H g, H by the last m pairs s = x - x', y = g - g' in two loops from <s, y>/<y, y> of the newest. Liu &
// Nocedal (1989), doi:10.1007/BF01589116; Nocedal & Wright (2006), Algorithms 7.4, 7.5. First trial 1, without a pair
// min(1, 1/|g|); `none`: PyTorch's fixed step, first times min(1, 1/Σ|gᵢ|), and least <s, y> of a pair, 1e-10.
#pragma once

#include "ravine/method/solver/pairs.hpp"
#include "ravine/method/solver/solver.hpp"

namespace ravine {

enum class PairSearch { wolfe, none };
constexpr std::array<std::string_view, 2> choice_names(PairSearch) { return {"wolfe", "none"}; }

template <class Number>
struct LbfgsSolver {
  Number memory = 10, c1 = 1e-4, c2 = 0.9, learning_rate = 1;
  PairSearch line_search = PairSearch::wolfe;

  static constexpr RuleText about{.name = "lbfgs",
                                  .title = "L-BFGS",
                                  .family = "line search",
                                  .summary = "curvature guessed from the last steps, with a line search",
                                  .formula = "x ← x − a·H·g,  H from the last m pairs s = x − x′, y = g − g′",
                                  .citation = "Liu & Nocedal 1989, doi:10.1007/BF01589116"};
  static constexpr auto parameters() {
    using R = LbfgsSolver;
    return std::make_tuple(Parameter{&R::memory, row::memory}, Parameter{&R::c1, row::first_condition},
                           Parameter{&R::c2, row::second_condition}, Parameter{&R::learning_rate, row::fixed_rate},
                           Parameter{&R::line_search, row::line_search});
  }
  static constexpr std::array only_with{OnlyWith{"c1", "line_search", "wolfe"}, OnlyWith{"c2", "line_search", "wolfe"},
                                        OnlyWith{"learning_rate", "line_search", "none"}};
  static constexpr Names<3> scalars{"steps made", "pairs kept", "place of the next pair"};
  static constexpr Names<1> slots{"direction"};
  std::size_t further_slots(std::size_t /*dimension*/) const { return 2 * static_cast<std::size_t>(memory); }

  StepEnd solve(Oracle& oracle, const Standing& at, const SolverState& state) const;
};
using Lbfgs = LbfgsSolver<Setting>;
RAVINE_DECLARE_SOLVER(LbfgsSolver)

}  // namespace ravine
