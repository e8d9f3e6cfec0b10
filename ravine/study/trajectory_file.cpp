#include "ravine/study/trajectory_file.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/base/utf8.hpp"
#include "ravine/study/document.hpp"
#include "ravine/study/read_file.hpp"

namespace ravine::study {
namespace {

struct Field {
  std::string text;
  std::size_t begin = 0, end = 0;  // bytes of the line
};

class TrajectoryReader {
 public:
  TrajectoryReader(std::string_view text, const std::string& name, const TrajectoryLimits& limits)
      : rest_(text), name_(name), limits_(limits) {}

  TrajectoryFile read() {
    if (!next_line()) refuse("there are no points in it");
    choose_separator();
    auto fields = split();
    if (parse_number(fields.front().text)) {
      use_two_columns(fields);
      read_row(fields);
    } else {
      use_header(fields);
    }
    while (next_line()) read_row(split());
    if (file_.x.empty()) refuse("there are no points in it");
    return std::move(file_);
  }

 private:
  // The next line that says something.
  bool next_line() {
    while (!rest_.empty()) {
      const auto end = std::min(rest_.find('\n'), rest_.size());
      line_ = rest_.substr(0, end);
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
      ++number_;
      if (number_ == 1 && line_.starts_with("\xEF\xBB\xBF")) line_.remove_prefix(3);
      if (line_.ends_with('\r')) line_.remove_suffix(1);
      const auto first = line_.find_first_not_of(" \t");
      if (first != std::string_view::npos && line_[first] != '#') return true;
    }
    return false;
  }

  void choose_separator() {
    for (const char candidate : {',', ';', '\t'}) {
      if (line_.find(candidate) == std::string_view::npos) continue;
      separator_ = candidate;
      return;
    }
  }

  // The fields of the line, without blanks around them; a field in double quotes may hold the separator.
  std::vector<Field> split() const {
    std::vector<Field> fields;
    std::size_t i = line_.find_first_not_of(' ');
    for (;;) {
      while (i < line_.size() && line_[i] == ' ') ++i;
      Field field{{}, i, i};
      if (i < line_.size() && line_[i] == '"') {
        for (++i; i < line_.size() && !(line_[i] == '"' && line_.substr(i + 1, 1) != "\""); ++i) {
          if (line_[i] == '"') ++i;
          field.text += line_[i];
        }
        if (i >= line_.size()) refuse("the quote is not closed", {}, field.begin, line_.size());
        field.end = ++i;
      } else {
        i = std::min(line_.find(separator_, i), line_.size());
        const auto raw = line_.substr(field.begin, i - field.begin);
        field.text = raw.substr(0, raw.find_last_not_of(" \t") + 1);
        field.end = field.begin + field.text.size();
      }
      fields.push_back(std::move(field));
      while (i < line_.size() && line_[i] == ' ') ++i;
      if (i >= line_.size()) return fields;
      if (separator_ == ' ') continue;
      if (line_[i] != separator_) refuse("after a quoted field there must be a separator", {}, i, i + 1);
      ++i;
    }
  }

  void use_two_columns(const std::vector<Field>& fields) {
    if (fields.size() != 2) {
      refuse("without a header there must be two columns, x and y; here are " + std::to_string(fields.size()),
             "write a first line such as step,x,y,f", fields.front().begin, fields.back().end);
    }
    columns_ = {&file_.x, &file_.y};
  }

  void use_header(const std::vector<Field>& fields) {
    std::size_t coordinates = 0;
    for (const auto& field : fields) {
      std::vector<double>* column = nullptr;
      if (field.text == "step") column = &file_.step;
      if (field.text == "f") column = &file_.f;
      if (field.text == "grad_norm") column = &file_.gradient_norm;
      if (column == nullptr) {
        if (field.text.empty()) refuse("a column of the header has no name", {}, field.begin, field.end);
        if (invalid_utf8(field.text) != std::string_view::npos) refuse("the header is not UTF-8");
        if (coordinates == 2) {
          refuse("a third coordinate, " + in_quotes(field.text) + ": a picture has two",
                 "beside step, f and grad_norm keep two columns", field.begin, field.end);
        }
        column = coordinates == 0 ? &file_.x : &file_.y;
        (coordinates == 0 ? file_.x_name : file_.y_name) = field.text;
        ++coordinates;
      }
      if (std::find(columns_.begin(), columns_.end(), column) != columns_.end()) {
        refuse("two columns are called " + in_quotes(field.text), {}, field.begin, field.end);
      }
      columns_.push_back(column);
    }
    if (coordinates < 2) {
      refuse("the header has " + std::string(coordinates == 0 ? "no column" : "one column") +
                 " for coordinates; a picture has two",
             "write a first line such as step,x,y,f", fields.front().begin, fields.back().end);
    }
    if (file_.x_name == file_.y_name) refuse("two columns are called " + in_quotes(file_.x_name));
  }

  void read_row(const std::vector<Field>& fields) {
    if (fields.size() != columns_.size()) {
      refuse("the line has " + std::to_string(fields.size()) + (fields.size() == 1 ? " field" : " fields") +
                 ", the first " + std::to_string(columns_.size()),
             {}, fields.front().begin, fields.back().end);
    }
    if (file_.x.size() >= limits_.rows) refuse("more than " + std::to_string(limits_.rows) + " points");
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const auto number = parse_number(fields[i].text);
      if (!number) refuse(in_quotes(fields[i].text) + " is not a number", {}, fields[i].begin, fields[i].end);
      if (columns_[i] == &file_.step) check_step(*number, fields[i]);
      columns_[i]->push_back(*number);
    }
    const bool counted = std::find(columns_.begin(), columns_.end(), &file_.step) == columns_.end();
    if (counted) file_.step.push_back(static_cast<double>(file_.step.size()));
  }

  void check_step(double step, const Field& field) const {
    if (!(step >= 0 && std::isfinite(step) && std::floor(step) == step)) {
      refuse("the step is " + shortest(step) + "; it must be a whole number, at least 0", {}, field.begin, field.end);
    }
    if (!file_.step.empty() && step <= file_.step.back()) {
      refuse("step " + shortest(step) + " comes after step " + shortest(file_.step.back()) + "; steps must increase",
             {}, field.begin, field.end);
    }
  }

  // An error of the line's bytes begin ... end, or of the whole file where there is no line.
  [[noreturn]] void refuse(std::string message, std::string hint = {}, std::size_t begin = 0,
                           std::size_t end = 0) const {
    if (number_ == 0 || end == 0)
      throw InputError({std::move(message), std::move(hint), {name_, number_, 1}, {}, 0, 1});
    const auto column = characters(line_.substr(0, begin)) + 1;
    throw InputError({std::move(message),
                      std::move(hint),
                      {name_, number_, column},
                      std::string(line_),
                      begin,
                      std::max<std::size_t>(end - std::min(begin, end), 1)});
  }

  std::string_view rest_, line_;
  std::string name_;
  TrajectoryLimits limits_;
  std::size_t number_ = 0;  // of the line
  char separator_ = ' ';
  TrajectoryFile file_;
  std::vector<std::vector<double>*> columns_;
};

}  // namespace

TrajectoryFile read_trajectory(std::string_view text, const std::string& name, const TrajectoryLimits& limits) {
  if (text.size() > limits.bytes) {
    throw InputError(
        {"the file is longer than " + std::to_string(limits.bytes) + " bytes", {}, {name, 0, 0}, {}, 0, 1});
  }
  return TrajectoryReader(text, name, limits).read();
}

TrajectoryFile read_trajectory_file(const std::filesystem::path& path, const TrajectoryLimits& limits) {
  return read_trajectory(read_file(path, limits.bytes), path.string(), limits);
}

}  // namespace ravine::study
