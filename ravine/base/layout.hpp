// Parameter layout: how the n coordinates of a point divide into named tensors, and tensors into groups.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ravine {

// `first` is the index of its first coordinate; coordinates of a tensor are contiguous, row-major.
struct Tensor {
  std::string name;                // "w", "layer1.bias", or "x" for a plain vector
  std::vector<std::size_t> shape;  // {} is a scalar
  std::size_t first = 0;
  std::size_t group = 0;  // index into Layout::groups
  std::size_t size() const {
    std::size_t n = 1;
    for (auto extent : shape) n *= extent;
    return n;
  }
  // As a matrix: the first extent by all others; more than one of both.
  std::size_t rows() const { return shape.empty() ? 1 : shape.front(); }
  bool is_matrix() const { return shape.size() > 1 && rows() > 1 && size() > rows(); }
};

struct Layout {
  std::vector<Tensor> tensors;
  std::vector<std::string> groups{"all"};  // groups may get hyperparameters of their own
  std::size_t size() const {
    std::size_t n = 0;
    for (const auto& tensor : tensors) n += tensor.size();
    return n;
  }
  // The index of the group of this name, a new one at the end where there is none.
  std::size_t add_group(std::string_view name);
  bool has_matrix() const {
    for (const auto& tensor : tensors)
      if (tensor.is_matrix()) return true;
    return false;
  }
  // n coordinates as one tensor "x" in one group.
  static Layout vector(std::size_t n) {
    Layout layout;
    layout.tensors.push_back({"x", {n}, 0, 0});
    return layout;
  }
};

// "x[2]", "weight[3x4] bias[4]@rest": names, extents, and the group where it is not "all".
std::string described(const Layout& layout);

// The layout that such a text describes; a tensor without extents is one number. Throws InputError with the offset: a
// name given twice, an extent that is no whole number from 1 on, more than 10^4 tensors or 10^9 coordinates.
Layout parse_layout(std::string_view text);

}  // namespace ravine
