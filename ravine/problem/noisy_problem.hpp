// Any problem with noise in its gradient. f, second derivatives and all else stay as they are.
//
// The noise of an evaluation is named by its StreamKey and by `stream`, the problem's own number, and by nothing else:
// contenders meet the same noise, and a run has the same bits alone or in a batch. An evaluation without keys has none.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include "ravine/problem/gradient_noise.hpp"
#include "ravine/problem/problem.hpp"

namespace ravine {

class NoisyProblem final : public Problem {
 public:
  // Problems of other numbers have other noise. Throws InputError where the noise does not fit the problem.
  NoisyProblem(std::shared_ptr<const Problem> problem, GradientNoise noise, std::uint64_t stream = 0);

  // The number of a problem of this identity (what determines its values): the same for all who draw its noise.
  static std::uint64_t stream_of(std::string_view identity);

  const Problem& exact() const { return *problem_; }
  const GradientNoise& noise() const { return noise_; }

  const Layout& layout() const override { return problem_->layout(); }
  std::unique_ptr<Evaluator> evaluator(std::size_t lanes) const override;
  bool stochastic() const override { return true; }
  bool shares_evaluators() const override { return problem_->shares_evaluators(); }
  std::vector<Measure> measures() const override { return problem_->measures(); }
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
  std::vector<double> factor_;  // of the covariance, where there is one
  std::uint64_t stream_;
};

}  // namespace ravine
