// Targets as a reader meets them, one a sample, and what they are in the end: numbers or classes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/problem/dataset/dataset.hpp"
#include "ravine/problem/dataset/read.hpp"

namespace ravine::dataset {

class TargetBuilder {
 public:
  explicit TargetBuilder(TargetKind kind) : kind_(kind) {}
  void reserve(std::size_t samples) { target_.reserve(samples); }
  // A finite number.
  void add(double number) {
    if (by_text_) {
      add_class(number);
    } else {
      target_.push_back(number);
    }
  }
  // Text that is no number. `place` makes the Place of it, for an error.
  template <class MakePlace>
  void add(std::string_view text, MakePlace place) {
    if (const auto fault = check(text); !fault.message.empty()) {
      throw InputError({fault.message, fault.hint, place(), {}, 0, 1});
    }
    add_class(text);
  }
  // Puts target and class names into `data`. Classes are sorted (class_order.hpp); one that is a number has its
  // shortest text as its name.
  void finish(Dataset& data, const std::string& file);

 private:
  struct Fault {
    std::string message, hint;
  };
  Fault check(std::string_view text);
  void add_class(std::string_view text);
  void add_class(double number);

  TargetKind kind_;
  bool by_text_ = false;  // targets are indices into names_; else they are numbers
  std::vector<double> target_;
  std::vector<std::string> names_;  // in order of first appearance
  std::unordered_map<std::string, std::uint32_t> index_;
};

}  // namespace ravine::dataset
