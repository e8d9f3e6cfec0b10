// `start`: a point, several, or a box -> where runs start.
#include <algorithm>
#include <cmath>

#include "ravine/base/number_text.hpp"
#include "ravine/study/definition_parts.hpp"
#include "ravine/study/value_reading.hpp"

namespace ravine::study {
namespace {

constexpr std::string_view example = "write { box = [-5, 5], lattice = 64 }";

std::vector<Interval> read_box(const Entry& entry, std::size_t dimension) {
  const auto& value = entry.value;
  if (value.kind != Value::Kind::list || value.list.empty()) refuse(entry.key, value, rule(&RawStart::box));
  const auto side = [&](const Value& one) {
    const auto [low, high] = read_interval(entry.key, one, rule(&RawStart::box));
    return Interval{low, high};
  };
  if (value.list.front().kind != Value::Kind::list) return std::vector<Interval>(dimension, side(value));
  std::vector<Interval> box;
  for (const auto& one : value.list) box.push_back(side(one));
  if (box.size() != dimension)
    fail(value.location, "`box` has " + std::to_string(box.size()) + " sides, but the function has " +
                             std::to_string(dimension) + " coordinates");
  return box;
}

std::vector<std::size_t> read_lattice(const Entry& entry, std::size_t dimension, double most) {
  const auto count = [&](const Value& value) {
    return static_cast<std::size_t>(read_integer(entry.key, value, rule(&RawStart::lattice), 2));
  };
  std::vector<std::size_t> counts;
  if (entry.value.kind == Value::Kind::list)
    for (const auto& value : entry.value.list) counts.push_back(count(value));
  else
    counts.assign(dimension, count(entry.value));
  if (counts.size() != dimension)
    fail(entry.value.location, "`lattice` has " + std::to_string(counts.size()) + " numbers, but the function has " +
                                   std::to_string(dimension) + " coordinates");
  double points = 1;
  for (const auto along : counts) points *= static_cast<double>(along);
  if (points > most)
    fail(entry.value.location,
         "the lattice has " + shortest(points) + " points; at most " + shortest(most) + " runs are allowed");
  return counts;
}

Starts read_table_of_starts(const Value& value, std::size_t dimension, double most) {
  const auto raw = read_fields<RawStart>(value.table, start_rows, "`start`");
  if (raw.box == nullptr) fail(value.location, "`start` has no `box`", std::string(example));
  if (raw.lattice != nullptr && raw.random != nullptr)
    fail(raw.random->key_location, "`lattice` and `random` say the same here", "write one of them");
  Starts starts;
  starts.box = read_box(*raw.box, dimension);
  if (raw.lattice != nullptr) starts.lattice = read_lattice(*raw.lattice, dimension, most);
  if (raw.random != nullptr) {
    starts.drawn = static_cast<std::size_t>(read_integer("random", raw.random->value, rule(&RawStart::random), 1));
    if (static_cast<double>(starts.drawn) > most)
      fail(raw.random->value.location, "at most " + shortest(most) + " runs are allowed");
  }
  return starts;
}

}  // namespace

bool is_table_of_starts(const Value& value) {
  return value.kind == Value::Kind::table && std::any_of(start_rows.begin(), start_rows.end(), [&](const auto& row) {
           return value.find(row.info.name) != nullptr;
         });
}

std::optional<std::size_t> dimension_of_start(const Value& value) {
  const auto* list = &value;
  if (is_table_of_starts(value)) {
    const auto* box = value.find("box");
    if (box == nullptr || box->value.list.empty() || box->value.list.front().kind != Value::Kind::list)
      return std::nullopt;
    list = &box->value;
  } else if (value.kind == Value::Kind::list && !value.list.empty() && value.list.front().kind == Value::Kind::list) {
    list = &value.list.front();
  }
  if (list->kind != Value::Kind::list) return std::nullopt;
  return list->list.size();
}

void read_starts(const Value& value, const std::vector<std::string>& coordinates, std::size_t most_runs,
                 std::vector<double>& start, Starts& starts) {
  starts = {};
  if (value.kind == Value::Kind::table) {
    starts = read_table_of_starts(value, coordinates.size(), static_cast<double>(most_runs));
    start.clear();
    constexpr double half = 0.5;
    for (const auto& side : starts.box) start.push_back(starts.lattice.empty() ? side.at(half) : side.low);
    return;
  }
  if (value.kind != Value::Kind::list || value.list.empty() || value.list.front().kind != Value::Kind::list) {
    start = read_point("start", value, coordinates);
    return;
  }
  for (const auto& item : value.list) {
    auto point = read_point("start", item, coordinates);
    if (std::find(starts.points.begin(), starts.points.end(), point) != starts.points.end())
      fail(item.location, "`start` has the same point twice");
    starts.points.push_back(std::move(point));
  }
  start = starts.points.front();
  if (starts.points.size() == 1) starts.points.clear();
}

}  // namespace ravine::study
