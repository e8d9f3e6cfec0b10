// From options and data to a problem: what does not fit is refused here.
#include <cmath>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/problem/model/factorisation.hpp"
#include "ravine/problem/model/model.hpp"
#include "ravine/problem/model/network_problem.hpp"

namespace ravine {
namespace {

std::string quoted(const Model& model) { return "`" + std::string(model_info(model.kind).name) + "`"; }

void require_options(const Model& model) {
  constexpr std::size_t most = 1'000'000'000, most_layers = 1000;
  const auto refuse = [&](const ModelOption& option) {
    throw InputError(quoted(model) + ": `" + std::string(option.name) + "` cannot be " + option.value_text(model),
                     "it is " + option.range());
  };
  for (const auto& option : model_info(model.kind).options) {
    if (const auto* real = std::get_if<double Model::*>(&option.field))
      if (!(model.**real >= option.least && std::isfinite(model.**real))) refuse(option);
    const auto is_count = [&](std::size_t value) {
      return static_cast<double>(value) >= option.least && value <= most;
    };
    if (const auto* count = std::get_if<std::size_t Model::*>(&option.field))
      if (!is_count(model.**count)) refuse(option);
    if (const auto* widths = std::get_if<std::vector<std::size_t> Model::*>(&option.field)) {
      if ((model.**widths).size() > most_layers)
        throw InputError(quoted(model) + " of more than " + std::to_string(most_layers) + " hidden layers");
      for (const auto width : model.**widths)
        if (!is_count(width)) refuse(option);
    }
  }
}

// How many samples the values are of; 0 where they are no whole number of them.
struct Count {
  std::size_t features;
  std::size_t operator()(const SparseRows& rows) const { return rows.first.size() - 1; }
  template <class V>
  std::size_t operator()(const std::vector<V>& values) const {
    return values.size() % features == 0 ? values.size() / features : 0;
  }
};

// The sizes of a data set's parts agree with each other.
void require_data(const DividedDataset& divided) {
  if (divided.data == nullptr) throw InputError("a model without a data set", "read or make one");
  const auto& data = *divided.data;
  if (data.features == 0 || data.samples == 0) throw InputError("the data set has no samples or no features");
  if (std::visit(Count{data.features}, data.values) != data.samples)
    throw InputError("the data set's values are not " + std::to_string(data.samples) + " samples of " +
                     std::to_string(data.features) + " features");
  const auto is_fitting = [&](const std::vector<double>& scale) {
    return scale.empty() || scale.size() == data.features;
  };
  if (!is_fitting(divided.scaling.offset) || !is_fitting(divided.scaling.factor))
    throw InputError("the scaling is of " + std::to_string(divided.scaling.offset.size()) +
                     " features, the data set has " + std::to_string(data.features));
  if (divided.parts.training.empty())
    throw InputError("the training part has no samples", "give it a share of the data");
  for (const auto* part : {&divided.parts.training, &divided.parts.validation, &divided.parts.test})
    for (const auto sample : *part)
      if (sample >= data.samples)
        throw InputError("a part has sample " + std::to_string(sample) + ", the data set " +
                         std::to_string(data.samples) + " samples (from 0 on)");
}

void require_target(const Model& model, const Dataset& data) {
  if (data.target.size() != data.samples)
    throw InputError(quoted(model) + " needs a target for each of " + std::to_string(data.samples) +
                         " samples, the data set has " + std::to_string(data.target.size()),
                     "name the target column");
  const auto classes = data.class_names.size();
  for (std::size_t i = 0; i < data.samples; ++i) {
    const double y = data.target[i];
    const bool legal =
        classes == 0 ? std::isfinite(y) : y >= 0 && y < static_cast<double>(classes) && y == std::floor(y);
    if (!legal)
      throw InputError("the target of sample " + std::to_string(i) + " is " + std::to_string(y) +
                       (classes == 0 ? ", no finite number" : ", no index of a class"));
  }
}

void require_batch(const Model& model, std::size_t samples) {
  if (model.batch > samples)
    throw InputError(
        "a batch of " + std::to_string(model.batch) + " samples, the training part has " + std::to_string(samples),
        "take a smaller batch, or 0 for the whole training part");
}

// The loss that a model has with a target, and the number of outputs.
struct Head {
  Model::Loss loss;
  std::size_t outputs;
};
Head head(const Model& model, const Dataset& data) {
  using Kind = Model::Kind;
  const auto classes = data.class_names.size();
  const auto refuse = [&](const std::string& hint) {
    throw InputError(quoted(model) + " learns " + std::string(model_info(model.kind).target) + ", the target is " +
                         (classes == 0   ? "a number"
                          : classes == 1 ? "one class"
                                         : std::to_string(classes) + " classes"),
                     hint);
  };
  switch (model.kind) {
    case Kind::logistic:
      if (classes != 2) refuse("for more classes take `softmax`, for a number `linear`");
      return {Model::Loss::logistic, 1};
    case Kind::softmax:
    case Kind::svm:
      if (classes < 2) refuse("say that the target is a class, or take `linear`");
      if (model.kind == Kind::softmax) return {Model::Loss::cross_entropy, classes};
      return {model.loss == Model::Loss::squared_hinge ? model.loss : Model::Loss::hinge, classes == 2 ? 1 : classes};
    case Kind::mlp:
      if (classes == 1) refuse("there is nothing to tell apart");
      if (classes == 0 && model.loss == Model::Loss::cross_entropy) refuse("take loss=squared");
      return {classes == 0 || model.loss == Model::Loss::squared ? Model::Loss::squared : Model::Loss::cross_entropy,
              classes == 0 ? 1 : classes};
    case Kind::linear:
    case Kind::ridge:
    case Kind::lasso:
    case Kind::factorisation:
      break;
  }
  if (classes != 0) refuse("for two classes take `logistic`, for more `softmax`");
  return {Model::Loss::squared, 1};
}

}  // namespace

std::unique_ptr<const Problem> make_model(const Model& model, DividedDataset divided) {
  require_options(model);
  require_data(divided);
  const auto& data = *divided.data;
  if (model.kind == Model::Kind::factorisation) return model::make_factorisation(model, divided);
  require_target(model, data);
  const auto [loss, outputs] = head(model, data);
  require_batch(model, divided.parts.training.size());
  auto resolved = model;
  resolved.loss = loss;
  auto network = model::make_network(resolved, data.features, outputs, data.is_classification());
  return std::make_unique<model::NetworkProblem>(std::move(network), std::move(divided));
}

std::unique_ptr<const Problem> make_model(std::string_view text, DividedDataset divided) {
  return make_model(Model::parse(text), std::move(divided));
}

}  // namespace ravine
