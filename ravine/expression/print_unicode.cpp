// Notation::unicode: for people. "(x − 3)² + 8(y − 5)⁴ + √x + sin(xy)"; sums as Σᵢ₌₁ⁿ⁻¹.
#include <array>
#include <optional>
#include <string_view>

#include "ravine/base/number_text.hpp"
#include "ravine/expression/parse.hpp"
#include "ravine/expression/printer.hpp"

namespace ravine {
namespace {

using Kind = Syntax::Kind;

constexpr std::array<std::string_view, 10> superscripts{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
constexpr std::array<std::string_view, 10> subscripts{"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};

std::optional<std::string_view> subscript(char c) {
  if (c >= '0' && c <= '9') return subscripts[static_cast<std::size_t>(c - '0')];
  switch (c) {
    case '+':
      return "₊";
    case '-':
      return "₋";
    case '=':
      return "₌";
    case '(':
      return "₍";
    case ')':
      return "₎";
    case 'i':
      return "ᵢ";
    case 'j':
      return "ⱼ";
    case 'k':
      return "ₖ";
    case 'm':
      return "ₘ";
    case 'n':
      return "ₙ";
    default:
      return std::nullopt;
  }
}

std::optional<std::string_view> superscript(char c) {
  if (c >= '0' && c <= '9') return superscripts[static_cast<std::size_t>(c - '0')];
  switch (c) {
    case '+':
      return "⁺";
    case '-':
      return "⁻";
    case '(':
      return "⁽";
    case ')':
      return "⁾";
    case 'n':
      return "ⁿ";
    default:
      return std::nullopt;
  }
}

// `plain` in small characters, if there are such for all of it. Spaces and the `*` of 2*i go.
std::optional<std::string> small(std::string_view plain, std::optional<std::string_view> (*form)(char)) {
  std::string result;
  for (const char c : plain) {
    if (c == ' ' || c == '*') continue;
    const auto character = form(c);
    if (!character) return std::nullopt;
    result += *character;
  }
  return result;
}

// What a factor looks like at one end: decides how it stands beside its neighbour.
enum class Look { number, letter, word, group, call, root };

class UnicodePrinter {
 public:
  std::string text(const Syntax& syntax, Binding least) {
    if (binding(syntax) < least) return joined({"(", plain(syntax), ")"});
    return plain(syntax);
  }

 private:
  static bool has_power_of_ten(const Syntax& syntax) {
    return syntax.kind == Kind::number && math::shortest(syntax.number).find('e') != std::string::npos;
  }

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
        return has_power_of_ten(syntax) ? Binding::product : Binding::primary;
      case Kind::call:
        return syntax.operation == Operation::sqrt ? Binding::power : Binding::primary;
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
        return index(syntax);
      case Kind::sum:
        return sum(syntax);
      case Kind::product:
        return product(syntax);
      case Kind::negate:
        return joined({"−", text(syntax.children[0], Binding::product)});
      case Kind::power:
        return power(syntax);
      case Kind::call:
        return call(syntax);
      case Kind::series:
        return series(syntax);
      case Kind::elided:
        return "…";
    }
    return {};
  }

  static std::string number(double value) {
    auto digits = math::shortest(value);
    const bool minus = digits[0] == '-';
    if (minus) digits.erase(0, 1);
    if (const auto at = digits.find('e'); at != std::string::npos) {
      const auto ten = joined({"10", small(digits.substr(at + 1), superscript).value_or("")});
      digits = digits.substr(0, at) == "1" ? ten : joined({digits.substr(0, at), "·", ten});
    }
    return joined({minus ? "−" : "", digits});
  }

  static std::string name(const std::string& name) {
    if (name == "pi") return "π";
    if (coordinate_number(name) != 0) return joined({"x", small(name.substr(1), subscript).value_or("")});
    return name;
  }

  std::string index(const Syntax& syntax) {
    if (const auto below = small(print_source(syntax.children[0]), subscript)) return syntax.name + *below;
    return joined({syntax.name, "[", text(syntax.children[0], Binding::sum), "]"});
  }

  std::string sum(const Syntax& syntax) {
    auto result = text(syntax.children[0], Binding::sum);
    for (std::size_t i = 1; i < syntax.children.size(); ++i) {
      bool minus = syntax.signs[i] == '-';
      const auto term = without_minus(syntax.children[i], minus);
      result += joined({minus ? " − " : " + ", text(term, Binding::product)});
    }
    return result;
  }

  Look start(const Syntax& syntax) const {
    switch (syntax.kind) {
      case Kind::number:
        return Look::number;
      case Kind::index:
        return Look::letter;
      case Kind::name:
        return name(syntax.name).size() <= 2 || coordinate_number(syntax.name) != 0 ? Look::letter : Look::word;
      case Kind::power:
        return binding(syntax.children[0]) < Binding::primary ? Look::group : start(syntax.children[0]);
      case Kind::call:
        return syntax.operation == Operation::sqrt ? Look::root : Look::call;
      default:
        return Look::group;
    }
  }

  Look end(const Syntax& syntax) const {
    double exponent = 0;
    if (syntax.kind == Kind::power) return plain_integer(syntax.children[1], exponent) ? Look::group : Look::call;
    return start(syntax);
  }

  // What stands between two factors.
  static std::string_view between(Look left, Look right) {
    if (right == Look::number || right == Look::word || left == Look::word || left == Look::call || left == Look::root)
      return "·";
    if (right == Look::call) return left == Look::number || left == Look::letter ? " " : "·";
    if (right == Look::group) return left == Look::letter ? "·" : "";
    return "";
  }

  std::string product(const Syntax& syntax) {
    const bool series_first = syntax.children[0].kind == Kind::series;  // its terms would seem to go on
    auto result = text(syntax.children[0], series_first ? Binding::primary : Binding::product);
    for (std::size_t i = 1; i < syntax.children.size(); ++i) {
      const auto& left = syntax.children[i - 1];
      const auto& right = syntax.children[i];
      const auto factor = text(right, right.kind == Kind::series ? Binding::primary : Binding::power);
      if (syntax.signs[i] == '/') {
        result += joined({"/", factor});
      } else {
        const bool after_quotient = syntax.signs[i - 1] == '/';
        result += joined({after_quotient ? "·" : between(end(left), start(right)), factor});
      }
    }
    return result;
  }

  std::string power(const Syntax& syntax) {
    const auto base = text(syntax.children[0], Binding::primary);
    double exponent = 0;
    if (plain_integer(syntax.children[1], exponent)) {
      return joined({base, small(math::shortest(exponent), superscript).value_or("")});
    }
    return joined({base, "^", text(syntax.children[1], Binding::primary)});
  }

  std::string call(const Syntax& syntax) {
    const auto& first = syntax.children[0];
    if (syntax.operation == Operation::sqrt) {
      const bool simple = first.kind == Kind::name || first.kind == Kind::index || first.kind == Kind::number;
      return joined({"√", simple ? text(first, Binding::primary) : joined({"(", text(first, Binding::sum), ")"})});
    }
    if (syntax.operation == Operation::abs) return joined({"|", text(first, Binding::sum), "|"});
    if (syntax.operation == Operation::floor) return joined({"⌊", text(first, Binding::sum), "⌋"});
    std::string arguments;
    for (const auto& argument : syntax.children)
      arguments += joined({arguments.empty() ? "" : ", ", text(argument, Binding::sum)});
    return joined({info(syntax.operation).name, "(", arguments, ")"});
  }

  std::string series(const Syntax& syntax) {
    std::string result = syntax.operation == Operation::add ? "Σ" : "Π";
    const auto below = small(joined({syntax.name, "=", print_source(syntax.children[0])}), subscript);
    const auto above = small(print_source(syntax.children[1]), superscript);
    if (below && above) {
      result += joined({*below, *above, " "});
    } else {
      result += joined({"[", syntax.name, " = ", text(syntax.children[0], Binding::sum), " … ",
                        text(syntax.children[1], Binding::sum), "] "});
    }
    return joined({result, text(syntax.children[2], Binding::product)});
  }
};

}  // namespace

std::string print_unicode(const Syntax& syntax) { return UnicodePrinter().text(syntax, Binding::sum); }

}  // namespace ravine
