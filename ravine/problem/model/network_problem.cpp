#include "ravine/problem/model/network_problem.hpp"

#include <utility>

#include "ravine/problem/model/network_evaluator.hpp"

namespace ravine::model {
namespace {

// Two passes over the targets, in their order.
double total_squares(const std::vector<double>& target, const std::vector<std::size_t>& samples) {
  double sum = 0, squares = 0;
  for (const auto i : samples) sum += target[i];
  const double mean = sum / static_cast<double>(samples.size());
  for (const auto i : samples) squares += (target[i] - mean) * (target[i] - mean);
  return squares;
}

}  // namespace

NetworkProblem::NetworkProblem(Network network, DividedDataset data)
    : network_(std::move(network)), data_(std::move(data)) {
  const auto& parts = data_.parts;
  const auto samples = parts.training.size();
  minibatch_ = {samples, network_.model.batch == 0 ? samples : network_.model.batch, network_.model.replacement};
  for (const auto& [name, part] :
       {std::pair{"training", &parts.training}, {"validation", &parts.validation}, {"test", &parts.test}})
    if (!part->empty())
      judged_.push_back({name, part, network_.classes ? 0 : total_squares(data_.data->target, *part)});
}

std::unique_ptr<Evaluator> NetworkProblem::evaluator(std::size_t /*lanes*/) const {
  if (network_.model.precision == Model::Precision::f32) return std::make_unique<NetworkEvaluator<float>>(*this);
  return std::make_unique<NetworkEvaluator<double>>(*this);
}

std::vector<Measure> NetworkProblem::measures() const {
  std::vector<Measure> measures;
  for (const auto& part : judged_) {
    measures.push_back({part.name + " loss", false});
    if (network_.classes) {
      measures.push_back({part.name + " accuracy", true});
    } else {
      measures.push_back({part.name + " RMSE", false});
      measures.push_back({part.name + " R2", true});
    }
  }
  return measures;
}

}  // namespace ravine::model
