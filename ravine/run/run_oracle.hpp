// A problem as a solver asks it, within a budget of gradient evaluations. Internal to `run`.
#pragma once

#include <cstddef>
#include <cstdint>

#include "ravine/base/lanes.hpp"
#include "ravine/method/oracle.hpp"
#include "ravine/problem/problem.hpp"

namespace ravine {

class RunOracle final : public Oracle {
 public:
  // The evaluator must outlive it; `first` names the draws of the run.
  RunOracle(Evaluator& evaluator, StreamKey first, std::size_t budget);

  std::size_t evaluations() const { return evaluations_; }
  bool is_used_up() const { return evaluations_ >= budget_; }

  bool evaluate(std::span<const double> x, double& f, std::span<double> gradient) override;
  bool hessian_product(std::span<const double> x, std::span<const double> v, std::span<double> product) override;
  void normal(std::uint64_t draw, std::span<double> out) override;

 private:
  Evaluator& evaluator_;
  StreamKey key_;
  std::size_t budget_, evaluations_ = 0;
};

}  // namespace ravine
