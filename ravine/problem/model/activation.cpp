#include "ravine/problem/model/activation.hpp"

#include "ravine/base/lanes.hpp"
#include "ravine/base/math.hpp"

namespace ravine::model {
namespace {

// Each writes both, the slope over again where nobody asked for it: into `spare`, a block at a time.
constexpr std::size_t block = 256;

template <class T>
RAVINE_EVERY_ISA void relu(std::size_t n, T* z, T* slope) {
  RAVINE_LANES for (std::size_t i = 0; i < n; ++i) {
    const bool on = z[i] > T(0);
    slope[i] = on ? T(1) : T(0);
    z[i] = on || z[i] != z[i] ? z[i] : T(0);  // a NaN stays one
  }
}
template <class T>
RAVINE_EVERY_ISA void tanh(std::size_t n, T* z, T* slope) {
  RAVINE_LANES for (std::size_t i = 0; i < n; ++i) {
    const T a = math::tanh(z[i]);
    slope[i] = (T(1) - a) * (T(1) + a);
    z[i] = a;
  }
}
template <class T>
RAVINE_EVERY_ISA void sigmoid(std::size_t n, T* z, T* slope) {
  RAVINE_LANES for (std::size_t i = 0; i < n; ++i) {
    const T a = math::sigmoid(z[i]);
    slope[i] = a * (T(1) - a);
    z[i] = a;
  }
}
template <class T>
RAVINE_EVERY_ISA void gelu(std::size_t n, T* z, T* slope) {
  constexpr T root_half = static_cast<T>(0x1.6a09e667f3bcdp-1), density_at_0 = static_cast<T>(0x1.9884533d43651p-2);
  RAVINE_LANES for (std::size_t i = 0; i < n; ++i) {
    const T x = z[i];
    const T phi = T(0.5) * (T(1) + math::erf(x * root_half));
    slope[i] = phi + x * (density_at_0 * math::exp(T(-0.5) * x * x));
    z[i] = x * phi;
  }
}

}  // namespace

template <class T>
void activate(Model::Activation activation, std::size_t n, T* z, T* slope) {
  T spare[block];
  for (std::size_t first = 0; first < n; first += block) {
    const auto count = n - first < block ? n - first : block;
    T* const slopes = slope != nullptr ? slope + first : spare;
    switch (activation) {
      case Model::Activation::relu:
        relu(count, z + first, slopes);
        break;
      case Model::Activation::tanh:
        tanh(count, z + first, slopes);
        break;
      case Model::Activation::sigmoid:
        sigmoid(count, z + first, slopes);
        break;
      case Model::Activation::gelu:
        gelu(count, z + first, slopes);
        break;
    }
  }
}

template void activate(Model::Activation, std::size_t, float*, float*);
template void activate(Model::Activation, std::size_t, double*, double*);

}  // namespace ravine::model
