// A problem whose values another program gives, in any language, over its standard input and output (doc/external.md).
//
// Each evaluator starts the program when it is first asked and ends it when it goes; each run has one of its own. What
// the program does wrong is the fault of an evaluation: the run ends as `error` and says why. Its bits are its
// author's.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "ravine/problem/problem.hpp"

namespace ravine {

inline constexpr double longest_timeout = 1e6;  // seconds

struct ExternalProgram {
  std::vector<std::string> words;             // the program and its arguments; no shell reads them
  std::chrono::duration<double> timeout{10};  // of one evaluation, its start included; above 0, at most longest_timeout
  // Ask for f alone and take central differences: 2n + 1 values a gradient, exact to about 1e-10 of the scale of f.
  bool differences = false;
};

class ExternalProblem final : public Problem {
 public:
  // Starts nothing. `names` are those of the coordinates, or none. Throws InputError where there is no program, no
  // coordinate, or no time.
  ExternalProblem(ExternalProgram program, Layout layout, std::vector<std::string> names = {});

  const ExternalProgram& program() const { return program_; }
  const Layout& layout() const override { return layout_; }
  std::unique_ptr<Evaluator> evaluator(std::size_t lanes) const override;
  bool shares_evaluators() const override { return false; }
  std::vector<std::string> coordinate_names() const override { return names_; }

 private:
  ExternalProgram program_;
  Layout layout_;
  std::vector<std::string> names_;
};

}  // namespace ravine
