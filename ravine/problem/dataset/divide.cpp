#include "ravine/problem/dataset/divide.hpp"

#include <memory>
#include <numeric>
#include <utility>

#include "ravine/base/error.hpp"

namespace ravine {

DividedDataset divide(Dataset data, const DivisionOptions& options) {
  DividedDataset divided;
  divided.parts = partition(data, options.parts);
  divided.scaling = fit_scaling(data, divided.parts.training, options.scaling, options.divisor);
  divided.data = std::make_shared<const Dataset>(std::move(data));
  return divided;
}

DividedDataset divide(Dataset data, Dataset test, const DivisionOptions& options) {
  if (options.parts.test != 0) {
    throw InputError("a test part is drawn from the samples, and another is given by a file",
                     "leave one of the two out");
  }
  auto parts = partition(data, options.parts);
  parts.test.resize(test.samples);
  std::iota(parts.test.begin(), parts.test.end(), data.samples);
  DividedDataset divided;
  divided.parts = std::move(parts);
  auto all = joined(std::move(data), std::move(test));
  divided.scaling = fit_scaling(all, divided.parts.training, options.scaling, options.divisor);
  divided.data = std::make_shared<const Dataset>(std::move(all));
  return divided;
}

}  // namespace ravine
