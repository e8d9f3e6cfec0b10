// A recorded run as a table: step, one column a coordinate, f, grad_norm. CSV, NPY, JSON and the store write this.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ravine/run/history.hpp"

namespace ravine::study {

// A view: the history must outlive it.
class TrajectoryTable {
 public:
  // `coordinates`: names, as Problem::coordinate_names() gives them; empty means x1 ... xn. A name that another column
  // has gets underscores appended.
  TrajectoryTable(const History& history, const std::vector<std::string>& coordinates);

  std::size_t rows() const { return history_->size(); }
  std::size_t dimension() const { return history_->has_points() ? history_->dimension : 0; }  // 0: no points were kept
  const std::vector<std::string>& columns() const { return columns_; }                        // names, "step" first
  std::size_t step(std::size_t row) const { return history_->step[row]; }
  const double* point(std::size_t row) const { return history_->x.data() + row * dimension(); }
  double f(std::size_t row) const { return history_->f[row]; }
  double gradient_norm(std::size_t row) const { return history_->gradient_norm(row); }  // NaN where not recorded

 private:
  const History* history_;
  std::vector<std::string> columns_;
};

}  // namespace ravine::study
