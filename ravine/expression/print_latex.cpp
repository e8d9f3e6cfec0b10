// Notation::latex: for math mode.
#include <string_view>

#include "ravine/base/number_text.hpp"
#include "ravine/expression/parse.hpp"
#include "ravine/expression/printer.hpp"

namespace ravine {
namespace {

using Kind = Syntax::Kind;

class LatexPrinter {
 public:
  std::string text(const Syntax& syntax, Binding least) {
    if (binding(syntax) < least) return joined({"\\left(", plain(syntax), "\\right)"});
    return plain(syntax);
  }

 private:
  static Binding binding(const Syntax& syntax) {
    switch (syntax.kind) {
      case Kind::sum:
        return Binding::sum;
      case Kind::product:
      case Kind::series:
        return Binding::product;
      case Kind::negate:
        return Binding::sign;
      case Kind::power:
        return Binding::power;
      case Kind::number:
        if (is_negative_number(syntax)) return Binding::sign;
        return math::shortest(syntax.number).find('e') != std::string::npos ? Binding::product : Binding::primary;
      case Kind::call:
        return syntax.operation == Operation::sqrt || syntax.operation == Operation::cbrt ? Binding::power
                                                                                          : Binding::primary;
      default:
        return Binding::primary;
    }
  }

  std::string plain(const Syntax& syntax) {
    switch (syntax.kind) {
      case Kind::number:
        return number(syntax.number);
      case Kind::name:
        return name(syntax.name);
      case Kind::index:
        return joined({syntax.name, "_{", text(syntax.children[0], Binding::sum), "}"});
      case Kind::sum:
        return sum(syntax);
      case Kind::product:
        return product(syntax);
      case Kind::negate:
        return joined({"-", text(syntax.children[0], Binding::product)});
      case Kind::power:
        return joined({text(syntax.children[0], Binding::primary), "^{", text(syntax.children[1], Binding::sum), "}"});
      case Kind::call:
        return call(syntax);
      case Kind::series:
        return joined({syntax.operation == Operation::add ? "\\sum" : "\\prod", "_{", syntax.name, "=",
                       text(syntax.children[0], Binding::sum), "}^{", text(syntax.children[1], Binding::sum), "} ",
                       text(syntax.children[2], Binding::product)});
      case Kind::elided:
        return "\\dots";
    }
    return {};
  }

  static std::string number(double value) {
    auto digits = math::shortest(value);
    const auto at = digits.find('e');
    if (at == std::string::npos) return digits;
    auto ten = joined({"10^{", digits.substr(at + 1), "}"});
    const auto mantissa = digits.substr(0, at);
    if (mantissa == "1") return ten;
    return mantissa == "-1" ? joined({"-", ten}) : joined({mantissa, " \\cdot ", ten});
  }

  static std::string name(const std::string& name) {
    if (name == "pi") return "\\pi";
    if (coordinate_number(name) != 0) return joined({"x_{", name.substr(1), "}"});
    if (name.size() == 1) return name;
    std::string escaped;
    for (const char c : name) escaped += c == '_' ? std::string("\\_") : std::string(1, c);
    return joined({"\\mathrm{", escaped, "}"});
  }

  std::string sum(const Syntax& syntax) {
    auto result = text(syntax.children[0], Binding::sum);
    for (std::size_t i = 1; i < syntax.children.size(); ++i) {
      bool minus = syntax.signs[i] == '-';
      const auto term = without_minus(syntax.children[i], minus);
      result += joined({minus ? " - " : " + ", text(term, Binding::product)});
    }
    return result;
  }

  // Quotients as fractions: everything before a `/` goes above its line.
  std::string product(const Syntax& syntax) {
    const bool above_line = syntax.children.size() > 1 && syntax.signs[1] == '/';
    auto result = text(syntax.children[0], above_line ? Binding::sum : Binding::product);
    for (std::size_t i = 1; i < syntax.children.size(); ++i) {
      const auto& child = syntax.children[i];
      if (syntax.signs[i] == '/') {
        result = joined({"\\frac{", result, "}{", text(child, Binding::sum), "}"});
      } else {
        const bool number_follows =
            child.kind == Kind::number || (child.kind == Kind::power && child.children[0].kind == Kind::number);
        result += joined({number_follows ? " \\cdot " : " ", text(child, Binding::power)});
      }
    }
    return result;
  }

  std::string call(const Syntax& syntax) {
    const auto first = text(syntax.children[0], Binding::sum);
    switch (syntax.operation) {
      case Operation::sqrt:
        return joined({"\\sqrt{", first, "}"});
      case Operation::cbrt:
        return joined({"\\sqrt[3]{", first, "}"});
      case Operation::abs:
        return joined({"\\left|", first, "\\right|"});
      case Operation::floor:
        return joined({"\\left\\lfloor ", first, "\\right\\rfloor"});
      default:
        break;
    }
    std::string arguments = first;
    for (std::size_t i = 1; i < syntax.children.size(); ++i)
      arguments += joined({", ", text(syntax.children[i], Binding::sum)});
    return joined({function_name(syntax.operation), "\\left(", arguments, "\\right)"});
  }

  static std::string function_name(Operation operation) {
    switch (operation) {
      case Operation::asin:
        return "\\arcsin";
      case Operation::acos:
        return "\\arccos";
      case Operation::atan:
        return "\\arctan";
      case Operation::exp:
      case Operation::log:
      case Operation::sin:
      case Operation::cos:
      case Operation::tan:
      case Operation::sinh:
      case Operation::cosh:
      case Operation::tanh:
      case Operation::min:
      case Operation::max:
        return joined({"\\", info(operation).name});
      case Operation::unless_zero:
        return "\\operatorname{unless\\_zero}";
      default:
        return joined({"\\operatorname{", info(operation).name, "}"});
    }
  }
};

}  // namespace

std::string print_latex(const Syntax& syntax) { return LatexPrinter().text(syntax, Binding::sum); }

}  // namespace ravine
