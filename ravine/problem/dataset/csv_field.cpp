#include "ravine/problem/dataset/csv_field.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "ravine/base/number_text.hpp"
#include "ravine/problem/dataset/fault.hpp"

namespace ravine::dataset {
namespace {

// Bytes of the quoted field that begins at `next`, with both quotes; 0 where the window does not hold its end.
std::size_t quoted_length(const TextBuffer& buffer) {
  const char *at = buffer.next + 1, *const end = buffer.end();
  while ((at = std::find(at, end, '"')) != end) {
    if (at + 1 == end && !buffer.ended()) return 0;  // the quote may be written twice
    if (at[1] != '"') return static_cast<std::size_t>(at + 1 - buffer.next);
    at += 2;
  }
  return 0;
}

std::string without_quotes(std::string_view field) {
  field = field.substr(1, field.size() - 2);
  std::string text;
  text.reserve(field.size());
  for (std::size_t i = 0; i < field.size(); ++i) {
    text += field[i];
    if (field[i] == '"') ++i;
  }
  return text;
}

void pass_blanks(TextBuffer& buffer, char separator) {
  while (!buffer.at_end() && (*buffer.next == ' ' || (*buffer.next == '\t' && separator != '\t'))) ++buffer.next;
}

void take_quoted(TextBuffer& buffer, char separator, CsvField& field) {
  std::size_t length = 0;
  while ((length = quoted_length(buffer)) == 0) {
    if (buffer.ended()) refuse(buffer.place(buffer.next), "the quote is not closed");
    buffer.more();
  }
  field.text = without_quotes({buffer.next, length});
  const char* const end = buffer.next + length;
  for (const char* at = buffer.next; at < end; ++at) {
    if (*at == '\n') buffer.begin_line(at + 1);
  }
  buffer.next = end;
  pass_blanks(buffer, separator);
}

void take_plain(TextBuffer& buffer, char separator, CsvField& field) {
  const char* end = nullptr;
  for (;;) {
    end = std::find_if(buffer.next, buffer.end(), [=](char c) { return c == separator || c == '\n'; });
    if (end != buffer.end() || buffer.ended()) break;
    buffer.more();
  }
  std::string_view text(buffer.next, static_cast<std::size_t>(end - buffer.next));
  buffer.next = end;
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  field.text = text;
}

}  // namespace

CsvField take_field(TextBuffer& buffer, char separator) {
  CsvField field;
  pass_blanks(buffer, separator);
  const auto place = buffer.place(buffer.next);
  field.line = place.line;
  field.column = place.column;
  if (!buffer.at_end() && *buffer.next == '"') {
    take_quoted(buffer, separator, field);
    if (!buffer.at_end() && *buffer.next == '\r') ++buffer.next;
  } else {
    take_plain(buffer, separator, field);
  }
  if (buffer.at_end()) {
    field.last = true;
  } else if (*buffer.next == '\n') {
    field.last = true;
    buffer.begin_line(++buffer.next);
  } else if (*buffer.next == separator) {
    ++buffer.next;
  } else {
    refuse(buffer.place(buffer.next), "after a quoted field comes a separator or the end of the line",
           "a quote inside a quoted field is written twice");
  }
  return field;
}

void pass_blank_lines(TextBuffer& buffer) {
  while (!buffer.at_end()) {
    if (*buffer.next == '\r' && buffer.next + 1 == buffer.end()) buffer.more();
    const bool carriage = *buffer.next == '\r';
    if (buffer.next[carriage ? 1 : 0] != '\n') return;
    buffer.next += carriage ? 2 : 1;
    buffer.begin_line(buffer.next);
  }
}

std::vector<CsvField> take_record(TextBuffer& buffer, char separator, std::size_t most) {
  std::vector<CsvField> record;
  pass_blank_lines(buffer);
  while (!buffer.at_end() || (!record.empty() && !record.back().last)) {
    record.push_back(take_field(buffer, separator));
    if (record.back().last) break;
    if (record.size() == most) {
      refuse(buffer.place(buffer.next), "the line has more than " + std::to_string(most) + " fields",
             "so many features are better given as LIBSVM or NPY");
    }
  }
  return record;
}

char detect_separator(const TextBuffer& buffer) {
  constexpr std::array<char, 3> separators{'\t', ';', ','};
  std::array<std::size_t, 3> count{};
  bool inside = false;
  for (const char* at = buffer.next; at != buffer.end() && (inside || *at != '\n'); ++at) {
    if (*at == '"') inside = !inside;
    for (std::size_t k = 0; !inside && k < separators.size(); ++k) count[k] += *at == separators[k] ? 1 : 0;
  }
  const auto most = std::max_element(count.begin(), count.end());
  return *most == 0 ? ',' : separators[static_cast<std::size_t>(most - count.begin())];
}

std::optional<double> field_number(std::string_view text) {
  constexpr std::size_t longest = 2000;  // a double written out has 1,100 characters at most
  return text.size() > longest ? std::nullopt : parse_number(text);
}

bool is_missing(std::string_view text) {
  if (text.size() > 4) return false;
  std::string lower(text);
  for (auto& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  constexpr std::array<std::string_view, 8> words{"", "?", "na", "n/a", "nan", "-nan", "null", "none"};
  return std::find(words.begin(), words.end(), lower) != words.end();
}

}  // namespace ravine::dataset
