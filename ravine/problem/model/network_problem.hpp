// A network and a divided data set, as a problem.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ravine/problem/dataset/dataset.hpp"
#include "ravine/problem/model/minibatch.hpp"
#include "ravine/problem/model/network.hpp"
#include "ravine/problem/problem.hpp"

namespace ravine::model {

// A part of the data that has samples, and what its R2 compares with.
struct JudgedPart {
  std::string name;  // "training", "validation", "test"
  const std::vector<std::size_t>* samples;
  double total_squares = 0;  // of numbers: the sum of (y - mean y)^2
};

class NetworkProblem final : public Problem {
 public:
  // The sizes fit: make_model has seen to it.
  NetworkProblem(Network network, DividedDataset data);
  NetworkProblem(const NetworkProblem&) = delete;
  NetworkProblem& operator=(const NetworkProblem&) = delete;

  const Layout& layout() const override { return network_.layout; }
  std::unique_ptr<Evaluator> evaluator(std::size_t lanes) const override;
  bool stochastic() const override { return minibatch_.replacement || minibatch_.batch < minibatch_.samples; }
  std::vector<Measure> measures() const override;
  SampleCount sample_count() const override { return {minibatch_.samples, minibatch_.batch}; }
  std::vector<double> start(std::uint64_t seed, std::uint64_t repeat) const override {
    return first_weights(network_, seed, repeat);
  }

  const Network& network() const { return network_; }
  const DividedDataset& data() const { return data_; }
  const Minibatch& minibatch() const { return minibatch_; }
  const std::vector<JudgedPart>& judged() const { return judged_; }

 private:
  Network network_;
  DividedDataset data_;
  Minibatch minibatch_;
  std::vector<JudgedPart> judged_;
};

}  // namespace ravine::model
