// A chain: links in the order in which the gradient flows through them, one rule among them. A method of one rule is a
// chain of one link. Immutable, shared by all methods that are made of the same links.
//
// Settings, scalars and slots of the links stand one after the other. A setting of the rule goes by its own name, that
// of another link by its link's as well: "clip_norm.bound", and by its own where no other has it.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ravine/base/layout.hpp"
#include "ravine/method/compiled_chain.hpp"
#include "ravine/method/rule.hpp"

namespace ravine {

struct Link {
  const MethodEntry* entry = nullptr;
  std::size_t first_setting = 0;        // in the method's settings
  std::size_t first_slot = 0;           // among the chain's slots of a coordinate
  std::vector<std::size_t> setting_of;  // for each setting of the rule's struct its place in the method's settings
};

class Chain {
 public:
  // At least one link, at most one of them a rule; what changes the gradient stands before it, what changes the next
  // point after it. Throws InputError, which says what to write, where it is not so.
  static std::shared_ptr<const Chain> of(const std::vector<const MethodEntry*>& entries);

  const std::vector<Link>& links() const { return links_; }
  bool has_rule() const { return rule_ < links_.size(); }
  std::size_t rule_place() const { return rule_; }
  const MethodInfo& info() const { return *info_; }
  std::size_t slots() const { return slots_; }
  bool uses_value() const { return uses_value_; }
  // Gradients a step: one, and one more for a probe.
  std::size_t gradients_a_step() const { return probe_ == nullptr ? 1 : 2; }
  const Link* probe() const { return probe_; }
  // The slot, by the chain's numbering, that is the answer in place of the point: an average; or none.
  std::optional<std::size_t> answer() const { return answer_; }
  // Whether it evaluates f itself (method/solver/solver.hpp); such a one is the only link.
  bool is_solver() const { return links_.front().entry->solve != nullptr; }
  // Whether its rule steps matrices as a whole.
  bool moves_matrices() const { return has_rule() && links_[rule_].entry->move_matrix != nullptr; }
  // Whether it steps nothing but matrices.
  bool needs_matrix() const { return moves_matrices() && links_[rule_].entry->only_matrices; }
  bool is_same_as(const Chain& other) const;
  // All of its links compiled as one, or null.
  const CompiledChain* compiled() const { return compiled_; }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  explicit Chain(const std::vector<const MethodEntry*>& entries);
  void inherit();
  void describe();

  std::vector<Link> links_;
  std::size_t rule_ = none, slots_ = 0;
  const Link* probe_ = nullptr;
  const CompiledChain* compiled_ = nullptr;
  std::optional<std::size_t> answer_;
  bool uses_value_ = false;
  const MethodInfo* info_ = nullptr;  // the entry's own, or `joined_`
  MethodInfo joined_;
  std::deque<std::string> texts_;  // what joined_ points to
};

}  // namespace ravine
