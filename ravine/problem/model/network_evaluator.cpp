#include "ravine/problem/model/network_evaluator.hpp"

#include <algorithm>
#include <type_traits>

#include "ravine/base/math.hpp"
#include "ravine/problem/dataset/gather.hpp"

namespace ravine::model {
namespace {

constexpr std::size_t shard_rows = 64, most_groups = 16;
constexpr std::size_t most_gradient_bytes = std::size_t{1} << 26;  // of all groups together, but for the first two
constexpr std::size_t narrow_shard_bytes = std::size_t{1} << 15;
constexpr std::size_t most_shard_numbers = std::size_t{1} << 20;
constexpr std::size_t chunk = 16384;  // coordinates that one task adds up

// What a model of one output does with a row is less than reading it: its shards stay in the first level of cache.
template <class T>
std::size_t rows_of_a_shard(const Network& network) {
  const bool narrow = network.layers.size() == 1 && network.outputs() == 1;
  return narrow ? std::clamp<std::size_t>(narrow_shard_bytes / (network.inputs() * sizeof(T)) / 4 * 4, 4, shard_rows)
                : std::clamp<std::size_t>(most_shard_numbers / network.inputs(), 1, shard_rows);
}

// The data's own numbers, where a model takes them as they are; else null.
template <class T>
const T* numbers_as_they_are(const DividedDataset& data) {
  const auto* values = std::get_if<std::vector<T>>(&data.data->values);
  return values != nullptr && data.scaling.offset.empty() && data.scaling.factor.empty() ? values->data() : nullptr;
}
std::size_t groups_for(std::size_t coordinates, std::size_t number_bytes) {
  return std::clamp<std::size_t>(most_gradient_bytes / (coordinates * number_bytes), 2, most_groups);
}

RAVINE_EVERY_ISA void round_lanes(std::size_t n, const double* x, float* y) {
  RAVINE_LANES for (std::size_t i = 0; i < n; ++i) y[i] = static_cast<float>(x[i]);
}
template <class T>
RAVINE_EVERY_ISA void widen_lanes(std::size_t n, const T* x, double* y) {
  RAVINE_LANES for (std::size_t i = 0; i < n; ++i) y[i] = static_cast<double>(x[i]);
}
template <class T>
RAVINE_EVERY_ISA void add_two(std::size_t n, const T* a, const T* b, double* y) {
  RAVINE_LANES for (std::size_t i = 0; i < n; ++i) y[i] = static_cast<double>(a[i]) + static_cast<double>(b[i]);
}
template <class T>
RAVINE_EVERY_ISA void add_one(std::size_t n, const T* a, double* y) {
  RAVINE_LANES for (std::size_t i = 0; i < n; ++i) y[i] += static_cast<double>(a[i]);
}

}  // namespace

template <class T>
NetworkEvaluator<T>::NetworkEvaluator(const NetworkProblem& problem)
    : problem_(problem),
      network_(problem.network()),
      shards_(Shards::of(problem.minibatch().batch, rows_of_a_shard<T>(network_),
                         groups_for(network_.layout.size(), sizeof(T)))),
      penalty_{network_.model.l1, network_.model.l2, network_.model.proximal},
      numbers_(numbers_as_they_are<T>(problem.data())),
      rows_(problem.minibatch().batch),
      make_group_([this](std::size_t index) { make_group(index); }),
      judge_group_([this](std::size_t index) { judge_group(index); }),
      add_up_([this](std::size_t index) { add_up(index); }) {
  const auto n = network_.layout.size();
  add_groups(shards_.groups, n);
  if constexpr (std::is_same_v<T, float>) weights_ = LaneBlock<T>(n, 1);
  penalties_.resize((n + chunk - 1) / chunk);
}

template <class T>
void NetworkEvaluator<T>::add_groups(std::size_t count, std::size_t coordinates) {
  while (groups_.size() < count)
    groups_.push_back({{network_, shards_.shard}, {coordinates, 1}, std::vector<std::size_t>(shards_.shard), {}});
}

template <class T>
void NetworkEvaluator<T>::take_point(const double* x) {
  now_.x = x;
  if constexpr (std::is_same_v<T, float>) {
    round_lanes(network_.layout.size(), x, weights_[0]);
    now_.weights = weights_[0];
  } else {
    now_.weights = x;
  }
}

template <class T>
void NetworkEvaluator<T>::fill(Group& group, const std::size_t* places, std::size_t first, std::size_t rows) {
  const auto& training = problem_.data().parts.training;
  const auto& target = problem_.data().data->target;
  bool in_a_row = numbers_ != nullptr;
  for (std::size_t i = 0; i < rows; ++i) {
    const auto sample = now_.part != nullptr ? now_.part[first + i] : training[places[first + i]];
    group.samples[i] = sample;
    group.pass.targets()[i] = target[sample];
    in_a_row = in_a_row && sample == group.samples[0] + i;
  }
  if (in_a_row) return group.pass.read_features(numbers_ + group.samples[0] * network_.inputs());
  gather(problem_.data(), std::span<const std::size_t>(group.samples.data(), rows), group.pass.features());
  group.pass.read_features(group.pass.features());
}

template <class T>
void NetworkEvaluator<T>::make_group(std::size_t index) {
  auto& group = groups_[index];
  group.sum = {};
  const double weight = 1 / static_cast<double>(shards_.rows);
  const auto begin = shards_.first_of(index), end = shards_.first_of(index + 1);
  for (auto shard = begin; shard < end; ++shard) {
    const auto rows = shards_.rows_of(shard);
    fill(group, rows_.data(), shards_.first_row(shard), rows);
    const auto sum = now_.gradient != nullptr
                         ? group.pass.forward_and_back(rows, now_.weights, group.gradient[0], shard != begin, weight)
                         : group.pass.forward(rows, now_.weights);
    group.sum.loss += sum.loss;
  }
}

template <class T>
void NetworkEvaluator<T>::judge_group(std::size_t index) {
  auto& group = groups_[index];
  group.sum = {};
  for (auto shard = now_.shards.first_of(index); shard < now_.shards.first_of(index + 1); ++shard) {
    const auto rows = now_.shards.rows_of(shard);
    fill(group, nullptr, now_.shards.first_row(shard), rows);
    const auto sum = group.pass.forward(rows, now_.weights);
    group.sum.loss += sum.loss;
    group.sum.correct += sum.correct;
  }
}

template <class T>
double NetworkEvaluator<T>::penalty_within(std::size_t first, std::size_t end, double* gradient) const {
  double sum = 0;
  for (const auto& tensor : network_.layout.tensors) {
    const auto from = std::max(first, tensor.first), to = std::min(end, tensor.first + tensor.size());
    if (network_.is_bias(tensor) || from >= to) continue;
    sum += penalty_(std::span<const double>(now_.x + from, to - from), gradient != nullptr ? gradient + from : nullptr);
  }
  return sum;
}

template <class T>
void NetworkEvaluator<T>::add_up(std::size_t index) {
  const auto first = index * chunk, end = std::min(first + chunk, network_.layout.size());
  if (now_.gradient != nullptr) {
    double* const sum = now_.gradient + first;
    const auto n = end - first;
    if (shards_.groups == 1)
      widen_lanes(n, groups_[0].gradient[first], sum);
    else
      add_two(n, groups_[0].gradient[first], groups_[1].gradient[first], sum);
    for (std::size_t i = 2; i < shards_.groups; ++i) add_one(n, groups_[i].gradient[first], sum);
  }
  penalties_[index] = penalty_.none() ? 0 : penalty_within(first, end, now_.gradient);
}

template <class T>
double NetworkEvaluator<T>::evaluate_point(const double* x, double* gradient, const StreamKey& key) {
  problem_.minibatch().draw(key, rows_);
  take_point(x);
  now_.gradient = gradient;
  now_.part = nullptr;
  executor_->run(shards_.groups, make_group_);
  if (gradient != nullptr || !penalty_.none()) executor_->run(penalties_.size(), add_up_);
  double loss = 0, penalty = 0;
  for (std::size_t i = 0; i < shards_.groups; ++i) loss += groups_[i].sum.loss;
  if (!penalty_.none())
    for (const double part : penalties_) penalty += part;
  return loss / static_cast<double>(rows_.size()) + penalty;
}

template <class T>
void NetworkEvaluator<T>::evaluate(std::size_t lanes, Columns<const double> x, double* f, Columns<double> g,
                                   const StreamKey* keys) {
  const auto n = network_.layout.size();
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    const auto key = keys != nullptr ? keys[lane] : StreamKey{};
    if (x.stride == 1 && (g.data == nullptr || g.stride == 1)) {
      const double value = evaluate_point(x.data, g.data, key);
      if (f != nullptr) f[lane] = value;
      continue;
    }
    if (point_.stride() == 0) point_ = LaneBlock<double>(n, 1), derivative_ = LaneBlock<double>(n, 1);
    for (std::size_t i = 0; i < n; ++i) point_[0][i] = x[i][lane];
    const double value = evaluate_point(point_[0], g.data != nullptr ? derivative_[0] : nullptr, key);
    if (f != nullptr) f[lane] = value;
    if (g.data != nullptr)
      for (std::size_t i = 0; i < n; ++i) g[i][lane] = derivative_[0][i];
  }
}

template <class T>
void NetworkEvaluator<T>::measure(std::span<const double> x, std::span<double> values) {
  add_groups(most_groups, 0);  // more of them than a minibatch has, but without gradients
  take_point(x.data());
  std::size_t next = 0;
  for (const auto& part : problem_.judged()) {
    const auto samples = part.samples->size();
    now_.part = part.samples->data();
    now_.shards = Shards::of(samples, shards_.shard, most_groups);
    executor_->run(now_.shards.groups, judge_group_);
    LossSum sum;
    for (std::size_t i = 0; i < now_.shards.groups; ++i)
      sum.loss += groups_[i].sum.loss, sum.correct += groups_[i].sum.correct;
    const auto count = static_cast<double>(samples);
    values[next++] = sum.loss / count;
    if (network_.classes) {
      values[next++] = static_cast<double>(sum.correct) / count;
    } else {
      values[next++] = math::sqrt(2 * sum.loss / count);
      values[next++] = 1 - 2 * sum.loss / part.total_squares;
    }
  }
}

template class NetworkEvaluator<float>;
template class NetworkEvaluator<double>;

}  // namespace ravine::model
