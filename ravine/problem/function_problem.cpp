#include "ravine/problem/function_problem.hpp"

#include <optional>
#include <utility>

#include "ravine/base/error.hpp"

namespace ravine {
namespace {

// A tape and its working memory, made when first asked for.
class Worker {
 public:
  Worker(const Tape& tape, std::size_t lanes) : tape_(tape), workspace_(tape, lanes) {}
  void evaluate(std::size_t lanes, Columns<const double> x, double* first, Columns<double> rest) {
    tape_.evaluate(lanes, x, first, rest, workspace_);
  }

 private:
  const Tape& tape_;
  TapeWorkspace workspace_;
};

class FunctionEvaluator final : public Evaluator {
 public:
  FunctionEvaluator(Function function, std::size_t lanes) : function_(std::move(function)), lanes_(lanes) {}

  void evaluate(std::size_t lanes, Columns<const double> x, double* f, Columns<double> g,
                const StreamKey* /*keys*/) override {
    if (g.data == nullptr) {
      if (!value_) value_.emplace(function_.value(), lanes_);
      value_->evaluate(lanes, x, f, {});
    } else {
      if (!gradient_) gradient_.emplace(function_.value_and_gradient(), lanes_);
      gradient_->evaluate(lanes, x, f, g);
    }
  }

  bool hessian_product(std::size_t lanes, Columns<const double> x, Columns<const double> v, Columns<double> product,
                       const StreamKey* /*keys*/) override {
    const auto n = function_.dimension();
    if (!hessian_) {
      hessian_.emplace(function_.value_gradient_hessian(), lanes_);
      derivatives_ = LaneBlock<double>(n + n * n, lanes_);
    }
    hessian_->evaluate(lanes, x, nullptr, derivatives_.columns());
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        double sum = 0;
        for (std::size_t j = 0; j < n; ++j) sum += derivatives_[n + i * n + j][lane] * v[j][lane];
        product[i][lane] = sum;
      }
    return true;
  }

 private:
  Function function_;
  std::size_t lanes_;
  std::optional<Worker> value_, gradient_, hessian_;
  LaneBlock<double> derivatives_;
};

}  // namespace

FunctionProblem::FunctionProblem(Function function)
    : function_(std::move(function)), layout_(Layout::vector(function_.dimension())) {}

FunctionProblem::FunctionProblem(Function function, Layout layout)
    : function_(std::move(function)), layout_(std::move(layout)) {
  if (layout_.size() != function_.dimension())
    throw InputError("the layout " + described(layout_) + " has " + std::to_string(layout_.size()) +
                         " coordinates, the function " + std::to_string(function_.dimension()),
                     "give every coordinate of the function its place in one tensor");
}

std::string FunctionProblem::identity() const {
  std::string names;
  for (const auto& name : function_.variables()) names += (names.empty() ? "" : " ") + name;
  const auto layout = described(layout_);
  return names + ": " + function_.text(Notation::source) +
         (layout == described(Layout::vector(dimension())) ? "" : "\nlayout " + layout);
}

std::unique_ptr<Evaluator> FunctionProblem::evaluator(std::size_t lanes) const {
  return std::make_unique<FunctionEvaluator>(function_, lanes);
}

std::optional<DomainFault> FunctionProblem::explain(std::span<const double> x) const {
  return function_.domain_fault(x);
}

}  // namespace ravine
