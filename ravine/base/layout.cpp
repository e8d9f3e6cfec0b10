#include "ravine/base/layout.hpp"

namespace ravine {

std::string described(const Layout& layout) {
  std::string text;
  for (const auto& tensor : layout.tensors) {
    text.append(text.empty() ? "" : " ").append(tensor.name).append("[");
    for (std::size_t i = 0; i < tensor.shape.size(); ++i)
      text.append(i == 0 ? "" : "x").append(std::to_string(tensor.shape[i]));
    text.append("]");
  }
  return text;
}

}  // namespace ravine
