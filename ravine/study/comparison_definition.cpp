// [compare] -> what is compared, and how; `score` of studies that compare nothing.
#include <cmath>

#include "ravine/base/number_text.hpp"
#include "ravine/study/definition_parts.hpp"
#include "ravine/study/summary.hpp"
#include "ravine/study/value_reading.hpp"

namespace ravine::study {

Comparison read_comparison(const Entry& entry) {
  const auto& table = read_table(entry.key, entry.value, "a table, [compare]");
  const auto raw = read_fields<RawCompare>(table, compare_rows, "[compare]");
  Comparison comparison;
  const auto count = [](const Entry* own, std::string_view wanted, std::size_t& field) {
    constexpr std::size_t most = 1'000'000;
    if (own == nullptr) return;
    field = static_cast<std::size_t>(read_integer(own->key, own->value, wanted, 1));
    if (field > most) refuse(own->key, own->value, "at most 1000000");
  };
  count(raw.tuning, rule(&RawCompare::tuning), comparison.tuning);
  count(raw.starts, rule(&RawCompare::starts), comparison.starts);
  count(raw.scored, rule(&RawCompare::scored), comparison.scored);
  if (raw.halving != nullptr) {
    constexpr std::size_t most_held = 1'000'000;  // as of `search`
    comparison.halving =
        static_cast<std::size_t>(read_integer("halving", raw.halving->value, rule(&RawCompare::halving), 2));
    if (comparison.tuning * comparison.starts > most_held)
      fail(raw.halving->key_location, "with `halving`, `tuning` times `starts` is at most 1,000,000",
           "take fewer of them");
  }
  if (raw.target == nullptr) return comparison;
  const auto wanted = rule(&RawCompare::target);
  if (raw.target->value.kind == Value::Kind::text) {
    if (raw.target->value.text != "none") refuse("target", raw.target->value, wanted);
    comparison.target.reset();
    return comparison;
  }
  comparison.target = read_target(*raw.target, wanted);
  return comparison;
}

std::size_t read_target(const Entry& entry, std::string_view wanted) {
  const double target = read_number(entry.key, entry.value, wanted);
  for (std::size_t i = 0; i < target_count; ++i)
    if (target == target_level(i)) return i;
  refuse(entry.key, entry.value, wanted);
}

void read_score(const Entry* entry, Plan& plan) {
  if (entry == nullptr) return;
  const auto wanted = rule(&RawStudy::score);
  if (plan.comparison)
    fail(entry->key_location, "a comparison has its score in [compare]", "write it there: target = 1e-6, or \"none\"");
  if (plan.is_traced())
    fail(entry->key_location, "`score` is of maps and bands, and a study that keeps whole trajectories has none",
         "leave out `score`, or `record` and `pictures`");
  if (entry->value.kind == Value::Kind::text) {
    if (entry->value.text != "f") refuse(entry->key, entry->value, wanted);
    plan.score = Score{};
    return;
  }
  plan.score = Score{true, read_target(*entry, wanted)};
  for (const auto& problem : plan.problems)
    if (!problem.minimum)
      fail(entry->value.location,
           "`score` counts from the minimum, and that of the problem " + in_quotes(problem.name) + " is not known",
           "say it there, minimum = 0; or judge by f at the end: score = \"f\"");
}

}  // namespace ravine::study
