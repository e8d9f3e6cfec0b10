// A [[run]] on the way to its blocks. Inside study.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ravine/study/definition_parts.hpp"

namespace ravine::study {

// A [[run]] as far as it is the same on every problem.
struct Draft {
  const Value* table = nullptr;
  RawRun raw;
  Method method;
  std::string label;
  bool named = false;                            // the label is the definition's own
  std::vector<std::size_t> problems;             // in order
  std::vector<const ParameterInfo*> parameters;  // of raw.settings, no two alike
  std::vector<const Entry*> groups;              // settings of groups, which the method has: "lr@slow" = 0.1
};

// What the table says, all of it but the values of settings. Throws InputError.
Draft read_draft(const Value& table, const RawStudy& study, const Plan& plan);

// Labels of the definition must differ on each of `problems` problems; those it leaves to us are made to, by their
// settings or at last by a number.
void settle_labels(std::vector<Draft>& drafts, std::size_t problems);

// Refuses names of problems that are not there.
void check_stop_problems(const StopEntries& stops, const std::vector<PlannedProblem>& problems);

}  // namespace ravine::study
