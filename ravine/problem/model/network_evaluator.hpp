// Evaluates a network's minibatch loss and its gradient, lane by lane.
//
// The batch divides into shards (shards.hpp); each group of them has a pass and a gradient of its own, in the precision
// of the products, and adds its shards in their order. The groups' gradients are then added in their order, in double,
// and the penalties with them. No memory is taken within an evaluation.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "ravine/problem/model/network_pass.hpp"
#include "ravine/problem/model/network_problem.hpp"
#include "ravine/problem/model/penalty.hpp"
#include "ravine/problem/model/shards.hpp"

namespace ravine::model {

template <class T>
class NetworkEvaluator final : public Evaluator {
 public:
  explicit NetworkEvaluator(const NetworkProblem& problem);
  void evaluate(std::size_t lanes, Columns<const double> x, double* f, Columns<double> g,
                const StreamKey* keys) override;
  void measure(std::span<const double> x, std::span<double> values) override;
  void use(Executor& executor) override { executor_ = &executor; }

 private:
  struct Group {
    NetworkPass<T> pass;
    LaneBlock<T> gradient;
    std::vector<std::size_t> samples;  // of one shard
    LossSum sum;
  };
  void add_groups(std::size_t count, std::size_t coordinates);
  void take_point(const double* x);
  double evaluate_point(const double* x, double* gradient, const StreamKey& key);
  void make_group(std::size_t index);
  void judge_group(std::size_t index);
  void fill(Group& group, const std::size_t* places, std::size_t first, std::size_t rows);
  // Coordinates of chunk `index`: adds the groups' gradients and the penalties.
  void add_up(std::size_t index);
  double penalty_within(std::size_t first, std::size_t end, double* gradient) const;

  const NetworkProblem& problem_;
  const Network& network_;
  Shards shards_;  // of a minibatch
  Penalty penalty_;
  const T* numbers_;  // the data's, where they can be read in place; or null
  SerialExecutor alone_;
  Executor* executor_ = &alone_;
  std::vector<Group> groups_;
  std::vector<std::size_t> rows_;         // of the minibatch: indices into the training part
  LaneBlock<T> weights_;                  // the point in the products' precision
  LaneBlock<double> point_, derivative_;  // of a lane that is not contiguous
  std::vector<double> penalties_;         // of each chunk
  // What the tasks below work on.
  struct {
    const double* x = nullptr;
    double* gradient = nullptr;
    const T* weights = nullptr;
    const std::size_t* part = nullptr;  // of a part that is judged: its samples
    Shards shards;
  } now_;
  std::function<void(std::size_t)> make_group_, judge_group_, add_up_;
};

extern template class NetworkEvaluator<float>;
extern template class NetworkEvaluator<double>;

}  // namespace ravine::model
