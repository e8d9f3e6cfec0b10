// A function of text or lambda as a problem.
#pragma once

#include <utility>

#include "ravine/expression/function.hpp"
#include "ravine/problem/problem.hpp"

namespace ravine {

class FunctionProblem final : public Problem {
 public:
  explicit FunctionProblem(Function function);
  // With its coordinates divided into tensors. Throws InputError where the layout has another number of them.
  FunctionProblem(Function function, Layout layout);
  const Function& function() const { return function_; }
  const Layout& layout() const override { return layout_; }
  std::unique_ptr<Evaluator> evaluator(std::size_t lanes) const override;
  std::vector<std::string> coordinate_names() const override { return function_.variables(); }
  // What determines its values and how its coordinates divide, as text: "x y: 5*x^2 + y^2".
  std::string identity() const;
  std::string formula() const override { return function_.text(Notation::unicode); }
  std::optional<DomainFault> explain(std::span<const double> x) const override;

 private:
  Function function_;
  Layout layout_;
};

}  // namespace ravine
