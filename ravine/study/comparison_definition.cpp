// [compare] -> what is compared, and how.
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
  const double target = read_number("target", raw.target->value, wanted);
  comparison.target.reset();
  for (std::size_t i = 0; i < target_count; ++i)
    if (target == target_level(i)) comparison.target = i;
  if (!comparison.target) refuse("target", raw.target->value, wanted);
  return comparison;
}

}  // namespace ravine::study
