// A fair comparison of methods: each gets the same number of settings to try on the same starts and noise, and is
// judged on others.
//
// Two plans follow each other. Tuning: every [[run]] on every problem tries settings of its space; where that has more
// than a learning rate, as many of its learning rate alone. Scoring: the best of each, and the defaults, from new
// starts.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ravine/study/plan.hpp"
#include "ravine/study/summary.hpp"

namespace ravine::study {

// What a contender's settings in the scoring plan are.
enum class Tuning { full, rate_only, defaults };
std::string_view name(Tuning tuning);  // "tuned", "learning rate tuned", "defaults"

// A block of a plan is a contender's: which [[run]] it is of, and how its settings come about.
struct Contender {
  std::size_t block = 0;  // of the base plan
  Tuning tuning = Tuning::full;
};
struct ContenderPlan {
  Plan plan;
  std::vector<Contender> contenders;  // one a block
};

// `base`: a plan with a comparison.
ContenderPlan tuning_plan(const Plan& base);

// What the [[run]]s of a label try in the tuning plan: any settings, and settings of their learning rate alone.
struct TriedSettings {
  bool any = false, rate_alone = false;
};
TriedSettings tried_settings(const Plan& base, const ContenderPlan& tuning, std::string_view label);

// The run of a block that did best: its settings' index in the block, and how good they were.
struct Tuned {
  std::size_t settings = 0;
  double score = 0;       // median over the starts; infinite: most missed
  std::size_t tried = 0;  // settings
  // Settings nearly as good: whose score is at most twice the best one's; where it is f at the end, those above the
  // best one's by at most a tenth of what the median setting's is.
  std::size_t near = 0;
  bool tied = false;  // all settings did exactly as well: none is better than the defaults
};
// Of records of all runs of a block, in the order of the plan.
Tuned best_settings(const Plan& plan, std::size_t block, std::span<const RunRecord> records);

// A run's score: gradient evaluations to the comparison's target, or f at its end; infinite for a miss or a failure.
double score_of(const Comparison& comparison, const RunRecord& record);

// One a block of the tuning plan. `tried`: records of all its runs, in their order.
std::vector<Tuned> best_settings(const ContenderPlan& tuning, std::span<const RunRecord> tried);

// `tuned`: one a block of the tuning plan. `tried`: its records, of which the least f on each problem is what targets
// count from where no minimum is known.
ContenderPlan scoring_plan(const Plan& base, const ContenderPlan& tuning, std::span<const Tuned> tuned,
                           std::span<const RunRecord> tried);

}  // namespace ravine::study
