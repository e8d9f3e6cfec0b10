#include "ravine/problem/noisy_problem.hpp"

#include <cmath>

#include "ravine/base/hash.hpp"
#include "ravine/base/math/exponential.hpp"
#include "ravine/base/math/logarithm.hpp"
#include "ravine/base/math/trigonometric.hpp"
#include "ravine/base/random.hpp"

namespace ravine {
namespace {

using math::RandomStream;

// One lane's noise: draws for its n coordinates, then their effect on the gradient, which may be strided.
class Disturbance {
 public:
  Disturbance(const GradientNoise& noise, std::span<const double> factor, std::size_t n)
      : noise_(noise), factor_(factor), drawn_(noise.kind == NoiseKind::student_t ? 2 * n : n), n_(n) {}

  void disturb(const RandomStream& stream, Columns<double> g, std::size_t lane) {
    switch (noise_.kind) {
      case NoiseKind::gaussian:
        stream.normal(0, drawn_);
        if (!factor_.empty()) return add_correlated(g, lane);
        for (std::size_t i = 0; i < n_; ++i)
          g[i][lane] += (noise_.sigmas.empty() ? noise_.sigma : noise_.sigmas[i]) * drawn_[i];
        return;
      case NoiseKind::multiplicative:
        stream.normal(0, drawn_);
        for (std::size_t i = 0; i < n_; ++i) g[i][lane] *= 1 + noise_.sigma * drawn_[i];
        return;
      case NoiseKind::student_t:
        stream.uniform_open(0, drawn_);
        for (std::size_t i = 0; i < n_; ++i) g[i][lane] += noise_.scale * student_t(drawn_[2 * i], drawn_[2 * i + 1]);
        return;
      case NoiseKind::dropout:
        stream.uniform(0, drawn_);
        // 0 times what is not finite is not: a dropped coordinate hides no failure.
        for (std::size_t i = 0; i < n_; ++i) g[i][lane] *= drawn_[i] < noise_.keep ? 1 / noise_.keep : 0.0;
        return;
    }
  }

 private:
  void add_correlated(Columns<double> g, std::size_t lane) const {
    for (std::size_t i = 0; i < n_; ++i) {
      double sum = 0;
      for (std::size_t j = 0; j <= i; ++j) sum += factor_[i * n_ + j] * drawn_[j];
      g[i][lane] += sum;
    }
  }
  // Bailey (1994), "Polar generation of random variates with the t-distribution", Math. Comp. 62, theorem 1, for any
  // degrees nu > 0: of u, v uniform in (0, 1), sqrt(nu (u^(-2/nu) - 1)) cos(2 pi v).
  double student_t(double u, double v) const {
    const double excess = math::expm1(-2 / noise_.degrees * math::log(u));
    return std::sqrt(noise_.degrees * excess) * math::cos_near(0x1.921fb54442d18p2 * v);
  }

  const GradientNoise& noise_;
  std::span<const double> factor_;
  std::vector<double> drawn_;
  std::size_t n_;
};

class NoisyEvaluator final : public Evaluator {
 public:
  NoisyEvaluator(std::unique_ptr<Evaluator> exact, const Disturbance& disturbance, std::uint64_t stream)
      : exact_(std::move(exact)), disturbance_(disturbance), stream_(stream) {}

  void evaluate(std::size_t lanes, Columns<const double> x, double* f, Columns<double> g,
                const StreamKey* keys) override {
    exact_->evaluate(lanes, x, f, g, keys);
    if (g.data == nullptr || keys == nullptr) return;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const auto& key = keys[lane];
      disturbance_.disturb(RandomStream({key.seed, math::Purpose::gradient_noise, stream_, key.repeat, key.step}), g,
                           lane);
    }
  }
  bool hessian_product(std::size_t lanes, Columns<const double> x, Columns<const double> v, Columns<double> product,
                       const StreamKey* keys) override {
    return exact_->hessian_product(lanes, x, v, product, keys);
  }
  void measure(std::span<const double> x, std::span<double> values) override { exact_->measure(x, values); }
  void use(Executor& executor) override { exact_->use(executor); }
  std::string fault(std::size_t lane) const override { return exact_->fault(lane); }

 private:
  std::unique_ptr<Evaluator> exact_;
  Disturbance disturbance_;
  std::uint64_t stream_;
};

}  // namespace

NoisyProblem::NoisyProblem(std::shared_ptr<const Problem> problem, GradientNoise noise, std::uint64_t stream)
    : problem_(std::move(problem)),
      noise_(std::move(noise)),
      stream_(math::Hash().add(stream).value()) {  // links of chains take small numbers for their noise
  noise_.require_fit(dimension());
  if (noise_.kind == NoiseKind::gaussian && !noise_.covariance.empty()) factor_ = noise_.factor(dimension());
}

std::uint64_t NoisyProblem::stream_of(std::string_view identity) { return math::Hash().add(identity).value(); }

std::unique_ptr<Evaluator> NoisyProblem::evaluator(std::size_t lanes) const {
  return std::make_unique<NoisyEvaluator>(problem_->evaluator(lanes), Disturbance(noise_, factor_, dimension()),
                                          stream_);
}

}  // namespace ravine
