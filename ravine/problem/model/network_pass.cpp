#include "ravine/problem/model/network_pass.hpp"

#include <algorithm>

#include "ravine/problem/model/activation.hpp"
#include "ravine/problem/model/product.hpp"
#include "ravine/problem/model/row_product.hpp"

namespace ravine::model {
namespace {

template <class T>
RAVINE_EVERY_ISA void multiply_lanes(std::size_t n, T* x, const T* by) {
  RAVINE_LANES for (std::size_t i = 0; i < n; ++i) x[i] *= by[i];
}
template <class T>
RAVINE_EVERY_ISA void add_lanes(std::size_t n, T* x, const T* what) {
  RAVINE_LANES for (std::size_t i = 0; i < n; ++i) x[i] += what[i];
}

}  // namespace

template <class T>
NetworkPass<T>::NetworkPass(const Network& network, std::size_t most)
    : network_(network), spare_(most * network.outputs(), 1), targets_(most) {
  activations_.emplace_back(most * network.inputs(), 1);
  for (const auto& layer : network.layers) activations_.emplace_back(most * layer.outputs, 1);
  for (std::size_t l = 0; l + 1 < network.layers.size(); ++l) slopes_.emplace_back(most * network.layers[l].outputs, 1);
}

template <class T>
void NetworkPass<T>::through_layers(std::size_t rows, const T* weights, bool slopes) {
  for (std::size_t l = 0; l < network_.layers.size(); ++l) {
    const auto& layer = network_.layers[l];
    T* const z = activations_[l + 1][0];
    if (layer.outputs == 1 && network_.layers.size() == 1) {
      times_vector(rows, layer.inputs, before(l), weights + layer.weight,
                   network_.model.intercept ? weights[layer.bias] : T(0), z);
      continue;
    }
    if (network_.model.intercept)
      for (std::size_t i = 0; i < rows; ++i) std::copy_n(weights + layer.bias, layer.outputs, z + i * layer.outputs);
    multiply(rows, layer.outputs, layer.inputs, Factor<T>{before(l), layer.inputs},
             Factor<T>{weights + layer.weight, layer.inputs, true}, z, layer.outputs, network_.model.intercept);
    if (l + 1 < network_.layers.size())
      activate(network_.model.activation, rows * layer.outputs, z, slopes ? slopes_[l][0] : nullptr);
  }
}

template <class T>
LossSum NetworkPass<T>::lose(std::size_t rows, bool slopes, double weight) {
  const Outputs<T> outputs{rows, network_.outputs(), activations_.back()[0], spare_[0], targets_.data()};
  return model::lose(network_.model.loss, network_.classes, outputs, slopes, weight);
}

template <class T>
void NetworkPass<T>::back(std::size_t rows, const T* weights, T* gradient, bool add) {
  for (std::size_t l = network_.layers.size(); l-- > 0;) {
    const auto& layer = network_.layers[l];
    const T* const slope = activations_[l + 1][0];
    if (layer.outputs == 1 && network_.layers.size() == 1) {
      if (!add) std::fill_n(gradient + layer.weight, layer.inputs, T(0));
      add_rows(rows, layer.inputs, slope, before(l), gradient + layer.weight);
    } else {
      multiply(layer.outputs, layer.inputs, rows, Factor<T>{slope, layer.outputs, true},
               Factor<T>{before(l), layer.inputs}, gradient + layer.weight, layer.inputs, add);
    }
    if (network_.model.intercept) {
      T* const bias = gradient + layer.bias;
      if (!add) std::fill_n(bias, layer.outputs, T(0));
      for (std::size_t i = 0; i < rows; ++i) add_lanes(layer.outputs, bias, slope + i * layer.outputs);
    }
    if (l == 0) return;
    T* const inner = activations_[l][0];
    multiply(rows, layer.inputs, layer.outputs, Factor<T>{slope, layer.outputs},
             Factor<T>{weights + layer.weight, layer.inputs}, inner, layer.inputs, false);
    multiply_lanes(rows * layer.inputs, inner, slopes_[l - 1][0]);
  }
}

template <class T>
LossSum NetworkPass<T>::forward(std::size_t rows, const T* weights) {
  through_layers(rows, weights, false);
  return lose(rows, false, 0);
}

template <class T>
LossSum NetworkPass<T>::forward_and_back(std::size_t rows, const T* weights, T* gradient, bool add, double weight) {
  through_layers(rows, weights, true);
  const auto sum = lose(rows, true, weight);
  back(rows, weights, gradient, add);
  return sum;
}

template class NetworkPass<float>;
template class NetworkPass<double>;

}  // namespace ravine::model
