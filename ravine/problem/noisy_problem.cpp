#include "ravine/problem/noisy_problem.hpp"

#include <cmath>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/base/math.hpp"
#include "ravine/base/random.hpp"

namespace ravine {
namespace {

// Row by row (Cholesky-Banachiewicz), sums in the order of their index; empty where a pivot is not positive.
std::vector<double> cholesky(const std::vector<double>& matrix, std::size_t n) {
  std::vector<double> lower(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = matrix[i * n + j];
      for (std::size_t k = 0; k < j; ++k) sum -= lower[i * n + k] * lower[j * n + k];
      if (i == j && !(sum > 0)) return {};
      lower[i * n + j] = i == j ? std::sqrt(sum) : sum / lower[j * n + j];
    }
  return lower;
}

// Student's t by Bailey's polar method (1994) without its rejection: as Box and Muller's normal numbers, with the
// radius sqrt(nu (u^(-2/nu) - 1)).
double student_t(const math::RandomStream& stream, std::size_t i, double degrees) {
  const double u = stream.uniform_open(2 * i), v = stream.uniform_open(2 * i + 1);
  const double radius = std::sqrt(degrees * math::expm1(-2 / degrees * math::log(u)));
  return radius * math::cos(0x1.921fb54442d18p2 * v);
}

class NoisyEvaluator final : public Evaluator {
 public:
  NoisyEvaluator(std::unique_ptr<Evaluator> inner, const GradientNoise& noise, const std::vector<double>& factor,
                 std::uint64_t stream, std::size_t dimension)
      : inner_(std::move(inner)), noise_(noise), factor_(factor), stream_(stream), noise_of_(dimension) {}

  void evaluate(std::size_t lanes, Columns<const double> x, double* f, Columns<double> g,
                const StreamKey* keys) override {
    inner_->evaluate(lanes, x, f, g, keys);
    if (g.data == nullptr || keys == nullptr) return;
    for (std::size_t lane = 0; lane < lanes; ++lane) disturb(lane, g, keys[lane]);
  }
  bool hessian_product(std::size_t lanes, Columns<const double> x, Columns<const double> v, Columns<double> product,
                       const StreamKey* keys) override {
    return inner_->hessian_product(lanes, x, v, product, keys);
  }
  void measure(std::span<const double> x, std::span<double> values) override { inner_->measure(x, values); }
  void use(Executor& executor) override { inner_->use(executor); }
  std::string fault(std::size_t lane) const override { return inner_->fault(lane); }

 private:
  double sigma(std::size_t i) const { return noise_.sigma[noise_.sigma.size() == 1 ? 0 : i]; }

  void disturb(std::size_t lane, Columns<double> g, const StreamKey& key) {
    const math::RandomStream stream({key.seed, math::Purpose::problem_noise, stream_, key.repeat, key.step});
    const auto n = noise_of_.size();
    switch (noise_.kind) {
      case GradientNoise::Kind::gaussian:
        stream.normal(0, noise_of_);
        for (std::size_t i = 0; i < n; ++i) g[i][lane] += factor_.empty() ? sigma(i) * noise_of_[i] : correlated(i);
        break;
      case GradientNoise::Kind::multiplicative:
        stream.normal(0, noise_of_);
        for (std::size_t i = 0; i < n; ++i) g[i][lane] *= 1 + sigma(i) * noise_of_[i];
        break;
      case GradientNoise::Kind::student_t:
        for (std::size_t i = 0; i < n; ++i) g[i][lane] += noise_.scale * student_t(stream, i, noise_.degrees);
        break;
      case GradientNoise::Kind::dropout:
        for (std::size_t i = 0; i < n; ++i)
          g[i][lane] = stream.uniform(i) < noise_.keep ? g[i][lane] / noise_.keep : 0.0;
        break;
    }
  }
  double correlated(std::size_t i) const {
    double sum = 0;
    for (std::size_t k = 0; k <= i; ++k) sum += factor_[i * noise_of_.size() + k] * noise_of_[k];
    return sum;
  }

  std::unique_ptr<Evaluator> inner_;
  const GradientNoise& noise_;
  const std::vector<double>& factor_;
  std::uint64_t stream_;
  std::vector<double> noise_of_;
};

}  // namespace

NoisyProblem::NoisyProblem(std::shared_ptr<const Problem> problem, GradientNoise noise, std::uint64_t stream)
    : problem_(std::move(problem)), noise_(std::move(noise)), stream_(stream) {
  const auto n = problem_->dimension();
  const auto fits = [&](std::size_t count, const char* what) {
    if (count != n)
      throw InputError(std::string("the noise's ") + what + " is of " + std::to_string(count) +
                       (count == 1 ? " coordinate" : " coordinates") + ", the problem has " + std::to_string(n));
  };
  if (!noise_.covariance.empty()) {
    fits(static_cast<std::size_t>(std::sqrt(static_cast<double>(noise_.covariance.size()))), "covariance");
    factor_ = cholesky(noise_.covariance, n);
    if (factor_.empty())
      throw InputError("the noise's covariance is not positive definite",
                       "each variance must exceed what the others explain");
  } else if (noise_.sigma.size() != 1) {
    fits(noise_.sigma.size(), "sigma");
  }
}

std::unique_ptr<Evaluator> NoisyProblem::evaluator(std::size_t lanes) const {
  return std::make_unique<NoisyEvaluator>(problem_->evaluator(lanes), noise_, factor_, stream_, problem_->dimension());
}

}  // namespace ravine
