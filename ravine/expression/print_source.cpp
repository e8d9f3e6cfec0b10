// Notation::source: what is printed parses to the same graph.
#include <algorithm>

#include "ravine/base/number_text.hpp"
#include "ravine/expression/printer.hpp"

namespace ravine {
namespace {

using Kind = Syntax::Kind;

// Levels of a tree. Parentheses that only please the eye, as in 2^(-x), are nesting too: a deep tree is written without
// them, so that its text stays within the limit of what can be read back.
constexpr std::size_t pleasing_depth = 64;

// As it is written: minus signs of a sum's terms go into the sum's own, but for the first term's.
std::size_t depth(const Syntax& syntax) {
  std::size_t deepest = 0;
  for (std::size_t i = 0; i < syntax.children.size(); ++i) {
    const auto* child = &syntax.children[i];
    while (syntax.kind == Syntax::Kind::sum && i > 0 && child->kind == Syntax::Kind::negate)
      child = child->children.data();
    deepest = std::max(deepest, depth(*child));
  }
  return deepest + 1;
}

class SourcePrinter {
 public:
  explicit SourcePrinter(bool pleasing) : operand_(pleasing ? Binding::power : Binding::sign) {}

  std::string text(const Syntax& syntax, Binding least) {
    if (binding(syntax) < least) return joined({"(", plain(syntax), ")"});
    return plain(syntax);
  }

 private:
  static Binding binding(const Syntax& syntax) {
    switch (syntax.kind) {
      case Kind::sum:
        return Binding::sum;
      case Kind::product:
        return Binding::product;
      case Kind::negate:
        return Binding::sign;
      case Kind::power:
        return Binding::power;
      case Kind::number:
        return is_negative_number(syntax) ? Binding::sign : Binding::primary;
      default:
        return Binding::primary;
    }
  }

  std::string plain(const Syntax& syntax) {
    switch (syntax.kind) {
      case Kind::number:
        return math::shortest(syntax.number);
      case Kind::name:
        return syntax.name;
      case Kind::index:
        return joined({syntax.name, "[", text(syntax.children[0], Binding::sum), "]"});
      case Kind::sum:
        return sum(syntax);
      case Kind::product:
        return product(syntax);
      case Kind::negate:
        return joined({"-", text(syntax.children[0], operand_)});
      case Kind::power:
        return joined({text(syntax.children[0], Binding::primary), "^", text(syntax.children[1], operand_)});
      case Kind::call:
        return joined({info(syntax.operation).name, "(", arguments(syntax), ")"});
      case Kind::series:
        return joined({syntax.operation == Operation::add ? "sum" : "prod", "(", syntax.name, " = ",
                       text(syntax.children[0], Binding::sum), "..", text(syntax.children[1], Binding::sum), ", ",
                       text(syntax.children[2], Binding::sum), ")"});
      case Kind::elided:
        return "…";
    }
    return {};
  }

  std::string arguments(const Syntax& syntax) {
    std::string result;
    for (const auto& argument : syntax.children)
      result += joined({result.empty() ? "" : ", ", text(argument, Binding::sum)});
    return result;
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

  std::string product(const Syntax& syntax) {
    auto result = text(syntax.children[0], Binding::product);
    for (std::size_t i = 1; i < syntax.children.size(); ++i)
      result += syntax.signs[i] + text(syntax.children[i], operand_);
    return result;
  }

  Binding operand_;  // what an operand of -, ^, * and / needs to stand without parentheses
};

}  // namespace

std::string print_source(const Syntax& syntax) {
  return SourcePrinter(depth(syntax) <= pleasing_depth).text(syntax, Binding::sum);
}

}  // namespace ravine
