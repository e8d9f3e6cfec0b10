// [data.NAME] -> a data set, divided and scaled.
#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <variant>

#include "ravine/base/hash.hpp"
#include "ravine/problem/dataset/divide.hpp"
#include "ravine/problem/dataset/option_error.hpp"
#include "ravine/problem/dataset/read.hpp"
#include "ravine/study/definition_parts.hpp"
#include "ravine/study/value_reading.hpp"

namespace ravine::study {
namespace {

std::filesystem::path read_path(const Entry& entry, std::string_view wanted, const std::filesystem::path& folder) {
  return folder / std::filesystem::path(read_line(entry.key, entry.value, wanted));
}

// The index of a word.
template <class Names>
std::size_t read_word(const Entry& entry, const Names& names, std::string_view wanted) {
  const auto& word = read_text(entry.key, entry.value, wanted);
  const auto found = std::find(names.begin(), names.end(), word);
  if (found == names.end()) refuse(entry.key, entry.value, wanted);
  return static_cast<std::size_t>(found - names.begin());
}

// A column's name, or its number as text.
std::string read_column(std::string_view key, const Value& value, std::string_view wanted) {
  if (value.kind == Value::Kind::integer) return std::to_string(value.integer);
  return read_line(key, value, wanted);
}

ReadOptions read_options(const RawData& raw, const std::filesystem::path& folder) {
  ReadOptions options;
  if (raw.format != nullptr)
    options.format = static_cast<FileFormat>(read_word(*raw.format, file_format_names, rule(&RawData::format)));
  if (raw.target != nullptr) {
    const auto& value = raw.target->value;
    if (value.kind == Value::Kind::integer)
      options.target_column = value.integer;
    else
      options.target = read_line("target", value, rule(&RawData::target));
  }
  if (raw.target_file != nullptr)
    options.target_file = read_path(*raw.target_file, rule(&RawData::target_file), folder);
  if (raw.classes != nullptr)
    options.target_kind =
        read_flag("classes", raw.classes->value, rule(&RawData::classes)) ? TargetKind::classes : TargetKind::number;
  if (raw.header != nullptr) options.header = read_flag("header", raw.header->value, rule(&RawData::header));
  if (raw.separator != nullptr) {
    const auto wanted = rule(&RawData::separator);
    const auto& text = raw.separator->value.text;
    if (raw.separator->value.kind != Value::Kind::text || (text != "," && text != ";" && text != "\t"))
      refuse("separator", raw.separator->value, wanted);
    options.separator = text.front();
  }
  if (raw.leave_out != nullptr) {
    const auto wanted = rule(&RawData::leave_out);
    if (raw.leave_out->value.kind != Value::Kind::list) refuse("leave_out", raw.leave_out->value, wanted);
    for (const auto& item : raw.leave_out->value.list)
      options.leave_out.push_back(read_column("leave_out", item, wanted));
  }
  if (raw.first_index != nullptr)
    options.first_index =
        read_integer("first_index", raw.first_index->value, rule(&RawData::first_index), 0) == 0 ? 0 : 1;
  return options;
}

DivisionOptions division_options(const RawData& raw, std::uint64_t seed) {
  DivisionOptions options;
  options.parts.seed = seed;
  const auto share = [&](const Entry* entry, std::string_view wanted, double& field) {
    if (entry == nullptr) return;
    field = read_number(entry->key, entry->value, wanted);
    if (field < 0) refuse(entry->key, entry->value, wanted);
  };
  share(raw.validation, rule(&RawData::validation), options.parts.validation);
  share(raw.test, rule(&RawData::test), options.parts.test);
  if (raw.stratified != nullptr)
    options.parts.stratified = read_flag("stratified", raw.stratified->value, rule(&RawData::stratified));
  if (raw.scaling != nullptr) {
    const auto& value = raw.scaling->value;
    if (value.is_number()) {
      options.scaling = ScalingKind::divide;
      options.divisor = read_number("scaling", value, rule(&RawData::scaling));
    } else {
      constexpr std::array<std::string_view, 3> words{scaling_names[0], scaling_names[1], scaling_names[2]};
      options.scaling = static_cast<ScalingKind>(read_word(*raw.scaling, words, rule(&RawData::scaling)));
    }
  }
  return options;
}

// What determines the values that models see: the samples, their parts and scaling.
std::string identity_of(const DividedDataset& divided) {
  math::Hash hash;
  const auto& data = *divided.data;
  hash.add(std::uint64_t{data.samples}).add(std::uint64_t{data.features});
  if (const auto* doubles = std::get_if<std::vector<double>>(&data.values)) hash.add(std::span(*doubles));
  if (const auto* floats = std::get_if<std::vector<float>>(&data.values)) hash.add(std::span(*floats));
  if (const auto* bytes = std::get_if<std::vector<std::uint8_t>>(&data.values))
    hash.add(std::string_view(reinterpret_cast<const char*>(bytes->data()), bytes->size()));
  if (const auto* rows = std::get_if<SparseRows>(&data.values)) {
    for (const auto first : rows->first) hash.add(std::uint64_t{first});
    for (const auto column : rows->column) hash.add(std::uint64_t{column});
    hash.add(std::span(rows->value));
  }
  hash.add(std::span(data.target));
  const auto add_part = [&](const std::vector<std::size_t>& part) {
    for (const auto sample : part) hash.add(std::uint64_t{sample});
    hash.add(std::uint64_t{part.size()});
  };
  add_part(divided.parts.training), add_part(divided.parts.validation), add_part(divided.parts.test);
  hash.add(std::span(divided.scaling.offset)).add(std::span(divided.scaling.factor));
  std::string text = "data";
  for (const auto word : hash.value128()) text += ' ' + std::to_string(word);
  return text;
}

// What `read` returns; its fault is said to stand at the key that it is of, or else at that of the file.
template <class Read>
auto read_keys(const RawData& raw, const Entry& file, Read&& read) {
  try {
    return read();
  } catch (const OptionError& error) {
    for (const auto& row : data_rows)
      if (const auto* entry = raw.*row.entry; entry != nullptr && row.info.name == error.option())
        fail_at(entry->value, error);
    fail_at(file.value, error);
  } catch (const InputError& error) {
    fail_at(file.value, error);
  }
}

}  // namespace

NamedData read_data(const Entry& entry, const DefinitionFiles& files, std::uint64_t seed) {
  const auto where = "[data." + shown(entry.key) + "]";
  const auto& table = read_table("data." + shown(entry.key), entry.value, "a table, `[data.NAME]`");
  const auto raw = read_fields<RawData>(table, data_rows, where);
  if (raw.file == nullptr) fail(entry.key_location, where + " has no `file`", "name one: file = \"iris.csv\"");
  if (!files.folder)
    fail(raw.file->key_location, "a definition that is no file itself cannot name files of data",
         "write it into a file");
  const auto options = read_options(raw, *files.folder);
  const auto path = read_path(*raw.file, rule(&RawData::file), *files.folder);
  auto data = read_keys(raw, *raw.file, [&] { return read_dataset(path, options); });
  const auto division = division_options(raw, seed);
  NamedData named{entry.key, {}, {}};
  if (raw.test_file != nullptr) {
    auto own = options;
    own.target_file.clear();
    if (raw.test_target_file != nullptr)
      own.target_file = read_path(*raw.test_target_file, rule(&RawData::test_target_file), *files.folder);
    if (raw.test != nullptr)
      fail(raw.test->key_location, "`test` and `test_file` both say what the test part is", "write one of them");
    const auto test_path = read_path(*raw.test_file, rule(&RawData::test_file), *files.folder);
    auto test = read_keys(raw, *raw.test_file, [&] { return read_dataset(test_path, own); });
    named.divided = read_keys(raw, *raw.test_file, [&] { return divide(std::move(data), std::move(test), division); });
  } else {
    named.divided = read_keys(raw, *raw.file, [&] { return divide(std::move(data), division); });
  }
  named.identity = identity_of(named.divided);
  return named;
}

}  // namespace ravine::study
