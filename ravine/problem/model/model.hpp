// Models of a data set as problems: f is the mean loss of a minibatch, or of the whole training part, plus penalties.
//
//   auto mlp = make_model("mlp(hidden = [128], activation = relu, batch = 128)", divided);
//   auto ridge = make_model(Model{.kind = Model::Kind::ridge, .l2 = 0.1}, divided);
//
// One table (models()) says which models there are, what each takes and where it comes from; the parser, help and
// documentation read it. All models but matrix factorisation are one machine (network.hpp): layers and a loss.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ravine/problem/dataset/dataset.hpp"
#include "ravine/problem/problem.hpp"

namespace ravine {

inline constexpr double most_weights = 1e9;  // coordinates of a model

// Which model and its options: plain data. An option that a model does not take is ignored (models() says which it
// takes); Model::of(kind) has the kind's own defaults.
struct Model {
  enum class Kind { linear, ridge, lasso, logistic, softmax, svm, factorisation, mlp };
  enum class Precision { f32, f64 };
  enum class Activation { relu, tanh, sigmoid, gelu };
  enum class Loss { of_target, squared, logistic, cross_entropy, hinge, squared_hinge };
  enum class Start { he, glorot };

  Kind kind = Kind::linear;
  double l1 = 0;                         // lambda of lambda |w|_1, biases left out
  double l2 = 0;                         // lambda of lambda/2 |w|^2, biases left out
  bool proximal = false;                 // l1 counts in f, its derivative not in the gradient: a link takes its step
  bool intercept = true;                 // whether there are biases
  std::size_t batch = 0;                 // samples an evaluation, at most the training part's; 0: all of them
  bool replacement = false;              // minibatches drawn with replacement
  Precision precision = Precision::f64;  // of products and activations; parameters and f are doubles
  std::vector<std::size_t> hidden{128};  // widths of the hidden layers
  Activation activation = Activation::relu;  // of the hidden layers
  Loss loss = Loss::of_target;               // of_target: cross entropy for classes, squared for numbers
  Start start = Start::he;                   // how first weights are drawn
  std::size_t rank = 8;                      // of a factorisation

  static Model of(Kind kind);
  // Text as make_model takes it. Throws InputError with the offset and the nearest known name.
  static Model parse(std::string_view text);
  // Such a text with the options that are not the kind's defaults: "mlp(hidden=[64], batch=128)".
  std::string text() const;
};

// An option of which one word of a few is chosen.
struct ModelChoice {
  std::span<const std::string_view> names;
  std::size_t (*chosen)(const Model&);  // an index into `names`
  void (*choose)(Model&, std::size_t);
};

struct ModelOption {
  std::string_view name, meaning;
  std::variant<double Model::*, bool Model::*, std::size_t Model::*, std::vector<std::size_t> Model::*, ModelChoice>
      field;
  double least = 0;          // of numbers; the most is 1e9 for whole ones, else finite
  std::string_view alias{};  // may be empty
  // As the notation writes it: "0.1", "[128, 64]", "true", "relu".
  std::string value_text(const Model& model) const;
  // What a value may be: "a number from 0 on", "relu, tanh, sigmoid or gelu".
  std::string range() const;
};

struct ModelInfo {
  Model::Kind kind;
  std::string_view name, title;
  std::string_view target;   // what its data has: "a number", "two classes"
  std::string_view formula;  // the loss of one sample
  std::string_view citation;
  std::span<const ModelOption> options;
};

std::span<const ModelInfo> models();
const ModelInfo& model_info(Model::Kind kind);

// Throws InputError: an option out of its range, a target that the model cannot learn, a batch of more samples than the
// training part has, a data set whose sizes do not fit.
std::unique_ptr<const Problem> make_model(const Model& model, DividedDataset data);
std::unique_ptr<const Problem> make_model(std::string_view text, DividedDataset data);

}  // namespace ravine
