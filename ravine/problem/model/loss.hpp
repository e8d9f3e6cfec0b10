// Losses of a sample and their derivatives by the model's outputs z.
//
//   squared        sum of (z - y)^2 / 2; y a number, or for classes 1 at the sample's class and 0 at the others
//   logistic       log(1 + e^(-s z)), s = -1 for the first of two classes, 1 for the second
//   cross entropy  log(sum of e^z) - z_y, y the class
//   hinge          sum of max(0, 1 - s z); s = 1 at the sample's class, -1 at the others (one output: as logistic)
//   squared hinge  the same of max(0, 1 - s z)^2
//
// At the kink of the hinge (s z = 1) the derivative is 0.
#pragma once

#include <cstddef>
#include <span>

#include "ravine/problem/model/model.hpp"

namespace ravine::model {

struct LossSum {
  double loss = 0;          // sum over the samples
  std::size_t correct = 0;  // samples whose class has the largest output, of classifications
};

// `z` is rows x outputs. target[i] is the number or class of row i. The mean is taken by the caller; with `slopes`, z
// turns into the derivatives of each row's loss times `weight`.
template <class T>
struct Outputs {
  std::size_t rows = 0, outputs = 0;
  T* z = nullptr;
  T* spare = nullptr;  // as large as z
  const double* target = nullptr;
};
template <class T>
LossSum lose(Model::Loss loss, bool classes, const Outputs<T>& at, bool slopes, double weight);

extern template LossSum lose(Model::Loss, bool, const Outputs<float>&, bool, double);
extern template LossSum lose(Model::Loss, bool, const Outputs<double>&, bool, double);

}  // namespace ravine::model
