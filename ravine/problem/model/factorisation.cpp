#include "ravine/problem/model/factorisation.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/base/math.hpp"
#include "ravine/base/random.hpp"
#include "ravine/base/sum.hpp"
#include "ravine/problem/model/minibatch.hpp"
#include "ravine/problem/model/penalty.hpp"
#include "ravine/problem/model/ratings.hpp"

namespace ravine::model {
namespace {

constexpr double start_deviation = 0.1;
// First coordinates of the tensors.
struct Places {
  std::size_t rank = 0, row_factor = 0, column_factor = 0, row_bias = 0, column_bias = 0;
};

class Factorisation final : public Problem {
 public:
  Factorisation(const Model& model, Ratings ratings) : model_(model), ratings_(std::move(ratings)) {
    const auto rows = ratings_.rows, columns = ratings_.columns, rank = model.rank;
    if ((static_cast<double>(rows) + static_cast<double>(columns)) * (static_cast<double>(rank) + 1) > most_weights)
      throw InputError("a factorisation of more than 10^9 parameters: " + std::to_string(rows) + " rows, " +
                           std::to_string(columns) + " columns, rank " + std::to_string(rank),
                       "take a smaller rank");
    places_ = {rank, 0, rows * rank, (rows + columns) * rank, (rows + columns) * rank + rows};
    layout_.tensors = {{"row.factor", {rows, rank}, places_.row_factor, 0},
                       {"column.factor", {columns, rank}, places_.column_factor, 0}};
    if (model.intercept) {
      const auto group = layout_.add_group("bias");
      layout_.tensors.push_back({"row.bias", {rows}, places_.row_bias, group});
      layout_.tensors.push_back({"column.bias", {columns}, places_.column_bias, group});
      double sum = 0;
      for (const auto& rating : ratings_.training) sum += rating.value;
      mean_ = sum / static_cast<double>(ratings_.training.size());
    }
    const auto samples = ratings_.training.size();
    if (model.batch > samples)
      throw InputError(
          "a batch of " + std::to_string(model.batch) + " ratings, the training part has " + std::to_string(samples),
          "take a smaller batch, or 0 for all of them");
    minibatch_ = {samples, model.batch == 0 ? samples : model.batch, model.replacement};
  }

  const Layout& layout() const override { return layout_; }
  std::unique_ptr<Evaluator> evaluator(std::size_t lanes) const override;
  bool stochastic() const override { return minibatch_.replacement || minibatch_.batch < minibatch_.samples; }
  SampleCount sample_count() const override { return {minibatch_.samples, minibatch_.batch}; }
  std::vector<Measure> measures() const override {
    std::vector<Measure> measures;
    for (const auto& [name, part] : parts()) {
      measures.push_back({name + std::string(" loss"), false});
      measures.push_back({name + std::string(" RMSE"), false});
    }
    return measures;
  }
  // Factors normal with deviation 0.1, biases 0.
  std::vector<double> start(std::uint64_t seed, std::uint64_t repeat) const override {
    std::vector<double> x(layout_.size());
    const math::RandomStream random({seed, math::Purpose::initialisation, 0, repeat, 0});
    const std::span<double> factors(x.data(), places_.row_bias);
    random.normal(0, factors);
    for (auto& value : factors) value *= start_deviation;
    return x;
  }

  // The parts that have ratings.
  std::vector<std::pair<const char*, const std::vector<Rating>*>> parts() const {
    std::vector<std::pair<const char*, const std::vector<Rating>*>> parts;
    for (const auto& part :
         {std::pair{"training", &ratings_.training}, {"validation", &ratings_.validation}, {"test", &ratings_.test}})
      if (!part.second->empty()) parts.emplace_back(part);
    return parts;
  }
  double error(const Rating& rating, const double* x) const {
    const auto rank = places_.rank;
    const std::span<const double> u(x + places_.row_factor + rating.row * rank, rank);
    const std::span<const double> v(x + places_.column_factor + rating.column * rank, rank);
    double prediction = math::dot(u, v);
    if (model_.intercept)
      prediction = ((mean_ + x[places_.row_bias + rating.row]) + x[places_.column_bias + rating.column]) + prediction;
    return prediction - rating.value;
  }

  const Model& model() const { return model_; }
  const Ratings& ratings() const { return ratings_; }
  const Minibatch& minibatch() const { return minibatch_; }
  const Places& places() const { return places_; }

 private:
  Model model_;
  Ratings ratings_;
  Places places_;
  Layout layout_;
  Minibatch minibatch_;
  double mean_ = 0;
};

// One rating after another: sums in the order of the minibatch.
class FactorisationEvaluator final : public Evaluator {
 public:
  explicit FactorisationEvaluator(const Factorisation& problem)
      : problem_(problem), rows_(problem.minibatch().batch), x_(problem.dimension()), g_(problem.dimension()) {}

  void evaluate(std::size_t lanes, Columns<const double> x, double* f, Columns<double> g,
                const StreamKey* keys) override {
    const auto n = x_.size();
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      for (std::size_t i = 0; i < n; ++i) x_[i] = x[i][lane];
      const double value = evaluate_point(g.data != nullptr, keys != nullptr ? keys[lane] : StreamKey{});
      if (f != nullptr) f[lane] = value;
      if (g.data != nullptr)
        for (std::size_t i = 0; i < n; ++i) g[i][lane] = g_[i];
    }
  }

  void measure(std::span<const double> x, std::span<double> values) override {
    std::size_t next = 0;
    for (const auto& [name, part] : problem_.parts()) {
      double squares = 0;
      for (const auto& rating : *part) {
        const double error = problem_.error(rating, x.data());
        squares += error * error;
      }
      const double mean = squares / static_cast<double>(part->size());
      values[next++] = 0.5 * mean;
      values[next++] = math::sqrt(mean);
    }
  }

 private:
  double evaluate_point(bool slopes, const StreamKey& key) {
    problem_.minibatch().draw(key, rows_);
    if (slopes) std::fill(g_.begin(), g_.end(), 0.0);
    const auto& [rank, row_factor, column_factor, row_bias, column_bias] = problem_.places();
    const double weight = 1 / static_cast<double>(rows_.size());
    double sum = 0;
    for (const auto row : rows_) {
      const auto& rating = problem_.ratings().training[row];
      const double error = problem_.error(rating, x_.data());
      sum += error * error;
      if (!slopes) continue;
      const double slope = weight * error;
      const auto u = row_factor + rating.row * rank, v = column_factor + rating.column * rank;
      for (std::size_t k = 0; k < rank; ++k) {
        g_[u + k] += slope * x_[v + k];
        g_[v + k] += slope * x_[u + k];
      }
      if (!problem_.model().intercept) continue;
      g_[row_bias + rating.row] += slope;
      g_[column_bias + rating.column] += slope;
    }
    const Penalty penalty{0, problem_.model().l2, false};
    const double penalties = penalty(std::span<const double>(x_.data(), row_bias), slopes ? g_.data() : nullptr);
    return 0.5 * sum * weight + penalties;
  }

  const Factorisation& problem_;
  std::vector<std::size_t> rows_;
  std::vector<double> x_, g_;
};

std::unique_ptr<Evaluator> Factorisation::evaluator(std::size_t /*lanes*/) const {
  return std::make_unique<FactorisationEvaluator>(*this);
}

}  // namespace

std::unique_ptr<const Problem> make_factorisation(const Model& model, const DividedDataset& data) {
  return std::make_unique<Factorisation>(model, ratings_of(data));
}

}  // namespace ravine::model
