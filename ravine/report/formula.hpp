// A formula given as plain text, "f(x, y) = (x − 3)² + √x + sin(xy)", set as mathematics is.
#pragma once

#include <string_view>

#include "ravine/report/markup.hpp"

namespace ravine::report {

// Variables, which are single letters, become italic; names of functions stay upright, as numbers and signs do. A run
// of letters is a function's name when a parenthesis follows it and it is longer than one letter ("sin(") or it is
// known
// ("sin x"); else each letter is a variable ("xy").
void write_formula(Markup& page, std::string_view formula);

}  // namespace ravine::report
