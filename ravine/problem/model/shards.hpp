// How the rows of a batch divide among workers: shards of a fixed number of rows, made one after another within a
// group; groups are the tasks of an executor. Depends on the sizes alone, never on the workers, so the sums have one
// shape.
#pragma once

#include <algorithm>
#include <cstddef>

namespace ravine::model {

struct Shards {
  std::size_t rows = 0, shard = 1, groups = 1;

  // `most_groups` bounds the memory: each group has a gradient of its own.
  static Shards of(std::size_t rows, std::size_t shard, std::size_t most_groups) {
    const auto count = std::max<std::size_t>(1, (rows + shard - 1) / shard);
    return {rows, shard, std::min(count, most_groups)};
  }
  std::size_t count() const { return std::max<std::size_t>(1, (rows + shard - 1) / shard); }
  // Shards first_of(group) ... first_of(group + 1) - 1 are the group's.
  std::size_t first_of(std::size_t group) const { return count() * group / groups; }
  std::size_t first_row(std::size_t index) const { return index * shard; }
  std::size_t rows_of(std::size_t index) const { return std::min(shard, rows - first_row(index)); }
};

}  // namespace ravine::model
