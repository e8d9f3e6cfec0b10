// The common chains, compiled here once, and those that programs add.
#include "ravine/method/compiled_chain.hpp"

#include <algorithm>
#include <mutex>

#include "ravine/method/adam.hpp"
#include "ravine/method/adamw.hpp"
#include "ravine/method/link/box.hpp"
#include "ravine/method/link/clip_norm.hpp"
#include "ravine/method/link/clip_value.hpp"
#include "ravine/method/link/l2.hpp"
#include "ravine/method/link/lookahead.hpp"
#include "ravine/method/link/weight_decay.hpp"
#include "ravine/method/lion.hpp"
#include "ravine/method/momentum.hpp"
#include "ravine/method/sgd.hpp"

namespace ravine {
namespace {

// What is written most often: a clipped gradient, L2 or decoupled decay, a box around the point, Lookahead.
std::vector<CompiledChain> common_chains() {
  using kernel::make_compiled_chain;
  return {make_compiled_chain<ClipNormLink, SgdRule>(),
          make_compiled_chain<ClipNormLink, MomentumRule>(),
          make_compiled_chain<ClipNormLink, AdamRule>(),
          make_compiled_chain<ClipNormLink, AdamwRule>(),
          make_compiled_chain<ClipNormLink, AdamRule, WeightDecayLink>(),
          make_compiled_chain<ClipValueLink, SgdRule>(),
          make_compiled_chain<ClipValueLink, AdamRule>(),
          make_compiled_chain<L2Link, SgdRule>(),
          make_compiled_chain<L2Link, MomentumRule>(),
          make_compiled_chain<L2Link, AdamRule>(),
          make_compiled_chain<SgdRule, WeightDecayLink>(),
          make_compiled_chain<MomentumRule, WeightDecayLink>(),
          make_compiled_chain<AdamRule, WeightDecayLink>(),
          make_compiled_chain<LionRule, WeightDecayLink>(),
          make_compiled_chain<SgdRule, BoxLink>(),
          make_compiled_chain<AdamRule, BoxLink>(),
          make_compiled_chain<SgdRule, LookaheadLink>(),
          make_compiled_chain<AdamRule, LookaheadLink>()};
}

struct ChainRegistry {
  std::mutex mutex;
  const std::vector<CompiledChain> common = common_chains();
  std::vector<const CompiledChain*> added;
};
ChainRegistry& chains() {
  static ChainRegistry registry;
  return registry;
}

}  // namespace

std::vector<const CompiledChain*> compiled_chains() {
  auto& known = chains();
  std::vector<const CompiledChain*> all;
  for (const auto& chain : known.common) all.push_back(&chain);
  const std::lock_guard lock(known.mutex);
  all.insert(all.end(), known.added.begin(), known.added.end());
  return all;
}

const CompiledChain* find_compiled_chain(const std::vector<const MethodEntry*>& links) {
  const auto all = compiled_chains();
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto* chain) { return chain->links == links; });
  return found == all.end() ? nullptr : *found;
}

void register_compiled_chain(const CompiledChain& chain) {
  if (find_compiled_chain(chain.links) != nullptr) return;
  auto& known = chains();
  const std::lock_guard lock(known.mutex);
  known.added.push_back(&chain);
}

}  // namespace ravine
