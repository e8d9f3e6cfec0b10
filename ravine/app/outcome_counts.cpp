#include "ravine/app/outcome_counts.hpp"

#include "ravine/base/number_text.hpp"

namespace ravine::app {

std::string outcomes_text(const OutcomeCounts& counts) {
  std::string text;
  for (std::size_t kind = 0; kind < counts.size(); ++kind)
    if (counts[kind] > 0)
      text += (text.empty() ? "" : ", ") + count_text(counts[kind]) + " " +
              std::string(name(static_cast<OutcomeKind>(kind)));
  return text;
}

}  // namespace ravine::app
