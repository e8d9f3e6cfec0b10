#include "ravine/study/measures_csv.hpp"

#include "ravine/base/number_text.hpp"
#include "ravine/study/csv.hpp"

namespace ravine::study {

std::string measures_csv(const Plan& plan, const Results& results, std::size_t problem) {
  const auto& minimised = *plan.problems[problem].problem;
  const auto measures = minimised.measures();
  if (measures.empty()) return {};
  const auto count = minimised.sample_count();
  std::string text = "run,step,evaluations,epoch,samples,seconds";
  for (const auto& measure : measures) text += ',' + csv_field(measure.name);
  text += '\n';
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const auto run = plan.run(i);
    if (run.problem != problem) continue;
    const auto& history = results.runs[i].history;
    for (std::size_t row = 0; row < history.measured_step.size(); ++row) {
      const auto evaluations = history.measured_evaluations[row];
      const auto samples = static_cast<double>(evaluations * count.an_evaluation);
      text += csv_field(run.label) + ',' + std::to_string(history.measured_step[row]) + ',';
      text += std::to_string(evaluations) + ',';
      if (count.samples > 0) text += shortest(samples / static_cast<double>(count.samples));
      text += ',';
      if (count.samples > 0) text += shortest(samples);
      text += ',' + shortest(history.measured_seconds[row]);
      for (const double value : history.measures_at(row)) text += ',' + shortest(value);
      text += '\n';
    }
  }
  return text;
}

}  // namespace ravine::study
