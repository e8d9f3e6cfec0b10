#include "ravine/study/npy.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

namespace ravine::study {
namespace {

// A Python string literal. Names hold no control characters.
std::string literal(const std::string& name) {
  std::string text(1, '\'');
  for (const char c : name) {
    if (c == '\'' || c == '\\') text += '\\';
    text += c;
  }
  text += '\'';
  return text;
}

std::string description(const TrajectoryTable& table) {
  std::string fields;
  for (const auto& column : table.columns()) {
    const bool coordinate = column != "step" && column != "f" && column != "grad_norm";
    if (coordinate && table.dimension() > most_npy_fields) continue;
    fields += '(' + literal(column) + (column == "step" ? ", '<i8'), " : ", '<f8'), ");
    if (column == "step" && table.dimension() > most_npy_fields) {
      fields += "('x', '<f8', (" + std::to_string(table.dimension()) + ",)), ";
    }
  }
  return "{'descr': [" + fields + "], 'fortran_order': False, 'shape': (" + std::to_string(table.rows()) + ",), }";
}

template <class Unsigned>
void append(std::vector<unsigned char>& bytes, Unsigned value, std::size_t size = sizeof(Unsigned)) {
  for (std::size_t i = 0; i < size; ++i) bytes.push_back(static_cast<unsigned char>(value >> (8 * i)));
}

// A NaN's sign and payload are the compiler's; the file's are not.
void append(std::vector<unsigned char>& bytes, double value) {
  append(bytes, std::bit_cast<std::uint64_t>(std::isnan(value) ? std::numeric_limits<double>::quiet_NaN() : value));
}

// What stands before the data.
std::vector<unsigned char> beginning(std::string header, std::size_t data_size) {
  constexpr std::size_t alignment = 64;  // of the data
  const bool ascii =
      std::all_of(header.begin(), header.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
  const bool first = ascii && header.size() + alignment < 0xFFFF;  // what version 1.0 can say
  const std::size_t length_size = first ? 2 : 4;
  const auto prefix = 8 + length_size;
  header.append(alignment - 1 - (prefix + header.size()) % alignment, ' ');
  header += '\n';
  std::vector<unsigned char> bytes{0x93, 'N', 'U', 'M', 'P', 'Y', static_cast<unsigned char>(first ? 1 : 3), 0};
  bytes.reserve(prefix + header.size() + data_size);
  append(bytes, static_cast<std::uint64_t>(header.size()), length_size);
  bytes.insert(bytes.end(), header.begin(), header.end());
  return bytes;
}

}  // namespace

std::vector<unsigned char> trajectory_npy(const TrajectoryTable& table) {
  auto bytes = beginning(description(table), table.rows() * (table.dimension() + 3) * sizeof(double));
  for (std::size_t row = 0; row < table.rows(); ++row) {
    append(bytes, static_cast<std::uint64_t>(table.step(row)));
    const auto* point = table.point(row);
    for (std::size_t i = 0; i < table.dimension(); ++i) append(bytes, point[i]);
    append(bytes, table.f(row));
    append(bytes, table.gradient_norm(row));
  }
  return bytes;
}

std::vector<unsigned char> columns_npy(std::span<const NpyColumn> columns) {
  std::string fields;
  for (const auto& column : columns) fields += '(' + literal(column.name) + ", '<f8'), ";
  const auto rows = columns.empty() ? 0 : columns.front().values.size();
  auto bytes =
      beginning("{'descr': [" + fields + "], 'fortran_order': False, 'shape': (" + std::to_string(rows) + ",), }",
                rows * columns.size() * sizeof(double));
  for (std::size_t row = 0; row < rows; ++row)
    for (const auto& column : columns) append(bytes, column.values[row]);
  return bytes;
}

}  // namespace ravine::study
