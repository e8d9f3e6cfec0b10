#include "ravine/expression/select.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "ravine/expression/lower.hpp"
#include "ravine/expression/tape_operation.hpp"

namespace ravine {
namespace {

constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

TapeOperation plain(Operation operation) {
  switch (operation) {
    case Operation::add:
      return TapeOperation::add;
    case Operation::subtract:
      return TapeOperation::subtract;
    case Operation::multiply:
      return TapeOperation::multiply;
    case Operation::divide:
      return TapeOperation::divide;
    case Operation::negate:
      return TapeOperation::negate;
    case Operation::integer_power:
      return TapeOperation::power;
    case Operation::greater:
      return TapeOperation::greater;
    case Operation::unless_zero:
      return TapeOperation::unless_zero;
    case Operation::power:
      return TapeOperation::pow;
#define RAVINE_SAME(name) \
  case Operation::name:   \
    return TapeOperation::name;
      RAVINE_TAPE_UNARY(RAVINE_SAME)
      RAVINE_SAME(min)
      RAVINE_SAME(max)
      RAVINE_SAME(hypot)
      RAVINE_SAME(atan2)
#undef RAVINE_SAME
    case Operation::constant:
    case Operation::variable:
      break;
  }
  return TapeOperation::copy;
}

class Selector {
 public:
  Selector(std::span<const Node> graph, const std::vector<NodeId>& outputs, std::size_t inputs)
      : graph_(graph),
        uses_(graph.size()),
        pattern_(graph.size()),
        absorbed_(graph.size()),
        place_(graph.size(), nowhere) {
    for (const auto& node : graph) {
      const int arity = info(node.operation).arity;
      if (arity >= 1) ++uses_[node.a];
      if (arity == 2) ++uses_[node.b];
    }
    for (const auto id : outputs) uses_[id] += 2;  // never absorbed
    for (std::size_t id = graph.size(); id-- > 0;) {
      const auto node = static_cast<NodeId>(id);
      if (!absorbed_[id] && info(graph[node].operation).arity > 0) pattern_[id] = match(node);
    }
    selection_.values = inputs;
    for (NodeId id = 0; id < graph.size(); ++id) {
      if (graph[id].operation == Operation::variable) place_[id] = graph[id].a;
      if (!absorbed_[id] && info(graph[id].operation).arity > 0) emit(id);
    }
    for (const auto id : outputs) selection_.outputs.push_back(place(id));
  }
  Selection take() { return std::move(selection_); }

 private:
  // An instruction whose operands are still nodes.
  using Pattern = Instruction;

  bool is(NodeId id, Operation operation) const { return graph_[id].operation == operation; }
  bool is_number(NodeId id) const { return is(id, Operation::constant); }
  double number(NodeId id) const { return graph_[id].number; }
  // A node with that operation that nothing else needs.
  bool only(NodeId id, Operation operation) const { return is(id, operation) && uses_[id] == 1; }
  bool is_square(NodeId id) const { return is(id, Operation::integer_power) && number(id) == 2; }
  bool only_square(NodeId id) const { return is_square(id) && uses_[id] == 1; }
  Pattern absorb(NodeId id, Pattern pattern) {
    absorbed_[id] = true;
    return pattern;
  }

  // The number and the other factor of c*t or t*c.
  struct Scaled {
    double number;
    NodeId factor;
  };
  std::optional<Scaled> scaled(NodeId id) const {
    if (!is(id, Operation::multiply)) return std::nullopt;
    if (is_number(graph_[id].a)) return Scaled{number(graph_[id].a), graph_[id].b};
    if (is_number(graph_[id].b)) return Scaled{number(graph_[id].b), graph_[id].a};
    return std::nullopt;
  }

  Pattern match(NodeId id) {
    const auto& node = graph_[id];
    switch (node.operation) {
      case Operation::add:
        return sum(node.a, node.b);
      case Operation::subtract:
        return difference(node.a, node.b);
      case Operation::multiply:
        return product(node.a, node.b);
      case Operation::divide:
        return quotient(node.a, node.b);
      case Operation::integer_power:
        return is_square(id) ? square(node.a) : Pattern{TapeOperation::power, 0, node.a, 0, 0, node.number};
      default:
        break;
    }
    return {plain(node.operation), 0, node.a, info(node.operation).arity == 2 ? node.b : 0};
  }

  Pattern sum(NodeId p, NodeId q) {
    if (is_number(p)) return {TapeOperation::add_number, 0, q, 0, 0, number(p)};
    if (is_number(q)) return {TapeOperation::add_number, 0, p, 0, 0, number(q)};
    for (int side = 0; side < 2; ++side, std::swap(p, q)) {
      const auto part = scaled(p);
      if (part && only(p, Operation::multiply)) return scale_add(p, *part, q);
    }
    for (int side = 0; side < 2; ++side, std::swap(p, q)) {
      if (only_square(p)) return absorb(p, {TapeOperation::square_add, 0, graph_[p].a, 0, q});
    }
    for (int side = 0; side < 2; ++side, std::swap(p, q)) {
      if (only(p, Operation::multiply)) {
        return absorb(p, {TapeOperation::multiply_add, 0, graph_[p].a, graph_[p].b, q});
      }
    }
    return {TapeOperation::add, 0, p, q};
  }

  Pattern scale_add(NodeId id, const Scaled& part, NodeId other) {
    if (only_square(part.factor)) {
      absorbed_[part.factor] = true;
      return absorb(id, {TapeOperation::scale_square_add, 0, graph_[part.factor].a, 0, other, part.number});
    }
    return absorb(id, {TapeOperation::scale_add, 0, part.factor, 0, other, part.number});
  }

  Pattern difference(NodeId p, NodeId q) {
    if (is_number(p)) return {TapeOperation::number_minus, 0, q, 0, 0, number(p)};
    if (is_number(q)) return {TapeOperation::add_number, 0, p, 0, 0, -number(q)};
    if (only(q, Operation::multiply)) {
      if (const auto part = scaled(q)) return scale_add(q, {-part->number, part->factor}, p);
      return absorb(q, {TapeOperation::subtract_multiply, 0, graph_[q].a, graph_[q].b, p});
    }
    if (only_square(q)) return absorb(q, {TapeOperation::subtract_square, 0, graph_[q].a, 0, p});
    if (only(p, Operation::multiply)) {
      if (const auto part = scaled(p)) {
        return absorb(p, {TapeOperation::scale_subtract, 0, part->factor, 0, q, part->number});
      }
      return absorb(p, {TapeOperation::multiply_subtract, 0, graph_[p].a, graph_[p].b, q});
    }
    if (only_square(p)) return absorb(p, {TapeOperation::square_subtract, 0, graph_[p].a, 0, q});
    return {TapeOperation::subtract, 0, p, q};
  }

  Pattern product(NodeId p, NodeId q) {
    if (is_number(p)) std::swap(p, q);
    if (is_number(q)) {
      if (only_square(p)) {
        return absorb(p, {TapeOperation::scale_square, 0, graph_[p].a, 0, 0, number(q)});
      }
      return {TapeOperation::scale, 0, p, 0, 0, number(q)};
    }
    for (int side = 0; side < 2; ++side, std::swap(p, q)) {
      if (!only(p, Operation::multiply)) continue;
      if (const auto part = scaled(p))
        return absorb(p, {TapeOperation::scale_multiply, 0, part->factor, q, 0, part->number});
    }
    return {TapeOperation::multiply, 0, p, q};
  }

  Pattern quotient(NodeId p, NodeId q) const {
    if (is_number(p) && !is_number(q)) return {TapeOperation::number_over, 0, q, 0, 0, number(p)};
    if (!is_number(q) || is_number(p)) return {TapeOperation::divide, 0, p, q};
    int exponent = 0;
    const double inverse = 1 / number(q);
    if (std::abs(std::frexp(number(q), &exponent)) == 0.5 && std::isnormal(inverse)) {
      return {TapeOperation::scale, 0, p, 0, 0, inverse};  // by a power of two: exact
    }
    return {TapeOperation::over_number, 0, p, 0, 0, number(q)};
  }

  Pattern square(NodeId p) {
    if (only(p, Operation::subtract)) {
      const auto [a, b] = std::pair(graph_[p].a, graph_[p].b);
      if (is_number(b)) return absorb(p, {TapeOperation::shifted_square, 0, a, 0, 0, -number(b)});
      if (is_number(a)) return absorb(p, {TapeOperation::shifted_square, 0, b, 0, 0, -number(a)});  // (b-a)^2 = (a-b)^2
      return absorb(p, {TapeOperation::difference_square, 0, a, b});
    }
    if (only(p, Operation::add)) {
      const auto [a, b] = std::pair(graph_[p].a, graph_[p].b);
      if (is_number(b)) return absorb(p, {TapeOperation::shifted_square, 0, a, 0, 0, number(b)});
      if (is_number(a)) return absorb(p, {TapeOperation::shifted_square, 0, b, 0, 0, number(a)});
    }
    return {TapeOperation::square, 0, p};
  }

  // The value number of a node; a number that no instruction could hold is filled into a register.
  std::uint32_t place(NodeId id) {
    if (place_[id] == nowhere && is_number(id)) {
      place_[id] = static_cast<std::uint32_t>(selection_.values++);
      selection_.instructions.push_back({TapeOperation::fill, place_[id], 0, 0, 0, number(id)});
    }
    return place_[id];
  }

  void emit(NodeId id) {
    auto instruction = pattern_[id];
    const auto read = reads(instruction.operation);
    if (read.a) instruction.a = place(instruction.a);
    if (read.b) instruction.b = place(instruction.b);
    if (read.c) instruction.c = place(instruction.c);
    place_[id] = instruction.out = static_cast<std::uint32_t>(selection_.values++);
    selection_.instructions.push_back(instruction);
  }

  std::span<const Node> graph_;
  std::vector<std::uint32_t> uses_;
  std::vector<Pattern> pattern_;
  std::vector<bool> absorbed_;
  std::vector<std::uint32_t> place_;
  Selection selection_;
};

}  // namespace

Reads reads(TapeOperation operation) {
  constexpr auto has = [](std::string_view operands) {
    return Reads{operands.find('p') != std::string_view::npos, operands.find('q') != std::string_view::npos,
                 operands.find('r') != std::string_view::npos};
  };
  static constexpr std::array table{
#define RAVINE_READS(name, operands, ...) has(operands),
      RAVINE_TAPE_ARITHMETIC(RAVINE_READS)
#undef RAVINE_READS
#define RAVINE_READS(name) has("p"),
          RAVINE_TAPE_UNARY(RAVINE_READS)
#undef RAVINE_READS
#define RAVINE_READS(name) has("pq"),
              RAVINE_TAPE_BINARY(RAVINE_READS)
#undef RAVINE_READS
                  has("p")};  // power
  return table[static_cast<std::size_t>(operation)];
}

Selection select(const Graph& graph, std::span<const NodeId> outputs, std::size_t inputs) {
  const auto lowered = lower(graph, outputs);
  return Selector(lowered.nodes, lowered.outputs, inputs).take();
}

}  // namespace ravine
