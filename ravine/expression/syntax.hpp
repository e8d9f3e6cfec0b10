// What was written, as a tree: the parser makes it from text, the printer writes it, and a graph is made of it. It
// keeps what a graph forgets: sums not yet expanded, the order of factors, pi as a name.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ravine/expression/operation.hpp"

namespace ravine {

struct Syntax {
  enum class Kind {
    number,
    name,     // a variable, a loop index, n, pi or e
    index,    // name[children[0]]
    sum,      // children joined by `signs`, '+' or '-'; signs[0] is '+'
    product,  // children joined by `signs`, '*' or '/'; signs[0] is '*'
    negate,
    power,   // children[0] ^ children[1]
    call,    // operation(children...)
    series,  // sum or prod (`operation`) of children[2] for `name` = children[0] .. children[1]
    elided,  // "…": left out for its length; no text that parses
  };
  Kind kind = Kind::number;
  std::size_t offset = 0, length = 0;  // where it stands in the text
  double number = 0;
  std::string name, signs;
  Operation operation = Operation::constant;
  std::vector<Syntax> children;
};

// Levels of nesting a text may have. It also bounds every recursion over a tree.
inline constexpr std::size_t nesting_limit = 256;

}  // namespace ravine
