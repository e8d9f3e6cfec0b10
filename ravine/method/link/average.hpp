// Averages of the points passed, kept in a slot; the walk itself is not changed. `ema`: a <- β a + (1-β) x, freed of
// its start as Adam's moments are. `uniform`: the mean of all points from step `from` on, Polyak & Juditsky (1992),
// doi:10.1137/0330046, eq. 4.
#pragma once

#include "ravine/method/rule.hpp"

namespace ravine {

enum class AverageForm { ema, uniform };
constexpr std::array<std::string_view, 2> choice_names(AverageForm) { return {"ema", "uniform"}; }

template <class Number>
struct AverageLink {
  Number decay = 0.99;
  AverageForm form = AverageForm::ema;
  Number from = 0;

  static constexpr RuleText about{.name = "average",
                                  .title = "average",
                                  .family = "after the rule",
                                  .summary = "keeps a running average of the points beside the walk",
                                  .formula = "a ← a + (1 − β)/(1 − βᵗ)·(x⁺ − a)   or   a ← a + (x⁺ − a)/t",
                                  .citation = "Polyak & Juditsky 1992, doi:10.1137/0330046",
                                  .part = Part::point};
  static constexpr auto parameters() {
    using R = AverageLink;
    return std::make_tuple(
        Parameter{&R::decay, ParameterText{"decay", "β", "how much of the average stays (ema)", decay_range, {"beta"}}},
        Parameter{&R::form, ParameterText{"form", "", "weights that decay, or one weight for all"}},
        Parameter{&R::from, ParameterText{"from", "t₀", "points before this step do not count (uniform)"}});
  }
  static constexpr std::size_t answer = 0;
  static constexpr Names<2> scalars{"steps made", "weight so far"};
  static constexpr Names<1> slots{"average"};

  Values<Number, 1> prepare(Values<Number, 2>& run) const {
    auto& [steps, weight] = run;
    steps += Number(1);
    const Number seen = steps > from ? weight + Number(1) : Number(0);
    weight = form == AverageForm::ema ? decay * weight + (1 - decay) : seen;
    const Number share =
        form == AverageForm::ema ? (1 - decay) / weight : Number(1) / (seen > Number(1) ? seen : Number(1));
    return {share};
  }

  template <class T>
  static T update(const Values<T, 1>& coefficients, T /*x*/, T next, Values<T, 1>& state) {
    auto& [average] = state;
    average = average + coefficients[0] * (next - average);
    return next;
  }
};
using Average = AverageLink<Setting>;
RAVINE_DECLARE_BUILT_IN(AverageLink)

}  // namespace ravine
