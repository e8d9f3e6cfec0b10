#include "ravine/study/trajectory_table.hpp"

#include <algorithm>
#include <set>

namespace ravine::study {

TrajectoryTable::TrajectoryTable(const History& history, const std::vector<std::string>& coordinates)
    : history_(&history), columns_{"step"} {
  std::set<std::string> taken{"step", "f", "grad_norm"};
  for (std::size_t i = 0; i < dimension(); ++i) {
    auto name = i < coordinates.size() ? coordinates[i] : 'x' + std::to_string(i + 1);
    while (!taken.insert(name).second) name += '_';
    columns_.push_back(std::move(name));
  }
  columns_.emplace_back("f");
  columns_.emplace_back("grad_norm");
}

}  // namespace ravine::study
