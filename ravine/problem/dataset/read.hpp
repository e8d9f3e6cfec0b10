// Data sets from files: CSV, LIBSVM, IDX and NPY, as they are or packed by gzip. doc/datasets.md says what each may
// hold.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/problem/dataset/dataset.hpp"

namespace ravine {

enum class FileFormat { automatic, csv, libsvm, idx, npy };
inline constexpr std::array<std::string_view, 5> file_format_names{"auto", "csv", "libsvm", "idx", "npy"};

// What the target is. Automatic: text is classes, numbers are a number, the labels of an IDX file are classes.
enum class TargetKind { automatic, number, classes };
inline constexpr std::array<std::string_view, 3> target_kind_names{"auto", "number", "classes"};

struct ReadOptions {
  FileFormat format = FileFormat::automatic;  // by the first bytes, then the end of the name, then the first line
  TargetKind target_kind = TargetKind::automatic;

  // Which column of a table (CSV, NPY) is the target: that with this name in the header, or this number: 1 is the
  // first, -1 the last, 0 says there is no target. With neither it is the last, or none where `target_file` is given or
  // the rows of an array are themselves arrays (images).
  std::string target{};
  std::optional<std::int64_t> target_column{};
  // A file that holds the targets: IDX, NPY of one dimension, or CSV of one column. IDX images called `*images-idx3*`
  // take the file `*labels-idx1*` beside them when none is given and it is there.
  std::filesystem::path target_file{};

  // CSV. Detected where not given: see doc/datasets.md.
  std::optional<bool> header{};
  char separator = 0;                    // ',', ';' or '\t'
  std::vector<std::string> leave_out{};  // columns to ignore, by name or, as text, by number

  // LIBSVM.
  std::size_t features = 0;       // at least so many: a test file may lack the last ones
  std::uint32_t first_index = 1;  // 0 for files that count from 0, as scikit-learn writes them

  std::size_t most_features = std::size_t{1} << 24;  // a file with more is taken for a mistake
};

// All samples of a file. Feature values are finite. Integers of one byte without sign stay bytes; of one or two bytes
// and floats become floats; all others doubles (64-bit integers the nearest). Throws InputError with the place of the
// fault and what to do, SystemError where reading fails. Memory is bounded by what the file's bytes justify.
Dataset read_dataset(const std::filesystem::path& path, const ReadOptions& options = {});

// The same from bytes in memory; `name` stands for the file in errors and in finding the format.
Dataset read_dataset(std::span<const unsigned char> bytes, const std::string& name, const ReadOptions& options = {});

}  // namespace ravine
