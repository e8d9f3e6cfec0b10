// Depth first from the outputs, the derivatives before the value; and as soon as an instruction can run that is the
// last to need some register, it runs: it takes one register and frees one.
#include "ravine/expression/instruction_order.hpp"

#include <algorithm>
#include <limits>
#include <vector>

namespace ravine {
namespace {

using Index = std::uint32_t;
constexpr Index no_value = std::numeric_limits<Index>::max();

class Scheduler {
 public:
  Scheduler(const Selection& selection, std::size_t inputs)
      : selection_(selection),
        inputs_(inputs),
        maker_(selection.values, no_value),
        waiting_(selection.values),
        done_(selection.instructions.size()) {
    for (Index at = 0; at < count(); ++at) maker_[selection.instructions[at].out] = at;
    find_users();
    for (const auto output : selection.outputs) ++waiting_[output];  // outputs stay to the end
    order_.reserve(count());
    for (std::size_t i = 1; i < selection.outputs.size(); ++i) need(selection.outputs[i]);
    if (!selection.outputs.empty()) need(selection.outputs[0]);
  }

  std::vector<Instruction> ordered() const {
    std::vector<Instruction> result;
    result.reserve(order_.size());
    for (const auto at : order_) result.push_back(selection_.instructions[at]);
    return result;
  }

 private:
  Index count() const { return static_cast<Index>(selection_.instructions.size()); }

  // The instructions that read value v are users_[first_user_[v]] ... users_[first_user_[v + 1] - 1].
  void find_users() {
    first_user_.assign(selection_.values + 1, 0);
    for (const auto& instruction : selection_.instructions) {
      for_operands(instruction, [&](Index value) { ++first_user_[value + 1]; });
    }
    for (std::size_t v = 0; v < selection_.values; ++v) {
      waiting_[v] = first_user_[v + 1];
      first_user_[v + 1] += first_user_[v];
    }
    users_.resize(first_user_.back());
    auto next = first_user_;
    for (Index at = 0; at < count(); ++at) {
      for_operands(selection_.instructions[at], [&](Index value) { users_[next[value]++] = at; });
    }
  }

  bool is_there(Index value) const { return value < inputs_ || done_[maker_[value]]; }

  // Runs what makes `value`, and before that what it needs.
  void need(Index value) {
    if (is_there(value)) return;
    path_.push_back(maker_[value]);
    while (!path_.empty()) {
      const auto at = path_.back();
      Index missing = no_value;
      if (!done_[at]) {
        for_operands(selection_.instructions[at], [&](Index operand) {
          if (missing == no_value && !is_there(operand)) missing = operand;
        });
      }
      if (missing != no_value) {
        path_.push_back(maker_[missing]);
      } else {
        path_.pop_back();
        if (!done_[at]) run(at);
      }
    }
  }

  // Runs an instruction, and then those that it made ready and that free what they take.
  void run(Index first) {
    ready_.assign(1, first);
    while (!ready_.empty()) {
      const auto at = ready_.back();
      ready_.pop_back();
      if (done_[at]) continue;
      done_[at] = true;
      order_.push_back(at);
      const auto& instruction = selection_.instructions[at];
      for_operands(instruction, [&](Index value) { --waiting_[value]; });
      look_for_freeing_users(instruction.out);
      for_operands(instruction, [&](Index value) {
        if (waiting_[value] == 1) look_for_freeing_users(value);
      });
    }
  }

  void look_for_freeing_users(Index value) {
    if (value < inputs_) return;
    for (auto i = first_user_[value]; i < first_user_[value + 1]; ++i) {
      const auto user = users_[i];
      if (!done_[user] && can_run(user) && frees(user)) ready_.push_back(user);
    }
  }

  bool can_run(Index at) const {
    bool result = true;
    for_operands(selection_.instructions[at], [&](Index value) { result = result && is_there(value); });
    return result;
  }

  // Whether `at` is the last to read one of its operands.
  bool frees(Index at) const {
    bool result = false;
    for_operands(selection_.instructions[at],
                 [&](Index value) { result = result || (value >= inputs_ && waiting_[value] == 1); });
    return result;
  }

  const Selection& selection_;
  std::size_t inputs_;
  std::vector<Index> maker_;    // by value: the instruction that makes it
  std::vector<Index> waiting_;  // by value: readers yet to run
  std::vector<Index> first_user_, users_;
  std::vector<bool> done_;
  std::vector<Index> path_, ready_, order_;
};

}  // namespace

void order_instructions(Selection& selection, std::size_t inputs) {
  selection.instructions = Scheduler(selection, inputs).ordered();
}

}  // namespace ravine
