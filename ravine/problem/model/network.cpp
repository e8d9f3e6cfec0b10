#include "ravine/problem/model/network.hpp"

#include <span>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/base/math.hpp"
#include "ravine/base/random.hpp"

namespace ravine::model {
namespace {}  // namespace

Network make_network(const Model& model, std::size_t inputs, std::size_t outputs, bool classes) {
  Network network{model, classes, {}, {}};
  const bool deep = model.kind == Model::Kind::mlp;
  std::vector<std::size_t> widths{inputs};
  if (deep) widths.insert(widths.end(), model.hidden.begin(), model.hidden.end());
  widths.push_back(outputs);
  double coordinates = 0;
  for (std::size_t l = 0; l + 1 < widths.size(); ++l)
    coordinates += (static_cast<double>(widths[l]) + 1) * static_cast<double>(widths[l + 1]);
  if (coordinates > most_weights)
    throw InputError("a model of more than 10^9 parameters: " + std::to_string(inputs) + " features, " +
                         std::to_string(outputs) + " outputs",
                     "take fewer features or narrower layers");
  std::size_t next = 0;
  const auto add = [&](std::string name, std::vector<std::size_t> shape, std::size_t group) {
    network.layout.tensors.push_back({std::move(name), std::move(shape), next, group});
    const auto first = next;
    next += network.layout.tensors.back().size();
    return first;
  };
  const std::size_t biases = model.intercept ? network.layout.add_group("bias") : 0;
  for (std::size_t l = 0; l + 1 < widths.size(); ++l) {
    const auto prefix = deep ? "layer" + std::to_string(l + 1) + "." : std::string();
    const auto in = widths[l], out = widths[l + 1];
    const bool vector = !deep && out == 1;
    Layer layer{in, out, 0, 0};
    layer.weight = add(prefix + "weight", vector ? std::vector{in} : std::vector{out, in}, 0);
    if (model.intercept) layer.bias = add(prefix + "bias", {out}, biases);
    network.layers.push_back(layer);
  }
  return network;
}

std::vector<double> first_weights(const Network& network, std::uint64_t seed, std::uint64_t repeat) {
  std::vector<double> x(network.layout.size());
  if (network.layers.size() == 1 && network.model.kind != Model::Kind::mlp) return x;
  for (std::size_t l = 0; l < network.layers.size(); ++l) {
    const auto& layer = network.layers[l];
    const math::RandomStream random({seed, math::Purpose::initialisation, 0, repeat, l});
    const std::span<double> weights(x.data() + layer.weight, layer.inputs * layer.outputs);
    const auto inputs = static_cast<double>(layer.inputs), outputs = static_cast<double>(layer.outputs);
    if (network.model.start == Model::Start::he) {
      random.normal(0, weights);
      const double deviation = math::sqrt(2 / inputs);
      for (auto& w : weights) w *= deviation;
    } else {
      random.uniform(0, weights);
      const double limit = math::sqrt(6 / (inputs + outputs));
      for (auto& w : weights) w = limit * (2 * w - 1);
    }
  }
  return x;
}

}  // namespace ravine::model
