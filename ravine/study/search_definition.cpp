// `search`: how values of settings are put together.
#include <limits>
#include <string>

#include "ravine/study/definition_parts.hpp"
#include "ravine/study/value_reading.hpp"

namespace ravine::study {

Sampling read_search(const Entry& entry, std::size_t most_runs) {
  const auto& table = read_table(entry.key, entry.value, "a table, { strategy = \"sobol\", samples = 1000 }");
  const auto raw = read_fields<RawSearch>(table, search_rows, "`search`");
  Sampling sampling;
  if (raw.strategy != nullptr) {
    const auto wanted = rule(&RawSearch::strategy);
    const auto& name = read_text("strategy", raw.strategy->value, wanted);
    if (name == "random")
      sampling.strategy = Strategy::random;
    else if (name == "sobol")
      sampling.strategy = Strategy::sobol;
    else if (name != "grid")
      refuse("strategy", raw.strategy->value, wanted);
  }
  const bool grid = sampling.strategy == Strategy::grid;
  if (grid && raw.samples != nullptr)
    fail(raw.samples->key_location, "a grid has no `samples`: it takes every value with every other",
         "choose another strategy: \"sobol\" or \"random\"");
  if (!grid && raw.samples == nullptr)
    fail(entry.value.location, "`search` has no `samples`", "say how many settings to try: samples = 1000");
  if (!grid) {
    const auto wanted = rule(&RawSearch::samples);
    sampling.samples = static_cast<std::size_t>(read_integer("samples", raw.samples->value, wanted, 1));
    if (sampling.samples > most_runs)
      fail(raw.samples->value.location, "at most " + std::to_string(most_runs) + " runs are allowed");
  }
  if (raw.halving != nullptr)
    sampling.halving =
        static_cast<std::size_t>(read_integer("halving", raw.halving->value, rule(&RawSearch::halving), 2));
  if (raw.least_budget != nullptr) {
    if (raw.halving == nullptr)
      fail(raw.least_budget->key_location, "`least_budget` goes with `halving`", "add it: halving = 3");
    sampling.least_budget = static_cast<std::size_t>(
        read_integer("least_budget", raw.least_budget->value, rule(&RawSearch::least_budget), 1));
  }
  return sampling;
}

}  // namespace ravine::study
