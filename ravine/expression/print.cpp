#include "ravine/expression/print.hpp"

#include "ravine/expression/printer.hpp"

namespace ravine {

std::string print(const Syntax& syntax, Notation notation) {
  switch (notation) {
    case Notation::source:
      return print_source(syntax);
    case Notation::unicode:
      return print_unicode(syntax);
    case Notation::latex:
      return print_latex(syntax);
  }
  return {};
}

}  // namespace ravine
