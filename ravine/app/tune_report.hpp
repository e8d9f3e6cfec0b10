// What `ravine tune` says: where it looked, what it found, how sure that is, and the text to paste into a definition.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "ravine/method/method.hpp"
#include "ravine/problem/catalogue/catalogue_function.hpp"
#include "ravine/study/comparison_result.hpp"

namespace ravine::app {

// A setting that was tuned.
struct SearchedSetting {
  ParameterInfo parameter;
  study::Interval interval;
  double best = 0;
  // Whether the best lies within a twentieth of the range of an end beyond which there are further values.
  bool is_at_low() const;
  bool is_at_high() const;
};

struct TunedMethod {
  Method method;
  study::ComparedMethod scores;
  study::Tuned tuned;
  double f = 0;  // the median at the end; infinite: most failed
  std::vector<SearchedSetting> searched;
  std::string failure;  // common_failure()
};

struct TuningReport {
  study::Comparison comparison;
  std::size_t steps = 0;
  std::vector<study::Interval> box;  // of the starts, one a coordinate
  std::vector<std::string> coordinates;
  std::vector<TunedMethod> methods;  // the best first
  std::string below;                 // below_text(), where f went below the minimum; or empty
};

// What went wrong where all runs failed in the same way: "left-domain, the first: sqrt(x) at step 1: x = -0.3"; or
// empty.
std::string common_failure(std::span<const study::RunRecord> tried, std::span<const study::RunRecord> judged);

// That f was seen below the catalogue's minimum: it is that of a box, which runs may leave.
std::string below_text(const CatalogueFunction& known, double seen, const std::vector<std::string>& coordinates);

void print_tuning(const TuningReport& report);
void print_tuning_json(const TuningReport& report);

}  // namespace ravine::app
