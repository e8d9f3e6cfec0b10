// Any problem with stochastic gradients: f as it is, noise on its gradient.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "ravine/problem/gradient_noise.hpp"
#include "ravine/problem/problem.hpp"

namespace ravine {

// The noise of an evaluation is named by its StreamKey and `stream`, which stands for the problem: whoever evaluates
// there meets the same, alone or among other lanes. Without keys there is none. Every kind is unbiased: its mean over
// all seeds is the gradient (of student_t with more than one degree of freedom).
class NoisyProblem final : public Problem {
 public:
  // Throws InputError where the noise is for another number of coordinates, and for a covariance that is not positive
  // definite.
  NoisyProblem(std::shared_ptr<const Problem> problem, GradientNoise noise, std::uint64_t stream = 0);

  const Layout& layout() const override { return problem_->layout(); }
  std::unique_ptr<Evaluator> evaluator(std::size_t lanes) const override;
  bool stochastic() const override { return true; }
  std::vector<Measure> measures() const override { return problem_->measures(); }
  bool costly() const override { return problem_->costly(); }
  SampleCount sample_count() const override { return problem_->sample_count(); }
  std::vector<double> start(std::uint64_t seed, std::uint64_t repeat) const override {
    return problem_->start(seed, repeat);
  }
  std::vector<std::string> coordinate_names() const override { return problem_->coordinate_names(); }
  std::string formula() const override { return problem_->formula(); }
  std::optional<DomainFault> explain(std::span<const double> x) const override { return problem_->explain(x); }

 private:
  std::shared_ptr<const Problem> problem_;
  GradientNoise noise_;
  std::vector<double> factor_;  // the lower Cholesky factor of a covariance, n x n row by row
  std::uint64_t stream_;
};

}  // namespace ravine
