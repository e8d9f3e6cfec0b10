#include "ravine/run/run_oracle.hpp"

#include "ravine/base/error.hpp"
#include "ravine/base/random.hpp"

namespace ravine {

RunOracle::RunOracle(Evaluator& evaluator, StreamKey first, std::size_t budget)
    : evaluator_(evaluator), key_(first), budget_(budget) {}

bool RunOracle::evaluate(std::span<const double> x, double& f, std::span<double> gradient) {
  if (is_used_up()) return false;
  key_.step = ++evaluations_;
  evaluator_.evaluate(1, {x.data(), 1}, &f, {gradient.data(), 1}, &key_);
  return true;
}

bool RunOracle::hessian_product(std::span<const double> x, std::span<const double> v, std::span<double> product) {
  if (is_used_up()) return false;
  key_.step = ++evaluations_;
  if (!evaluator_.hessian_product(1, {x.data(), 1}, {v.data(), 1}, {product.data(), 1}, &key_))
    throw InputError("the method asks for products with the Hessian, and this problem offers no second derivative",
                     "give the function as text or as a lambda");
  return true;
}

void RunOracle::normal(std::uint64_t draw, std::span<double> out) {
  math::RandomStream({key_.seed, math::Purpose::curvature, 0, key_.repeat, draw}).normal(0, out);
}

}  // namespace ravine
