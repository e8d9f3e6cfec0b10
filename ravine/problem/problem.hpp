// What is minimised. A Problem is immutable and may be shared by any number of threads; an Evaluator holds the working
// memory and belongs to one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ravine/base/executor.hpp"
#include "ravine/base/lanes.hpp"
#include "ravine/base/layout.hpp"
#include "ravine/expression/function.hpp"

namespace ravine {

// Names the random draw of one gradient evaluation (which minibatch, which noise). Never holds a method, a
// hyperparameter, a worker or an order: contenders meet the same noise. Deterministic problems ignore it.
struct StreamKey {
  std::uint64_t seed = 0;    // of the study
  std::uint64_t repeat = 0;  // index of the start or repeat
  std::uint64_t step = 0;    // gradient evaluations made before this one
};

// Evaluates blocks of lanes: up to the lane count it was made for.
class Evaluator {
 public:
  virtual ~Evaluator() = default;
  // For lanes 0 ... lanes-1: x[i][lane] is coordinate i; writes f[lane] when f is not null and g[i][lane] when g.data
  // is not null. `keys` holds one key a lane or is null. Not-finite values are legal results. A user's exception
  // passes.
  virtual void evaluate(std::size_t lanes, Columns<const double> x, double* f, Columns<double> g,
                        const StreamKey* keys) = 0;
  // product[i][lane] = (Hessian(x) v)[i]; false when the problem has no second derivative to offer.
  virtual bool hessian_product(std::size_t lanes, Columns<const double> x, Columns<const double> v,
                               Columns<double> product, const StreamKey* keys) {
    (void)lanes, (void)x, (void)v, (void)product, (void)keys;
    return false;
  }
  // Fills the values of Problem::measures() at one point, in their order. No part of a run's clock or budget.
  virtual void measure(std::span<const double> x, std::span<double> values) { (void)x, (void)values; }
  // Lends workers for the parts of one evaluation. The bits are the same with any number of them, and with none.
  virtual void use(Executor& executor) { (void)executor; }
  // Why the last evaluate() had no value to give for this lane, where f and g are NaN for want of one (an external
  // program that ended, say); empty where it had.
  virtual std::string fault(std::size_t lane) const {
    (void)lane;
    return {};
  }
};

// What a point is judged by beside f: "validation accuracy", say.
struct Measure {
  std::string name;
  bool higher_is_better = false;
};

// What one evaluation sees of a data set.
struct SampleCount {
  std::size_t samples = 0;        // of the whole training part; 0: there is none
  std::size_t an_evaluation = 0;  // of one evaluation: the batch
};

class Problem {
 public:
  virtual ~Problem() = default;
  virtual const Layout& layout() const = 0;
  std::size_t dimension() const { return layout().size(); }
  virtual std::unique_ptr<Evaluator> evaluator(std::size_t lanes) const = 0;
  // Whether values depend on the stream key: else a run need not keep the keys.
  virtual bool stochastic() const { return false; }
  // Whether runs may share an evaluator, a lane each. Else (an external program) each has its own, one that fails is
  // that run's alone, and an evaluation may take long: pictures ask for fewer.
  virtual bool shares_evaluators() const { return true; }
  virtual std::vector<Measure> measures() const { return {}; }
  virtual SampleCount sample_count() const { return {}; }
  // A start of the problem's own (a network's first weights), or empty. Other seeds and repeats give other ones.
  virtual std::vector<double> start(std::uint64_t seed, std::uint64_t repeat) const {
    (void)seed, (void)repeat;
    return {};
  }
  // Names of the coordinates ("x", "y"), as many as the dimension, or empty: then x1 ... xn.
  virtual std::vector<std::string> coordinate_names() const { return {}; }
  // Typeset for people, "(x − 3)² + 8(y − 5)⁴"; empty when unknown.
  virtual std::string formula() const { return {}; }
  // Which sub-expression made f or its gradient not finite at x; none when both are finite or nothing is known.
  virtual std::optional<DomainFault> explain(std::span<const double> x) const {
    (void)x;
    return std::nullopt;
  }
};

}  // namespace ravine
