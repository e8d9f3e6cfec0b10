#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>

#include "ravine/base/number_text.hpp"
#include "ravine/base/utf8.hpp"
#include "ravine/problem/dataset/columns.hpp"
#include "ravine/problem/dataset/csv_field.hpp"
#include "ravine/problem/dataset/fault.hpp"
#include "ravine/problem/dataset/formats.hpp"
#include "ravine/problem/dataset/target_builder.hpp"

namespace ravine::dataset {
namespace {

constexpr std::size_t most_columns = std::size_t{1} << 20;

// Lines of the source, or 0 where it cannot be read twice.
std::uint64_t count_lines(ByteSource& source) {
  if (!source.rewind()) return 0;
  std::vector<unsigned char> block(
      static_cast<std::size_t>(std::min<std::uint64_t>(TextBuffer::block - 1, source.most_left())) + 1);
  std::uint64_t lines = 1;
  for (;;) {
    const auto size = source.read(block.data(), block.size());
    lines += static_cast<std::uint64_t>(
        std::count(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(size), static_cast<unsigned char>('\n')));
    if (size < block.size()) break;
  }
  return source.rewind() ? lines : 0;
}

bool is_text(const CsvField& field) { return !is_missing(field.text) && !field_number(field.text); }

// Names, not values: some text stands above a number, or no field is a number (which a target alone may be).
bool is_header(const std::vector<CsvField>& first, const std::vector<CsvField>& second, Part part) {
  const auto is_number = [](const CsvField& field) { return field_number(field.text).has_value(); };
  if (part == Part::samples && std::none_of(first.begin(), first.end(), is_number)) return true;
  for (std::size_t j = 0; j < std::min(first.size(), second.size()); ++j) {
    if (is_text(first[j]) && field_number(second[j].text)) return true;
  }
  return false;
}

class CsvReader {
 public:
  CsvReader(ByteSource& source, const std::string& name, const ReadOptions& options, Part part)
      : bytes_(source.most_left()),
        lines_(count_lines(source)),
        buffer_(source, name),
        options_(options),
        part_(part),
        target_(options.target_kind) {}

  Dataset read() {
    pass_blank_lines(buffer_);
    separator_ = options_.separator != 0 ? options_.separator : detect_separator(buffer_);
    const auto most = std::min(options_.most_features, most_columns) + 1;
    const auto first = take_record(buffer_, separator_, most);
    if (first.empty()) refuse(buffer_.name(), "there is no sample in the file");
    const auto second = take_record(buffer_, separator_, most);
    const bool header = options_.header ? *options_.header : is_header(first, second, part_);
    std::vector<std::string> names;
    if (header) {
      for (const auto& field : first) {
        if (invalid_utf8(field.text) != std::string::npos)
          refuse(place(field), "the header is not UTF-8", "save the file as UTF-8");
        names.push_back(field.text);
      }
    }
    columns_ = choose_columns(first.size(), std::move(names), options_, part_, buffer_.name());
    row_.resize(columns_.features);
    reserve();
    if (!header) take(first);
    if (!second.empty()) take(second);
    while (take_row()) {
    }
    if (samples_ == 0) refuse(buffer_.name(), "there is no sample in the file");
    return finish();
  }

 private:
  void reserve() {
    if (lines_ == 0) return;
    const auto rows = static_cast<std::size_t>(lines_);
    const auto fields = static_cast<std::size_t>(bytes_ / 2 + 1);  // each takes a character and what ends it
    values_.reserve(row_.empty() || rows < fields / row_.size() ? rows * row_.size() : fields);
    if (columns_.target) target_.reserve(rows);
  }

  Place place(const CsvField& field) const { return {buffer_.name(), field.line, field.column}; }

  void take(const std::vector<CsvField>& record) {
    for (std::size_t j = 0; j < record.size(); ++j) use(record[j], j);
    end_row();
  }

  // Numbers straight from the window; what is anything else, or not wholly there, goes by a field.
  bool take_row() {
    pass_blank_lines(buffer_);
    if (buffer_.at_end()) return false;
    const auto count = columns_.roles.size();
    for (std::size_t j = 0; j < count; ++j) {
      double value = 0;
      const auto [after, error] = std::from_chars(buffer_.next, buffer_.end(), value);
      const char* end = after;
      const bool last = j + 1 == count;
      if (last && *end == '\r') ++end;  // *buffer_.end() is 0
      if (error == std::errc() && end < buffer_.end() && *end == (last ? '\n' : separator_) && std::isfinite(value)) {
        buffer_.next = end + 1;
        if (last) buffer_.begin_line(buffer_.next);
        use(value, j);
      } else {
        use(take_field(buffer_, separator_), j);
      }
    }
    end_row();
    return true;
  }

  void end_row() {
    values_.insert(values_.end(), row_.begin(), row_.end());
    filled_ = 0;
    ++samples_;
  }

  void use(double value, std::size_t column) {
    if (columns_.roles[column] == Role::feature) {
      row_[filled_++] = value;
    } else if (columns_.roles[column] == Role::target) {
      target_.add(value);
    }
  }

  void use(const CsvField& field, std::size_t column) {
    const auto count = columns_.roles.size();
    if (column >= count || field.last != (column + 1 == count)) refuse_count(field, column);
    if (columns_.roles[column] == Role::ignored) return;
    if (is_missing(field.text)) {
      refuse(place(field), "there is no value in " + columns_.name(column),
             "a sample needs all its values: fill it in, remove the line, or leave the column out");
    }
    if (const auto number = field_number(field.text)) {
      if (!std::isfinite(*number)) {
        refuse(place(field), shown(field.text) + " in " + columns_.name(column) + " is not a finite number",
               "values are doubles, at most 1.8e308");
      }
      use(*number, column);
    } else if (columns_.roles[column] == Role::target) {
      target_.add(field.text, [&] { return place(field); });
    } else {
      const bool comma = separator_ != ',' && std::count(field.text.begin(), field.text.end(), ',') == 1;
      refuse(place(field), shown(field.text) + " in " + columns_.name(column) + " is not a number",
             comma ? "numbers have a decimal point, not a comma"
                   : "features are numbers: mend it, leave the column out, or name it as the target");
    }
  }

  [[noreturn]] void refuse_count(const CsvField& field, std::size_t column) const {
    const auto count = std::to_string(columns_.roles.size());
    if (field.last) {
      refuse(place(field),
             "the line ends after " + std::to_string(column + 1) + " fields, the first line has " + count);
    }
    refuse(place(field), "the line has more fields than the first, which has " + count,
           "a field that holds the separator stands in double quotes");
  }

  Dataset finish() {
    Dataset data;
    data.samples = samples_;
    data.features = columns_.features;
    data.values = std::move(values_);
    data.feature_names = columns_.feature_names();
    if (columns_.target) target_.finish(data, buffer_.name());
    return data;
  }

  std::uint64_t bytes_, lines_;
  TextBuffer buffer_;
  const ReadOptions& options_;
  Part part_;
  TargetBuilder target_;
  char separator_ = ',';
  Columns columns_;
  std::vector<double> row_, values_;
  std::size_t filled_ = 0, samples_ = 0;
};

}  // namespace

Dataset read_csv(ByteSource& source, const std::string& name, const ReadOptions& options, Part part) {
  return CsvReader(source, name, options, part).read();
}

}  // namespace ravine::dataset
