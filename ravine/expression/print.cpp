#include "ravine/expression/print.hpp"

#include <utility>

#include "ravine/expression/printer.hpp"

namespace ravine {
namespace {

using Kind = Syntax::Kind;

// x or x^k with a plain k: the exponent, and the name as the result.
const Syntax* power_of_name(const Syntax& factor, double& exponent) {
  exponent = 1;
  if (factor.kind == Kind::name) return &factor;
  if (factor.kind != Kind::power || factor.children[0].kind != Kind::name) return nullptr;
  return plain_integer(factor.children[1], exponent) ? &factor.children[0] : nullptr;
}

// -2*x and (-x)*y as -(2*x) and -(x*y).
Syntax minus_in_front(Syntax product) {
  bool minus = false;
  product.children[0] = without_minus(std::move(product.children[0]), minus);
  if (!minus) return product;
  Syntax result;
  result.kind = Kind::negate;
  result.children.push_back(std::move(product));
  return result;
}

// a + (b - c) and a*(b/c) without the parentheses, and x*x as x^2 (a lambda has no shorter way to say it).
Syntax flattened(Syntax chain) {
  const bool is_product = chain.kind == Kind::product;
  Syntax result;
  result.kind = chain.kind;
  const auto append = [&](Syntax&& part, char sign) {
    double exponent = 0;
    double before = 0;
    const auto* name = is_product ? power_of_name(part, exponent) : nullptr;
    const auto* last = is_product && !result.children.empty() ? power_of_name(result.children.back(), before) : nullptr;
    if (name == nullptr || last == nullptr || name->name != last->name || sign != '*' || result.signs.back() != '*') {
      result.children.push_back(std::move(part));
      result.signs += sign;
      return;
    }
    Syntax power;
    power.kind = Kind::power;
    power.children = {*name, Syntax()};
    power.children[1].number = exponent + before;
    result.children.back() = std::move(power);
  };
  for (std::size_t i = 0; i < chain.children.size(); ++i) {
    auto& part = chain.children[i];
    const bool splices = part.kind == chain.kind && (chain.signs[i] == '+' || chain.signs[i] == '*');
    if (!splices) {
      append(std::move(part), chain.signs[i]);
      continue;
    }
    for (std::size_t k = 0; k < part.children.size(); ++k) append(std::move(part.children[k]), part.signs[k]);
  }
  return result.children.size() == 1 ? Syntax(std::move(result.children[0])) : result;
}

// The same in a form that people would write.
Syntax for_people(Syntax syntax) {
  for (auto& child : syntax.children) child = for_people(std::move(child));
  if (syntax.kind == Kind::sum) return flattened(std::move(syntax));
  if (syntax.kind != Kind::product) return syntax;
  auto product = flattened(std::move(syntax));
  return product.kind == Kind::product ? minus_in_front(std::move(product)) : product;
}

}  // namespace

std::string print(const Syntax& syntax, Notation notation) {
  switch (notation) {
    case Notation::source:
      return print_source(syntax);
    case Notation::unicode:
      return print_unicode(for_people(syntax));
    case Notation::latex:
      return print_latex(for_people(syntax));
  }
  return {};
}

}  // namespace ravine
