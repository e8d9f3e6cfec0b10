// The table of models: what each is, takes and comes from.
#include <algorithm>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/problem/model/model.hpp"

namespace ravine {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 2> precision_names{"f32", "f64"};
constexpr std::array<std::string_view, 4> activation_names{"relu", "tanh", "sigmoid", "gelu"};
constexpr std::array<std::string_view, 2> hinge_names{"hinge", "squared_hinge"};
constexpr std::array<std::string_view, 3> network_loss_names{"of_target", "cross_entropy", "squared"};
constexpr std::array<std::string_view, 2> start_names{"he", "glorot"};
constexpr std::array hinges{Model::Loss::hinge, Model::Loss::squared_hinge};
constexpr std::array network_losses{Model::Loss::of_target, Model::Loss::cross_entropy, Model::Loss::squared};

// A choice among all values of an enumeration, or among those of `values`.
template <auto field>
constexpr ModelChoice any(Names names) {
  return {names, [](const Model& model) { return static_cast<std::size_t>(model.*field); },
          [](Model& model, std::size_t index) {
            model.*field = static_cast<std::remove_reference_t<decltype(model.*field)>>(index);
          }};
}
template <const auto& values>
constexpr ModelChoice loss(Names names) {
  return {names,
          [](const Model& model) {
            const auto found = std::find(values.begin(), values.end(), model.loss);
            return found == values.end() ? std::size_t{0} : static_cast<std::size_t>(found - values.begin());
          },
          [](Model& model, std::size_t index) { model.loss = values[index]; }};
}

constexpr ModelOption l1{"l1", "λ₁ of the penalty λ₁·|w|₁; biases are left out", &Model::l1};
constexpr ModelOption l2{"l2", "λ₂ of the penalty λ₂/2·|w|²; biases are left out", &Model::l2};
constexpr ModelOption proximal{"proximal", "leave λ₁·|w|₁ to a link `soft_threshold`: f has it, the gradient does not",
                               &Model::proximal};
constexpr ModelOption intercept{"intercept", "whether there are biases", &Model::intercept};
constexpr ModelOption batch{"batch", "samples of one evaluation; 0: the whole training part", &Model::batch};
constexpr ModelOption replacement{"replacement", "draw minibatches with replacement", &Model::replacement};
constexpr ModelOption precision{"precision", "numbers of products and activations",
                                any<&Model::precision>(precision_names)};
constexpr ModelOption hidden{"hidden", "widths of the hidden layers", &Model::hidden, 1};
constexpr ModelOption activation{"activation", "of the hidden layers", any<&Model::activation>(activation_names)};
constexpr ModelOption network_loss{"loss", "of_target: cross entropy for classes, squared for numbers",
                                   loss<network_losses>(network_loss_names)};
constexpr ModelOption hinge{"loss", "what a sample within the margin costs", loss<hinges>(hinge_names)};
constexpr ModelOption first_weights{"start", "how first weights are drawn", any<&Model::start>(start_names)};
constexpr ModelOption rank{"rank", "length of a row's and of a column's factor", &Model::rank, 1};

constexpr std::array linear_options{batch, l1, l2, intercept, replacement, precision, proximal};
constexpr std::array svm_options{batch, l1, l2, intercept, replacement, precision, hinge, proximal};
constexpr std::array network_options{hidden,    activation,   batch,         l1,      l2, intercept, replacement,
                                     precision, network_loss, first_weights, proximal};
constexpr std::array factorisation_options{rank, batch, l2, intercept, replacement};

constexpr std::string_view classes = "classes", two_classes = "two classes", a_number = "a number";

using Kind = Model::Kind;
constexpr std::array model_table{
    ModelInfo{Kind::linear, "linear", "Least squares", a_number, "½(w·x + b − y)²",
              "Gauss 1809, Theoria motus corporum coelestium", linear_options},
    ModelInfo{Kind::ridge, "ridge", "Ridge regression", a_number, "½(w·x + b − y)²",
              "Hoerl & Kennard 1970, doi 10.1080/00401706.1970.10488634", linear_options},
    ModelInfo{Kind::lasso, "lasso", "Lasso", a_number, "½(w·x + b − y)²",
              "Tibshirani 1996, doi 10.1111/j.2517-6161.1996.tb02080.x", linear_options},
    ModelInfo{Kind::logistic, "logistic", "Logistic regression", two_classes, "log(1 + exp(−s(w·x + b))), s = ±1",
              "Cox 1958, doi 10.1111/j.2517-6161.1958.tb00292.x", linear_options},
    ModelInfo{Kind::softmax, "softmax", "Softmax regression", classes, "log Σⱼ exp(zⱼ) − z_y, z = Wx + b",
              "Bridle 1990, doi 10.1007/978-3-642-76153-9_28", linear_options},
    ModelInfo{Kind::svm, "svm", "Linear support vector machine", classes,
              "max(0, 1 − s(w·x + b)), or its square; s = ±1", "Cortes & Vapnik 1995, doi 10.1007/BF00994018",
              svm_options},
    ModelInfo{Kind::factorisation, "factorisation", "Matrix factorisation", "a rating", "½(μ + bᵢ + cⱼ + uᵢ·vⱼ − r)²",
              "Koren, Bell & Volinsky 2009, doi 10.1109/MC.2009.263", factorisation_options},
    ModelInfo{Kind::mlp, "mlp", "Multi-layer perceptron", "classes or a number", "log Σⱼ exp(zⱼ) − z_y, or ½|z − y|²",
              "Rumelhart, Hinton & Williams 1986, doi 10.1038/323533a0", network_options}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < model_table.size(); ++i)
    if (static_cast<std::size_t>(model_table[i].kind) != i) return false;
  return true;
}
static_assert(in_order());

std::string list(const std::vector<std::size_t>& widths) {
  std::string text = "[";
  for (const auto width : widths) text.append(text.size() == 1 ? "" : ", ").append(std::to_string(width));
  return text + "]";
}

}  // namespace

Model Model::of(Kind kind) {
  Model model;
  model.kind = kind;
  switch (kind) {
    case Kind::ridge:
      model.l2 = 0.01;
      break;
    case Kind::lasso:
      model.l1 = 0.01;
      break;
    case Kind::svm:
      model.loss = Loss::hinge;
      model.l2 = 1e-4;
      break;
    case Kind::softmax:
    case Kind::mlp:
      model.precision = Precision::f32;
      break;
    case Kind::linear:
    case Kind::logistic:
    case Kind::factorisation:
      break;
  }
  return model;
}

std::string ModelOption::value_text(const Model& model) const {
  struct Text {
    const Model& model;
    std::string operator()(double Model::*which) const { return shortest(model.*which); }
    std::string operator()(bool Model::*which) const { return model.*which ? "true" : "false"; }
    std::string operator()(std::size_t Model::*which) const { return std::to_string(model.*which); }
    std::string operator()(std::vector<std::size_t> Model::*which) const { return list(model.*which); }
    std::string operator()(const ModelChoice& choice) const { return std::string(choice.names[choice.chosen(model)]); }
  };
  return std::visit(Text{model}, field);
}

std::string ModelOption::range() const {
  struct Text {
    double least;
    std::string operator()(double Model::*) const { return "a number from " + shortest(least) + " on"; }
    std::string operator()(bool Model::*) const { return "true or false"; }
    std::string operator()(std::size_t Model::*) const { return "a whole number from " + shortest(least) + " to 1e9"; }
    std::string operator()(std::vector<std::size_t> Model::*) const {
      return "whole numbers from " + shortest(least) + " to 1e9, as in [128, 64]";
    }
    std::string operator()(const ModelChoice& choice) const {
      std::string text;
      for (std::size_t i = 0; i < choice.names.size(); ++i)
        text.append(i == 0 ? "" : i + 1 < choice.names.size() ? ", " : " or ").append(choice.names[i]);
      return text;
    }
  };
  return std::visit(Text{least}, field);
}

std::span<const ModelInfo> models() { return model_table; }

const ModelInfo& model_info(Model::Kind kind) { return model_table[static_cast<std::size_t>(kind)]; }

}  // namespace ravine
