#include "ravine/problem/dataset/read.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <system_error>
#include <utility>

#include "ravine/problem/dataset/byte_source.hpp"
#include "ravine/problem/dataset/fault.hpp"
#include "ravine/problem/dataset/formats.hpp"

namespace ravine {
namespace dataset {
namespace {

namespace fs = std::filesystem;

// Whether the first line that says something is `number index:value ...`.
bool looks_like_libsvm(std::string_view text) {
  while (!text.empty()) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    line = line.substr(0, line.find('#'));
    const auto colon = line.find(':');
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (colon == std::string_view::npos || line.find_first_of(",;\"") != std::string_view::npos) return false;
    const auto blank = line.find_last_of(" \t", colon);
    if (blank == std::string_view::npos) return false;
    const auto index = line.substr(blank + 1, colon - blank - 1);
    return index == "qid" || (!index.empty() && index.find_first_not_of("0123456789") == std::string_view::npos);
  }
  return false;
}

FileFormat find_format(std::string_view bytes, const std::string& name) {
  if (bytes.starts_with("\x93NUMPY")) return FileFormat::npy;
  if (bytes.size() >= 4 && bytes[0] == 0 && bytes[1] == 0 && bytes[2] >= 8 && bytes[2] <= 14) return FileFormat::idx;
  fs::path path(name);
  if (path.extension() == ".gz") path = path.stem();
  struct Row {
    std::string_view end;
    FileFormat format;
  };
  constexpr std::array<Row, 7> rows{{{".csv", FileFormat::csv},
                                     {".tsv", FileFormat::csv},
                                     {".libsvm", FileFormat::libsvm},
                                     {".svmlight", FileFormat::libsvm},
                                     {".svm", FileFormat::libsvm},
                                     {".idx", FileFormat::idx},
                                     {".npy", FileFormat::npy}}};
  const auto end = path.extension().string();
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& each) { return each.end == end; });
  if (row != rows.end()) return row->format;
  if (bytes.find('\0') != std::string_view::npos && !bytes.starts_with("\xFF\xFE") && !bytes.starts_with("\xFE\xFF")) {
    refuse_option("format", name, "the file is none of CSV, LIBSVM, IDX and NPY",
                  "say which `format` it has if it is one of them");
  }
  return looks_like_libsvm(bytes) ? FileFormat::libsvm : FileFormat::csv;
}

void check(const ReadOptions& options) {
  if (options.separator != 0 && options.separator != ',' && options.separator != ';' && options.separator != '\t') {
    throw OptionError("separator", "the separator of a CSV file is " + shown({&options.separator, 1}),
                      "it is a comma, a semicolon or a tab");
  }
  if (options.first_index > 1) {
    throw OptionError("first_index", "indices count from " + std::to_string(options.first_index),
                      "first_index is 1 or 0");
  }
  const auto given = (options.target.empty() ? 0 : 1) + (options.target_column ? 1 : 0);
  if (given > 1) throw OptionError("target", "the target is given by name and by number", "leave one of the two out");
  if (options.target_file.empty()) return;
  if (given > 0 && options.target_column.value_or(1) != 0) {
    throw OptionError("target", "the target is given as a column and as a file", "leave one of the two out");
  }
}

Dataset read_part(std::unique_ptr<ByteSource> source, const std::string& name, const ReadOptions& options, Part part) {
  LookedAt bytes(std::move(source), 4096);
  if (bytes.first().empty()) refuse(name, "the file is empty");
  const auto format = options.format == FileFormat::automatic ? find_format(bytes.first(), name) : options.format;
  switch (format) {
    case FileFormat::libsvm:
      return read_libsvm(bytes, name, options, part);
    case FileFormat::idx:
      return read_idx(bytes, name, options, part);
    case FileFormat::npy:
      return read_npy(bytes, name, options, part);
    default:
      return read_csv(bytes, name, options, part);
  }
}

std::unique_ptr<ByteSource> open_targets(const fs::path& path) {
  try {
    return open_file(path);
  } catch (const InputError& error) {
    throw OptionError("target_file", error.parts().message, error.parts().hint);
  }
}

Dataset read(std::unique_ptr<ByteSource> source, const std::string& name, ReadOptions options) {
  check(options);
  options.most_features = std::min<std::size_t>(options.most_features, std::numeric_limits<std::uint32_t>::max() - 1);
  if (options.target_file.empty()) return read_part(std::move(source), name, options, Part::samples);
  auto target_options = options;
  target_options.format = FileFormat::automatic;
  target_options.header.reset();
  const auto target_name = options.target_file.string();
  auto targets = read_part(open_targets(options.target_file), target_name, target_options, Part::target);
  auto data = read_part(std::move(source), name, options, Part::samples);
  if (!data.target.empty())
    refuse_option("target_file", name, "the samples have targets, and a file of targets is given too",
                  "leave one of them out");
  if (data.samples != targets.samples) {
    refuse_option("target_file", target_name,
                  "there are " + std::to_string(targets.samples) + " targets for the " + std::to_string(data.samples) +
                      " samples of \"" + name + "\"");
  }
  data.target = std::move(targets.target);
  data.class_names = std::move(targets.class_names);
  return data;
}

// MNIST's labels beside its images.
fs::path labels_beside(const fs::path& images) {
  constexpr std::string_view from = "images-idx3", to = "labels-idx1";
  auto name = images.filename().string();
  const auto place = name.find(from);
  if (place == std::string::npos) return {};
  const auto labels = images.parent_path() / name.replace(place, from.size(), to);
  std::error_code code;
  return fs::is_regular_file(labels, code) ? labels : fs::path();
}

}  // namespace
}  // namespace dataset

Dataset read_dataset(const std::filesystem::path& path, const ReadOptions& options) {
  auto told = options;
  if (told.target_file.empty() && told.target.empty() && !told.target_column) {
    told.target_file = dataset::labels_beside(path);
  }
  return dataset::read(dataset::open_file(path), path.string(), std::move(told));
}

Dataset read_dataset(std::span<const unsigned char> bytes, const std::string& name, const ReadOptions& options) {
  return dataset::read(dataset::open_memory(bytes, name), name, options);
}

}  // namespace ravine
