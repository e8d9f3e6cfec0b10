#include "ravine/problem/model/loss.hpp"

#include <algorithm>

#include "ravine/base/lanes.hpp"
#include "ravine/base/math.hpp"
#include "ravine/base/math_lanes.hpp"

namespace ravine::model {
namespace {

// What output j of a row should be near: `on` at the row's class, `off` at the others; or the row's number.
template <class T>
struct Wanted {
  bool classes;
  T off;
  T operator()(double target, std::size_t outputs, std::size_t j) const {
    if (!classes) return static_cast<T>(target);
    const auto chosen = static_cast<std::size_t>(target);
    return outputs == 1 ? (chosen == 1 ? T(1) : off) : (chosen == j ? T(1) : off);
  }
};

// Rows whose class has the largest output; the first of equals counts as the largest.
template <class T>
std::size_t count_correct(const Outputs<T>& at) {
  std::size_t correct = 0;
  for (std::size_t i = 0; i < at.rows; ++i) {
    const T* z = at.z + i * at.outputs;
    const auto best = at.outputs == 1 ? (z[0] > T(0) ? 1 : 0) : std::max_element(z, z + at.outputs) - z;
    correct += static_cast<std::size_t>(best) == static_cast<std::size_t>(at.target[i]) ? 1 : 0;
  }
  return correct;
}

// z becomes z - (the row's largest), spare its exponential.
template <class T>
double cross_entropy(const Outputs<T>& at, bool slopes, T weight) {
  for (std::size_t i = 0; i < at.rows; ++i) {
    T* z = at.z + i * at.outputs;
    T largest = z[0];
    for (std::size_t j = 1; j < at.outputs; ++j) largest = z[j] > largest ? z[j] : largest;
    for (std::size_t j = 0; j < at.outputs; ++j) z[j] -= largest;
  }
  math::lanes::exp(at.rows * at.outputs, at.z, at.spare);
  double sum = 0;
  for (std::size_t i = 0; i < at.rows; ++i) {
    T* z = at.z + i * at.outputs;
    const T* e = at.spare + i * at.outputs;
    T total = 0;
    for (std::size_t j = 0; j < at.outputs; ++j) total += e[j];
    const auto chosen = static_cast<std::size_t>(at.target[i]);
    sum += math::log(static_cast<double>(total)) - static_cast<double>(z[chosen]);
    if (!slopes) continue;
    const T factor = weight / total;
    for (std::size_t j = 0; j < at.outputs; ++j) z[j] = e[j] * factor;
    z[chosen] -= weight;
  }
  return sum;
}

// One output. z becomes -s z, spare its softplus.
template <class T>
double logistic(const Outputs<T>& at, bool slopes, T weight) {
  const auto against = [&](std::size_t i) { return at.target[i] == 1 ? T(-1) : T(1); };  // -s
  for (std::size_t i = 0; i < at.rows; ++i) at.z[i] *= against(i);
  math::lanes::softplus(at.rows, at.z, at.spare);
  double sum = 0;
  for (std::size_t i = 0; i < at.rows; ++i) sum += static_cast<double>(at.spare[i]);
  if (!slopes) return sum;
  math::lanes::sigmoid(at.rows, at.z, at.z);
  for (std::size_t i = 0; i < at.rows; ++i) at.z[i] *= weight * against(i);
  return sum;
}

// Losses that are a sum over outputs: `value_and_slope(z, wanted)`.
template <class T, class Each>
double separate(const Outputs<T>& at, Wanted<T> wanted, bool slopes, T weight, Each each) {
  double sum = 0;
  for (std::size_t i = 0; i < at.rows; ++i)
    for (std::size_t j = 0; j < at.outputs; ++j) {
      T& z = at.z[i * at.outputs + j];
      const auto [value, slope] = each(z, wanted(at.target[i], at.outputs, j));
      sum += static_cast<double>(value);
      if (slopes) z = weight * slope;
    }
  return sum;
}

template <class T>
struct Both {
  T value, slope;
};

}  // namespace

template <class T>
LossSum lose(Model::Loss loss, bool classes, const Outputs<T>& at, bool slopes, double weight) {
  LossSum result;
  if (classes) result.correct = count_correct(at);
  const T w = static_cast<T>(weight);
  switch (loss) {
    case Model::Loss::of_target:
    case Model::Loss::squared:
      result.loss = separate(at, Wanted<T>{classes, T(0)}, slopes, w, [](T z, T y) {
        return Both<T>{T(0.5) * ((z - y) * (z - y)), z - y};
      });
      break;
    case Model::Loss::logistic:
      result.loss = logistic(at, slopes, w);
      break;
    case Model::Loss::cross_entropy:
      result.loss = cross_entropy(at, slopes, w);
      break;
    case Model::Loss::hinge:
      result.loss = separate(at, Wanted<T>{classes, T(-1)}, slopes, w, [](T z, T s) {
        const T margin = T(1) - s * z;
        return Both<T>{math::max(margin, T(0)), margin > T(0) ? -s : T(0) * margin};
      });
      break;
    case Model::Loss::squared_hinge:
      result.loss = separate(at, Wanted<T>{classes, T(-1)}, slopes, w, [](T z, T s) {
        const T short_by = math::max(T(1) - s * z, T(0));
        return Both<T>{short_by * short_by, T(-2) * s * short_by};
      });
      break;
  }
  return result;
}

template LossSum lose(Model::Loss, bool, const Outputs<float>&, bool, double);
template LossSum lose(Model::Loss, bool, const Outputs<double>&, bool, double);

}  // namespace ravine::model
