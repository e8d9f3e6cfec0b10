#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "ravine/base/number_text.hpp"
#include "ravine/problem/dataset/fault.hpp"
#include "ravine/problem/dataset/formats.hpp"
#include "ravine/problem/dataset/target_builder.hpp"
#include "ravine/problem/dataset/text_buffer.hpp"

namespace ravine::dataset {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

class LibsvmReader {
 public:
  LibsvmReader(ByteSource& source, const std::string& name, const ReadOptions& options)
      : buffer_(source, name), options_(options), target_(options.target_kind) {}

  Dataset read() {
    while (!buffer_.at_end()) {
      auto text = take_word();
      if (!text.empty()) {
        take_target(text);
        while (!(text = take_word()).empty()) take_entry(text);
        rows_.first.push_back(rows_.value.size());
      }
      pass_comment();
      if (buffer_.at_end()) break;
      buffer_.begin_line(++buffer_.next);
    }
    return finish();
  }

 private:
  // What stands up to the next blank, comment or end of the line, where nothing stands: "". Valid until the next call.
  std::string_view take_word() {
    while (!buffer_.at_end() && is_blank(*buffer_.next)) ++buffer_.next;
    const char* end = nullptr;
    for (;;) {
      for (end = buffer_.next; end != buffer_.end() && !is_blank(*end) && *end != '\n' && *end != '#';) ++end;
      if (end != buffer_.end() || buffer_.ended()) break;
      buffer_.more();
    }
    word_ = buffer_.next;
    buffer_.next = end;
    return {word_, static_cast<std::size_t>(end - word_)};
  }

  void pass_comment() {
    while (!buffer_.at_end() && *buffer_.next != '\n') ++buffer_.next;
  }

  [[noreturn]] void refuse_word(std::string message, std::string hint = {}) {
    refuse(buffer_.place(word_), std::move(message), std::move(hint));
  }

  double number(std::string_view text, const char* what) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {  // signs, what is too large or too small
      const auto read = text.size() > 2000 ? std::nullopt : parse_number(text);
      if (!read) refuse_word(std::string(what) + " " + shown(text) + " is not a number");
      value = *read;
    }
    if (!std::isfinite(value)) {
      refuse_word(std::string(what) + " " + shown(text) + " is not a finite number",
                  "values are doubles, at most 1.8e308; one that is missing cannot be used");
    }
    return value;
  }

  void take_target(std::string_view text) {
    if (text.find(':') != std::string_view::npos) {
      refuse_word("the line begins with " + shown(text) + ", not with a target", "a line is: target index:value ...");
    }
    if (text.find(',') != std::string_view::npos) {
      refuse_word("the sample has several targets, " + shown(text), "a sample has one class or one number");
    }
    last_ = -1;
    const auto plain = text.size() > 2000 ? std::nullopt : parse_number(text);
    if (plain) {
      target_.add(number(text, "the target"));
    } else {
      target_.add(text, [&] { return buffer_.place(word_); });
    }
  }

  void take_entry(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) {
      refuse_word(shown(text) + " is not index:value", "a line is: target index:value ...");
    }
    const auto index_text = text.substr(0, colon);
    if (index_text == "qid") return;  // which query of a ranking: no model here has use for it
    std::uint64_t index = 0;
    const auto [end, error] = std::from_chars(index_text.data(), text.data() + colon, index);
    if (error == std::errc::invalid_argument || end != text.data() + colon) {
      refuse_word("the index " + shown(index_text) + " is not a whole number");
    }
    if (error != std::errc() || index >= options_.most_features + options_.first_index) {
      refuse_word("the index " + shown(index_text) + " is larger than the most features allowed, " +
                      std::to_string(options_.most_features),
                  "mend it, or raise most_features");
    }
    if (index < options_.first_index) {
      refuse_word("the index is 0, and indices count from 1", "if the file counts from 0, say first_index = 0");
    }
    const auto column = static_cast<std::int64_t>(index - options_.first_index);
    if (column <= last_) {
      refuse_word("index " + std::to_string(index) + " comes after index " +
                  std::to_string(last_ + options_.first_index) + "; the indices of a line increase");
    }
    last_ = column;
    rows_.column.push_back(static_cast<std::uint32_t>(column));
    rows_.value.push_back(number(text.substr(colon + 1), "the value"));
    features_ = std::max(features_, static_cast<std::size_t>(column) + 1);
  }

  Dataset finish() {
    Dataset data;
    data.samples = rows_.first.size() - 1;
    if (data.samples == 0) refuse(buffer_.name(), "there is no sample in the file");
    data.features = std::max(features_, options_.features);
    if (data.features == 0) refuse(buffer_.name(), "no sample has a feature", "a line is: target index:value ...");
    data.values = std::move(rows_);
    target_.finish(data, buffer_.name());
    return data;
  }

  TextBuffer buffer_;
  const ReadOptions& options_;
  TargetBuilder target_;
  SparseRows rows_;
  const char* word_ = nullptr;
  std::int64_t last_ = -1;
  std::size_t features_ = 0;
};

}  // namespace

Dataset read_libsvm(ByteSource& source, const std::string& name, const ReadOptions& options, Part part) {
  if (part == Part::target) refuse(name, "a LIBSVM file holds samples, not targets alone");
  return LibsvmReader(source, name, options).read();
}

}  // namespace ravine::dataset
