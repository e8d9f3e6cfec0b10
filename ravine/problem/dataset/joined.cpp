#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/problem/dataset/class_order.hpp"
#include "ravine/problem/dataset/divide.hpp"

namespace ravine {
namespace {

void check(const Dataset& first, const Dataset& second) {
  const auto refuse = [](const std::string& what) {
    throw InputError("the two data sets do not fit: " + what, "both files need the same columns");
  };
  if (first.is_sparse() != second.is_sparse()) refuse("one is sparse, the other is not");
  if (!first.is_sparse() && first.features != second.features) {
    refuse("the first has " + std::to_string(first.features) + " features, the second " +
           std::to_string(second.features));
  }
  if (first.is_classification() != second.is_classification()) {
    refuse("the target of one is a class, of the other a number");
  }
  if (first.target.empty() != second.target.empty()) refuse("one has no target");
  if (first.feature_names.empty() || second.feature_names.empty()) return;
  for (std::size_t j = 0; j < std::min(first.features, second.features); ++j) {
    if (first.feature_names[j] != second.feature_names[j]) {
      refuse("feature " + std::to_string(j + 1) + " is called `" + first.feature_names[j] + "` in the first, `" +
             second.feature_names[j] + "` in the second");
    }
  }
}

std::vector<double> as_doubles(FeatureValues& values) {
  return std::visit(
      [](auto& of) -> std::vector<double> {
        if constexpr (std::is_same_v<std::decay_t<decltype(of)>, SparseRows>) {
          return {};
        } else {
          return {of.begin(), of.end()};
        }
      },
      values);
}

template <class Value>
void append(std::vector<Value>& to, const std::vector<Value>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

void append(SparseRows& to, const SparseRows& from) {
  const auto entries = to.value.size();
  append(to.column, from.column);
  append(to.value, from.value);
  for (std::size_t i = 1; i < from.first.size(); ++i) to.first.push_back(entries + from.first[i]);
}

// Both get the classes of either.
void unite_classes(Dataset& first, Dataset& second) {
  if (first.class_names == second.class_names) return;
  auto names = first.class_names;
  append(names, second.class_names);
  sort_classes(names);
  std::map<std::string, double> place_of;
  for (const auto& name : names) place_of.emplace(name, static_cast<double>(place_of.size()));
  for (auto* data : {&first, &second}) {
    std::vector<double> place;
    for (const auto& name : data->class_names) place.push_back(place_of.at(name));
    for (auto& target : data->target) target = place[static_cast<std::size_t>(target)];
    data->class_names = names;
  }
}

}  // namespace

Dataset joined(Dataset first, Dataset second) {
  check(first, second);
  unite_classes(first, second);
  if (first.values.index() != second.values.index()) {
    first.values = as_doubles(first.values);
    second.values = as_doubles(second.values);
  }
  std::visit([&](auto& to) { append(to, std::get<std::decay_t<decltype(to)>>(second.values)); }, first.values);
  append(first.target, second.target);
  first.samples += second.samples;
  first.features = std::max(first.features, second.features);
  return first;
}

}  // namespace ravine
