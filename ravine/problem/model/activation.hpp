// Activations of hidden layers, over arrays: a = f(z) in the place of z, and the slope f'(z).
//
//   relu     max(z, 0); slope 0 at 0
//   tanh     slope 1 - a^2
//   sigmoid  1 / (1 + e^-z); slope a (1 - a)
//   gelu     z Phi(z), Phi the standard normal distribution (Hendrycks & Gimpel 2016, arXiv 1606.08415); exact, not the
//            approximation by tanh
#pragma once

#include <cstddef>

#include "ravine/problem/model/model.hpp"

namespace ravine::model {

// For n numbers; `slope` may be null. The same bits on every instruction set.
template <class T>
void activate(Model::Activation activation, std::size_t n, T* z, T* slope);

extern template void activate(Model::Activation, std::size_t, float*, float*);
extern template void activate(Model::Activation, std::size_t, double*, double*);

}  // namespace ravine::model
