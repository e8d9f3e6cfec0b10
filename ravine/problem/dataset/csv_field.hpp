// One field of a CSV file, whatever it holds.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/problem/dataset/text_buffer.hpp"

namespace ravine::dataset {

struct CsvField {
  std::string text;  // without quotes and without blanks around it
  std::size_t line = 1, column = 1;
  bool last = false;  // of its line
};

// Takes the field at `buffer.next` and the separator or line break after it. RFC 4180: within double quotes a field may
// hold separators, line breaks, and quotes written twice.
CsvField take_field(TextBuffer& buffer, char separator);

// The fields of a line; InputError where there are more than `most`. Blank lines before it are passed over.
std::vector<CsvField> take_record(TextBuffer& buffer, char separator, std::size_t most);
void pass_blank_lines(TextBuffer& buffer);

// Of ',', ';' and tab the one that stands most often in the first line, outside of quotes.
char detect_separator(const TextBuffer& buffer);

// The number that a field's text is, in whatever form; nothing where it is none. May be infinite.
std::optional<double> field_number(std::string_view text);
// Whether the text stands for a value that is not there: nothing, ?, NA, N/A, NaN, null, none.
bool is_missing(std::string_view text);

}  // namespace ravine::dataset
