#include "ravine/problem/dataset/class_order.hpp"

#include <algorithm>
#include <utility>

#include "ravine/base/number_text.hpp"

namespace ravine {

void sort_classes(std::vector<std::string>& names) {
  std::vector<std::pair<double, std::string>> numbered;
  bool numbers = true;
  for (auto& name : names) {
    const auto number = parse_number(name);
    numbers = numbers && number && *number == *number;
    numbered.emplace_back(number.value_or(0), std::move(name));
  }
  if (!numbers) {
    for (auto& [number, name] : numbered) number = 0;
  }
  std::sort(numbered.begin(), numbered.end());
  numbered.erase(std::unique(numbered.begin(), numbered.end()), numbered.end());
  names.clear();
  for (auto& [number, name] : numbered) names.push_back(std::move(name));
}

}  // namespace ravine
