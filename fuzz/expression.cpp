// Any bytes as a formula: it is refused with an InputError that points into it, or it is a function that prints and
// reads back as the same graph and gives a lane of a block the bits it has alone.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/expression/function.hpp"
#include "test/expression/same.hpp"

namespace {

using ravine::Function;
using ravine::Graph;
using ravine::InputError;
using ravine::LaneBlock;
using ravine::Notation;
using ravine::TapeWorkspace;

// Functions up to this size are looked into; larger ones, which short sums can make, are only made.
constexpr std::size_t looked_into = 5000;

void require(bool holds) {
  if (!holds) __builtin_trap();
}

void check_printing(const Function& f) {
  const auto source = f.text(Notation::source);
  f.text(Notation::unicode);
  f.text(Notation::latex);
  if (source.size() > ravine::text_limit) return;  // wider than what was typed: blanks around operators
  const auto again = Function::parse(source, {f.variables(), 0});
  require(again.text(Notation::source) == source);
  require(ravine::test::SameGraph(f.graph(), again.graph())(f.output(), again.output()));
  Function(std::make_shared<Graph>(f.graph()), f.output(), f.variables()).text(Notation::unicode);
}

void check_values(const Function& f) {
  constexpr std::size_t lanes = 3;
  const auto& tape = f.value_and_gradient();
  const auto n = f.dimension();
  LaneBlock<double> x(n, lanes);
  LaneBlock<double> g(n, lanes);
  std::vector<double> values(lanes);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t lane = 0; lane < lanes; ++lane)
      x[i][lane] = 0.37 * static_cast<double>(i + 1) - static_cast<double>(lane);
  }
  TapeWorkspace workspace(tape, lanes);
  tape.evaluate(lanes, x.columns(), values.data(), g.columns(), workspace);
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    std::vector<double> point(n);
    std::vector<double> gradient(n);
    for (std::size_t i = 0; i < n; ++i) point[i] = x[i][lane];
    require(ravine::test::same_bits(f(point, gradient), values[lane]));
    require(ravine::test::same_bits(f(point), values[lane]));
    for (std::size_t i = 0; i < n; ++i) require(ravine::test::same_bits(gradient[i], g[i][lane]));
    if (const auto fault = f.domain_fault(point)) fault->text();
  }
  if (n <= 8 && f.graph().size() <= 200) f.value_gradient_hessian();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The first byte chooses the dimension: 0 is what the text mentions.
  if (size == 0) return 0;
  const std::string text(data + 1, data + size);
  try {
    const auto f = Function::parse(text, {{}, data[0] % 5U});
    if (f.graph().size() > looked_into || f.dimension() > 100) return 0;
    check_printing(f);
    check_values(f);
  } catch (const InputError& error) {
    const auto& parts = error.parts();
    require(!parts.message.empty() && parts.offset <= text.size() && parts.offset + parts.length <= text.size() + 1);
  }
  return 0;
}
