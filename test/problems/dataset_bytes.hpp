// Data sets from bytes in a test's source, and what is said of bad ones.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/problem/dataset/read.hpp"

namespace ravine {

inline Dataset read_text(std::string_view bytes, const ReadOptions& options = {}, const std::string& name = "a") {
  return read_dataset(std::span(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()), name, options);
}

// The first line of what is said, or "no error".
inline std::string said_of(std::string_view bytes, const ReadOptions& options = {}, const std::string& name = "a") {
  try {
    read_text(bytes, options, name);
  } catch (const InputError& error) {
    const std::string what = error.what();
    return what.substr(0, what.find('\n'));
  }
  return "no error";
}

inline std::vector<double> numbers(const Dataset& data) {
  if (const auto* values = std::get_if<std::vector<double>>(&data.values)) return *values;
  if (const auto* values = std::get_if<std::vector<float>>(&data.values)) return {values->begin(), values->end()};
  if (const auto* values = std::get_if<std::vector<std::uint8_t>>(&data.values))
    return {values->begin(), values->end()};
  const auto& rows = std::get<SparseRows>(data.values);
  std::vector<double> dense(data.samples * data.features);
  for (std::size_t i = 0; i < data.samples; ++i) {
    for (auto k = rows.first[i]; k < rows.first[i + 1]; ++k) dense[i * data.features + rows.column[k]] = rows.value[k];
  }
  return dense;
}

using Doubles = std::vector<double>;
using Words = std::vector<std::string>;

}  // namespace ravine
