#include "ravine/study/source.hpp"

#include <algorithm>
#include <utility>

#include "ravine/base/utf8.hpp"

namespace ravine::study {

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
  line_begins_.push_back(0);
  line_characters_.push_back(0);
  std::size_t count = 0;
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (continues_character(text_[i])) continue;
    if (count % mark_distance == 0) marks_.push_back(i);
    ++count;
    if (text_[i] == '\n') {
      line_begins_.push_back(i + 1);
      line_characters_.push_back(count);
    }
  }
}

std::size_t Source::offset(std::size_t line, std::size_t column) const {
  if (line == 0 || line > line_begins_.size() || marks_.empty()) return text_.size();
  const auto character = line_characters_[line - 1] + std::max<std::size_t>(column, 1) - 1;
  if (character / mark_distance >= marks_.size()) return text_.size();
  auto offset = marks_[character / mark_distance];
  for (auto left = character % mark_distance; left > 0 && offset < text_.size(); --left) {
    do ++offset;
    while (offset < text_.size() && continues_character(text_[offset]));
  }
  const auto line_end = line < line_begins_.size() ? line_begins_[line] : text_.size();
  return std::min(offset, line_end);
}

std::size_t Source::line_of(std::size_t offset) const {
  const auto next = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  return static_cast<std::size_t>(next - line_begins_.begin()) - 1;
}

Place Source::place(std::size_t offset) const {
  if (text_.empty()) return {name_, 0, 0};
  const auto line = line_of(offset);
  const auto before = std::string_view(text_).substr(line_begins_[line], offset - line_begins_[line]);
  return {name_, line + 1, characters(before) + 1};
}

std::string_view Source::line(std::size_t offset) const {
  const auto begin = line_begins_[line_of(offset)];
  const auto end = std::min(text_.find('\n', begin), text_.size());
  return std::string_view(text_).substr(begin, end - begin);
}

std::string_view Location::text() const {
  if (!source || end <= begin || end > source->text().size()) return {};
  return std::string_view(source->text()).substr(begin, end - begin);
}

InputError::Parts parts_at(const Location& location, std::string message, std::string hint) {
  InputError::Parts parts{std::move(message), std::move(hint), location.place(), {}, 0, 1};
  if (location.line == 0) return parts;
  const auto line = location.source->line(location.begin);
  const auto line_begin = static_cast<std::size_t>(line.data() - location.source->text().data());
  parts.text = line;
  parts.offset = location.begin - line_begin;
  const auto end = std::min(location.end, line_begin + line.size());
  parts.length = end > location.begin ? end - location.begin : 1;
  return parts;
}

void fail(const Location& location, std::string message, std::string hint) {
  throw InputError(parts_at(location, std::move(message), std::move(hint)));
}

InputError unplaced(std::string source, std::string message, std::string hint) {
  return InputError({std::move(message), std::move(hint), {std::move(source), 0, 0}, {}, 0, 1});
}

}  // namespace ravine::study
