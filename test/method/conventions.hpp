// Every method with every combination of its conventions (flags and choices), numbers at their defaults: what laws run
// on.
#pragma once

#include <string>
#include <vector>

#include "ravine/method/method.hpp"

namespace ravine::test {

inline std::vector<Method> conventions(const MethodInfo& info) {
  std::vector<Method> all{Method::named(info.name)};
  for (const auto& row : info.parameters) {
    if (row.kind == ParameterInfo::Kind::number) continue;
    std::vector<Method> more;
    for (const auto& method : all)
      for (int choice = 0; choice <= static_cast<int>(row.high); ++choice) {
        more.push_back(method);
        more.back().set(row.name, Setting(choice));
      }
    all = std::move(more);
  }
  return all;
}

// All of them, over the table.
inline std::vector<Method> conventions() {
  std::vector<Method> all;
  for (const auto* info : methods())
    for (auto& method : conventions(*info)) all.push_back(std::move(method));
  return all;
}

}  // namespace ravine::test
