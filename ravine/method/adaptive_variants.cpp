// The kernels of the adaptive family's rarer members, compiled here once.
#include "ravine/method/acprop.hpp"
#include "ravine/method/adabound.hpp"
#include "ravine/method/adasqrt.hpp"
#include "ravine/method/eve.hpp"
#include "ravine/method/ftml.hpp"
#include "ravine/method/momo.hpp"
#include "ravine/method/momo_adam.hpp"
#include "ravine/method/nadamax.hpp"
#include "ravine/method/smorms3.hpp"
#include "ravine/method/spalera.hpp"
#include "ravine/method/swats.hpp"
#include "ravine/method/table.hpp"
#include "ravine/method/wngrad.hpp"

namespace ravine {

RAVINE_BUILT_IN_RULE(NadamaxRule)
RAVINE_BUILT_IN_RULE(AdaboundRule)
RAVINE_BUILT_IN_RULE(AcpropRule)
RAVINE_BUILT_IN_RULE(FtmlRule)
RAVINE_BUILT_IN_RULE(Smorms3Rule)
RAVINE_BUILT_IN_RULE(AdasqrtRule)
RAVINE_BUILT_IN_RULE(WngradRule)
RAVINE_BUILT_IN_RULE(EveRule)
RAVINE_BUILT_IN_RULE(SwatsRule)
RAVINE_BUILT_IN_RULE(SpaleraRule)
RAVINE_BUILT_IN_RULE(MomoRule)
RAVINE_BUILT_IN_RULE(MomoAdamRule)

}  // namespace ravine
