// The working memory of one shard of samples, and the way of its numbers through a network and back.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "ravine/base/lanes.hpp"
#include "ravine/problem/model/loss.hpp"
#include "ravine/problem/model/network.hpp"

namespace ravine::model {

template <class T>
class NetworkPass {
 public:
  // For shards of up to `most` samples. The network outlives the pass.
  NetworkPass(const Network& network, std::size_t most);

  // To be filled before forward(): the targets, and room for the features, rows x inputs, where they do not stand
  // somewhere already: read_features() then says where.
  T* features() { return activations_.front()[0]; }
  void read_features(const T* features) { features_ = features; }
  double* targets() { return targets_.data(); }
  // `weights` holds all coordinates in the order of the layout.
  LossSum forward(std::size_t rows, const T* weights);
  // The same, and then `gradient`, or with `add` what is added to it, of the losses' sum times `weight`.
  LossSum forward_and_back(std::size_t rows, const T* weights, T* gradient, bool add, double weight);

 private:
  void through_layers(std::size_t rows, const T* weights, bool slopes);
  LossSum lose(std::size_t rows, bool slopes, double weight);
  void back(std::size_t rows, const T* weights, T* gradient, bool add);

  const T* before(std::size_t layer) const { return layer == 0 ? features_ : activations_[layer][0]; }

  const Network& network_;
  const T* features_ = nullptr;
  // The features, then each layer's outputs; on the way back the derivatives stand in the outputs' places.
  std::vector<LaneBlock<T>> activations_;
  std::vector<LaneBlock<T>> slopes_;  // of the hidden layers
  LaneBlock<T> spare_;
  std::vector<double> targets_;
};

extern template class NetworkPass<float>;
extern template class NetworkPass<double>;

}  // namespace ravine::model
