// An opaque callable as a problem: `double f(std::span<const double> x, std::span<double> gradient)` returns f(x) and
// fills the gradient. Its bits are its author's; an exception from it passes through the run.
#pragma once

#include <array>
#include <concepts>
#include <span>
#include <utility>
#include <vector>

#include "ravine/problem/problem.hpp"

namespace ravine {

// The callable is copied into each evaluator, so its own mutable state, if any, is that of one thread.
template <class Callable>
requires std::is_invocable_r_v<double, Callable&, std::span<const double>, std::span<double>>
class CallableProblem final : public Problem {
 public:
  CallableProblem(Callable callable, std::size_t dimension)
      : callable_(std::move(callable)), layout_(Layout::vector(dimension)) {}
  const Layout& layout() const override { return layout_; }
  std::unique_ptr<ravine::Evaluator> evaluator(std::size_t /*lanes*/) const override {
    return std::make_unique<Evaluator>(callable_, dimension());
  }

 private:
  class Evaluator final : public ravine::Evaluator {
   public:
    Evaluator(Callable callable, std::size_t dimension)
        : callable_(std::move(callable)), point_(dimension), gradient_(dimension) {}
    void evaluate(std::size_t lanes, Columns<const double> x, double* f, Columns<double> g,
                  const StreamKey* /*keys*/) override {
      const auto n = point_.size();
      if (x.stride == 1 && lanes == 1 && g.data != nullptr && g.stride == 1) {  // a single run: no copies
        const double value = callable_(std::span(x.data, n), std::span(g.data, n));
        if (f != nullptr) *f = value;
        return;
      }
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        for (std::size_t i = 0; i < n; ++i) point_[i] = x[i][lane];
        const double value = callable_(std::span<const double>(point_), std::span(gradient_));
        if (f != nullptr) f[lane] = value;
        if (g.data != nullptr)
          for (std::size_t i = 0; i < n; ++i) g[i][lane] = gradient_[i];
      }
    }

   private:
    Callable callable_;
    std::vector<double> point_, gradient_;
  };

  Callable callable_;
  Layout layout_;
};

}  // namespace ravine
