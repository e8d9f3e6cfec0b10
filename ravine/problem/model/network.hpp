// Layers and a loss: every model but matrix factorisation. Linear models are one layer.
//
//   Z = A W^T + b for each layer; A the features of the samples or the activations of the layer before; W outputs x
//   inputs
//
// Backwards, with D = d(mean loss)/dZ: dW = D^T A, db = the sum of D's rows, and D of the layer before is (D W) times
// the slope of its activation (Rumelhart, Hinton & Williams 1986, doi 10.1038/323533a0).
#pragma once

#include <cstddef>
#include <vector>

#include "ravine/base/layout.hpp"
#include "ravine/problem/model/model.hpp"

namespace ravine::model {

struct Layer {
  std::size_t inputs = 0, outputs = 0;
  std::size_t weight = 0, bias = 0;  // first coordinates: weight[outputs x inputs], bias[outputs]
};

// Immutable once made.
struct Network {
  Model model;           // its loss is no longer `of_target`
  bool classes = false;  // whether targets are classes
  std::vector<Layer> layers;
  Layout layout;  // weight, bias (one layer) or layer1.weight, layer1.bias, ...; biases in the group `bias`
  std::size_t inputs() const { return layers.front().inputs; }
  std::size_t outputs() const { return layers.back().outputs; }
  // Weights (not biases): penalties are on these.
  bool is_bias(const Tensor& tensor) const { return tensor.group != 0; }
};

// `hidden` of the model counts for an mlp only. Throws InputError for more than 10^9 coordinates.
Network make_network(const Model& model, std::size_t inputs, std::size_t outputs, bool classes);

// First weights, biases 0. He, Zhang, Ren & Sun 2015 (arXiv 1502.01852, equation 10): normal with variance 2/inputs;
// Glorot & Bengio 2010 (equation 16): uniform within sqrt(6/(inputs + outputs)). Zeros for one layer: those models are
// convex.
std::vector<double> first_weights(const Network& network, std::uint64_t seed, std::uint64_t repeat);

}  // namespace ravine::model
