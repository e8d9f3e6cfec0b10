#include "ravine/problem/dataset/target_builder.hpp"

#include <algorithm>
#include <utility>

#include "ravine/base/number_text.hpp"
#include "ravine/base/utf8.hpp"
#include "ravine/problem/dataset/class_order.hpp"
#include "ravine/problem/dataset/fault.hpp"

namespace ravine::dataset {
namespace {

constexpr std::size_t most_classes = 100000, longest_name = 1000;

std::string too_many() {
  return "more than " + std::to_string(most_classes) + " different values of the target are too many for classes";
}

}  // namespace

TargetBuilder::Fault TargetBuilder::check(std::string_view text) {
  const auto what = "the target " + shown(text);
  if (kind_ == TargetKind::number) return {what + " is not a number", "is it another column, or are these classes?"};
  if (invalid_utf8(text) != std::string_view::npos) return {what + " is not UTF-8", "save the file as UTF-8"};
  if (text.size() > longest_name) return {what + " is too long for the name of a class", {}};
  if (!by_text_ && kind_ == TargetKind::automatic && !target_.empty()) {
    return {what + " is text, and those before were numbers",
            "mend it, or say that the target is classes if it is meant so"};
  }
  if (names_.size() >= most_classes) return {too_many(), "is it another column?"};
  if (!by_text_) {  // numbers so far, if any
    by_text_ = true;
    auto numbers = std::move(target_);
    target_.clear();
    for (const double number : numbers) add_class(number);
  }
  return {};
}

void TargetBuilder::add_class(std::string_view text) {
  const auto [found, is_new] = index_.try_emplace(std::string(text), static_cast<std::uint32_t>(names_.size()));
  if (is_new) names_.emplace_back(text);
  target_.push_back(static_cast<double>(found->second));
}

void TargetBuilder::add_class(double number) { add_class(shortest(number)); }

void TargetBuilder::finish(Dataset& data, const std::string& file) {
  if (!by_text_ && kind_ == TargetKind::classes) {
    auto values = target_;
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    if (values.size() > most_classes)
      refuse(file, too_many(), "say that the target is a number, or name another column");
    for (auto& target : target_) {
      target = static_cast<double>(std::lower_bound(values.begin(), values.end(), target) - values.begin());
    }
    for (const double value : values) data.class_names.push_back(shortest(value + 0.0));
  } else if (by_text_) {
    if (names_.size() > most_classes) refuse(file, too_many(), "is the target another column?");
    auto sorted = names_;
    sort_classes(sorted);
    std::vector<double> place(names_.size());
    for (std::size_t k = 0; k < sorted.size(); ++k) place[index_.at(sorted[k])] = static_cast<double>(k);
    for (auto& target : target_) target = place[static_cast<std::size_t>(target)];
    data.class_names = std::move(sorted);
  }
  data.target = std::move(target_);
}

}  // namespace ravine::dataset
