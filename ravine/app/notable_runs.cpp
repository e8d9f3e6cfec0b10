#include "ravine/app/notable_runs.hpp"

#include <algorithm>
#include <utility>

#include "ravine/app/insights_of.hpp"
#include "ravine/base/number_text.hpp"

namespace ravine::app {
namespace {

constexpr std::size_t most_told_blocks = 24, most_told_steps = 20'000;

// Of one block: the best first, then the ways to end in their order.
void choose(std::size_t block, const Tally& tally, std::vector<NotableRun>& chosen) {
  const auto add = [&](std::size_t run, std::string why) {
    const auto is_same = [&](const NotableRun& other) { return other.block == block && other.run == run; };
    if (std::none_of(chosen.begin(), chosen.end(), is_same)) chosen.push_back({run, block, "", std::move(why), {}});
  };
  if (tally.best_whole) add(tally.best_whole->run, "the best");
  for (std::size_t kind = 0; kind < outcome_kinds; ++kind) {
    const auto outcome = static_cast<OutcomeKind>(kind);
    // What was ended early is no run of its method, and what was ended from outside none of anything.
    if (outcome == OutcomeKind::pruned || outcome == OutcomeKind::cancelled || outcome == OutcomeKind::timeout)
      continue;
    if (!tally.worst[kind]) continue;
    const auto like = tally.outcomes[kind];
    add(tally.worst[kind]->run,
        std::string(name(outcome)) + (like > 1 ? ", the worst of " + count_text(like) : std::string()));
  }
}

}  // namespace

std::vector<NotableRun> notable_runs(const study::Plan& plan, std::span<const Tally> tallies, Executor& executor) {
  std::vector<NotableRun> chosen;
  std::vector<std::size_t> told(plan.problems.size());
  for (std::size_t block = 0; block < tallies.size(); ++block) {
    const auto& planned = plan.blocks()[block];
    if (planned.options.steps <= most_told_steps && told[planned.problem]++ < most_told_blocks)
      choose(block, tallies[block], chosen);
  }
  executor.run(chosen.size(), [&](std::size_t i) {
    auto& notable = chosen[i];
    const auto run = plan.run(notable.run);
    const auto& problem = plan.problems[run.problem];
    if (!are_insights_cheap(*problem.problem, run.options)) return;
    auto options = run.options;
    options.record = {};
    const auto result = minimize(*problem.problem, run.start, run.method, options);
    notable.label = run.label;
    notable.texts =
        insights_of(*problem.problem, run.start, run.method, options, result, problem.minimum, problem.minimisers)
            .texts;
  });
  std::erase_if(chosen, [](const NotableRun& notable) { return notable.texts.empty(); });
  return chosen;
}

}  // namespace ravine::app
