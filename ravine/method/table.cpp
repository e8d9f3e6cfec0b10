#include "ravine/method/table.hpp"

#include <algorithm>
#include <mutex>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/method/acprop.hpp"
#include "ravine/method/adabelief.hpp"
#include "ravine/method/adabound.hpp"
#include "ravine/method/adadelta.hpp"
#include "ravine/method/adafactor.hpp"
#include "ravine/method/adagrad.hpp"
#include "ravine/method/adam.hpp"
#include "ravine/method/adamax.hpp"
#include "ravine/method/adamw.hpp"
#include "ravine/method/adan.hpp"
#include "ravine/method/adasqrt.hpp"
#include "ravine/method/ademamix.hpp"
#include "ravine/method/adgd.hpp"
#include "ravine/method/adopt.hpp"
#include "ravine/method/amsgrad.hpp"
#include "ravine/method/asgd.hpp"
#include "ravine/method/barzilai_borwein.hpp"
#include "ravine/method/cocob.hpp"
#include "ravine/method/dadapt_adam.hpp"
#include "ravine/method/dadapt_sgd.hpp"
#include "ravine/method/dog.hpp"
#include "ravine/method/dowg.hpp"
#include "ravine/method/eve.hpp"
#include "ravine/method/fromage.hpp"
#include "ravine/method/ftml.hpp"
#include "ravine/method/ftrl.hpp"
#include "ravine/method/lamb.hpp"
#include "ravine/method/lars.hpp"
#include "ravine/method/link/average.hpp"
#include "ravine/method/link/box.hpp"
#include "ravine/method/link/clip_norm.hpp"
#include "ravine/method/link/clip_step.hpp"
#include "ravine/method/link/clip_value.hpp"
#include "ravine/method/link/l2.hpp"
#include "ravine/method/link/lookahead.hpp"
#include "ravine/method/link/noise.hpp"
#include "ravine/method/link/normalize.hpp"
#include "ravine/method/link/sam.hpp"
#include "ravine/method/link/scale.hpp"
#include "ravine/method/link/soft_threshold.hpp"
#include "ravine/method/link/weight_decay.hpp"
#include "ravine/method/lion.hpp"
#include "ravine/method/madgrad.hpp"
#include "ravine/method/matrix/muon.hpp"
#include "ravine/method/matrix/shampoo.hpp"
#include "ravine/method/matrix/soap.hpp"
#include "ravine/method/momentum.hpp"
#include "ravine/method/momo.hpp"
#include "ravine/method/momo_adam.hpp"
#include "ravine/method/nadam.hpp"
#include "ravine/method/nadamax.hpp"
#include "ravine/method/nesterov.hpp"
#include "ravine/method/novograd.hpp"
#include "ravine/method/optimistic_adam.hpp"
#include "ravine/method/optimistic_gradient.hpp"
#include "ravine/method/padam.hpp"
#include "ravine/method/polyak.hpp"
#include "ravine/method/prodigy.hpp"
#include "ravine/method/qhadam.hpp"
#include "ravine/method/qhm.hpp"
#include "ravine/method/radam.hpp"
#include "ravine/method/rmsprop.hpp"
#include "ravine/method/rprop.hpp"
#include "ravine/method/schedule_free_adamw.hpp"
#include "ravine/method/schedule_free_sgd.hpp"
#include "ravine/method/sgd.hpp"
#include "ravine/method/sign_sgd.hpp"
#include "ravine/method/signum.hpp"
#include "ravine/method/simplified_ademamix.hpp"
#include "ravine/method/sm3.hpp"
#include "ravine/method/smorms3.hpp"
#include "ravine/method/solver/bfgs.hpp"
#include "ravine/method/solver/conjugate_gradient.hpp"
#include "ravine/method/solver/gradient_descent.hpp"
#include "ravine/method/solver/lbfgs.hpp"
#include "ravine/method/solver/sophia.hpp"
#include "ravine/method/spalera.hpp"
#include "ravine/method/swats.hpp"
#include "ravine/method/wngrad.hpp"
#include "ravine/method/yogi.hpp"

namespace ravine {
namespace {

struct Registry {
  std::mutex mutex;
  std::vector<const MethodEntry*> entries{&entry_of<SgdRule>(),
                                          &entry_of<MomentumRule>(),
                                          &entry_of<NesterovRule>(),
                                          &entry_of<QhmRule>(),
                                          &entry_of<OptimisticGradientRule>(),
                                          &entry_of<AdagradRule>(),
                                          &entry_of<AdadeltaRule>(),
                                          &entry_of<RmspropRule>(),
                                          &entry_of<AdamRule>(),
                                          &entry_of<AdamaxRule>(),
                                          &entry_of<NadamRule>(),
                                          &entry_of<NadamaxRule>(),
                                          &entry_of<AmsgradRule>(),
                                          &entry_of<AdamwRule>(),
                                          &entry_of<RadamRule>(),
                                          &entry_of<AdabeliefRule>(),
                                          &entry_of<YogiRule>(),
                                          &entry_of<QhadamRule>(),
                                          &entry_of<OptimisticAdamRule>(),
                                          &entry_of<PadamRule>(),
                                          &entry_of<AdanRule>(),
                                          &entry_of<AdoptRule>(),
                                          &entry_of<AdemamixRule>(),
                                          &entry_of<SimplifiedAdemamixRule>(),
                                          &entry_of<AdaboundRule>(),
                                          &entry_of<AcpropRule>(),
                                          &entry_of<FtmlRule>(),
                                          &entry_of<Smorms3Rule>(),
                                          &entry_of<AdasqrtRule>(),
                                          &entry_of<WngradRule>(),
                                          &entry_of<EveRule>(),
                                          &entry_of<SwatsRule>(),
                                          &entry_of<SpaleraRule>(),
                                          &entry_of<MomoRule>(),
                                          &entry_of<MomoAdamRule>(),
                                          &entry_of<RpropRule>(),
                                          &entry_of<SignSgdRule>(),
                                          &entry_of<SignumRule>(),
                                          &entry_of<LionRule>(),
                                          &entry_of<LarsRule>(),
                                          &entry_of<LambRule>(),
                                          &entry_of<NovogradRule>(),
                                          &entry_of<AdafactorRule>(),
                                          &entry_of<Sm3Rule>(),
                                          &entry_of<FromageRule>(),
                                          &entry_of<AsgdRule>(),
                                          &entry_of<MadgradRule>(),
                                          &entry_of<FtrlRule>(),
                                          &entry_of<ScheduleFreeSgdRule>(),
                                          &entry_of<ScheduleFreeAdamwRule>(),
                                          &entry_of<DadaptSgdRule>(),
                                          &entry_of<DadaptAdamRule>(),
                                          &entry_of<ProdigyRule>(),
                                          &entry_of<DogRule>(),
                                          &entry_of<DowgRule>(),
                                          &entry_of<CocobRule>(),
                                          &entry_of<AdgdRule>(),
                                          &entry_of<PolyakRule>(),
                                          &entry_of<BarzilaiBorweinRule>(),
                                          &entry_of<MuonRule>(),
                                          &entry_of<ShampooRule>(),
                                          &entry_of<SoapRule>(),
                                          &entry_of<GradientDescentSolver>(),
                                          &entry_of<ConjugateGradientSolver>(),
                                          &entry_of<BfgsSolver>(),
                                          &entry_of<LbfgsSolver>(),
                                          &entry_of<SophiaSolver>(),
                                          &entry_of<ClipValueLink>(),
                                          &entry_of<ClipNormLink>(),
                                          &entry_of<NormalizeLink>(),
                                          &entry_of<L2Link>(),
                                          &entry_of<ScaleLink>(),
                                          &entry_of<NoiseLink>(),
                                          &entry_of<WeightDecayLink>(),
                                          &entry_of<SoftThresholdLink>(),
                                          &entry_of<BoxLink>(),
                                          &entry_of<ClipStepLink>(),
                                          &entry_of<AverageLink>(),
                                          &entry_of<LookaheadLink>(),
                                          &entry_of<SamLink>()};
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
