#include "ravine/method/table.hpp"

#include <algorithm>
#include <mutex>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/method/adabelief.hpp"
#include "ravine/method/adadelta.hpp"
#include "ravine/method/adagrad.hpp"
#include "ravine/method/adam.hpp"
#include "ravine/method/adamax.hpp"
#include "ravine/method/adamw.hpp"
#include "ravine/method/amsgrad.hpp"
#include "ravine/method/lion.hpp"
#include "ravine/method/momentum.hpp"
#include "ravine/method/nadam.hpp"
#include "ravine/method/qhadam.hpp"
#include "ravine/method/qhm.hpp"
#include "ravine/method/radam.hpp"
#include "ravine/method/rmsprop.hpp"
#include "ravine/method/sgd.hpp"
#include "ravine/method/sign_sgd.hpp"
#include "ravine/method/signum.hpp"
#include "ravine/method/yogi.hpp"

namespace ravine {
namespace {

struct Registry {
  std::mutex mutex;
  std::vector<const MethodEntry*> entries{
      &entry_of<SgdRule>(),       &entry_of<MomentumRule>(), &entry_of<QhmRule>(),    &entry_of<AdagradRule>(),
      &entry_of<AdadeltaRule>(),  &entry_of<RmspropRule>(),  &entry_of<AdamRule>(),   &entry_of<AdamaxRule>(),
      &entry_of<NadamRule>(),     &entry_of<AmsgradRule>(),  &entry_of<AdamwRule>(),  &entry_of<RadamRule>(),
      &entry_of<AdabeliefRule>(), &entry_of<YogiRule>(),     &entry_of<QhadamRule>(), &entry_of<SignSgdRule>(),
      &entry_of<SignumRule>(),    &entry_of<LionRule>()};
};

Registry& registry() {
  static Registry one;
  return one;
}

}  // namespace

std::vector<const MethodEntry*> method_table() {
  auto& known = registry();
  const std::lock_guard lock(known.mutex);
  return known.entries;
}

const MethodEntry* find_method(std::string_view name) {
  auto& known = registry();
  const std::lock_guard lock(known.mutex);
  const auto found = std::find_if(known.entries.begin(), known.entries.end(),
                                  [&](const MethodEntry* entry) { return entry->info.name == name; });
  return found == known.entries.end() ? nullptr : *found;
}

void register_method(const MethodEntry& entry) {
  auto& known = registry();
  const std::lock_guard lock(known.mutex);
  for (const auto* other : known.entries) {
    if (other == &entry) return;
    if (other->info.name == entry.info.name)
      throw InputError("a method named `" + std::string(entry.info.name) + "` is there already",
                       "give the rule another name in its `about`");
  }
  known.entries.push_back(&entry);
}

namespace kernel {

void require_uncontracted(bool contracts, std::string_view name) {
  if (contracts)
    throw InputError("the rule `" + std::string(name) +
                         "` was compiled with fused multiply-add: its bits would depend "
                         "on the machine",
                     "compile its source with -ffp-contract=off, or write `#pragma GCC optimize(\"fp-contract=off\")` "
                     "before its first line");
}

}  // namespace kernel
}  // namespace ravine
