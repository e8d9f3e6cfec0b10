// The kernels of the adaptive family's later members, compiled here once.
#include "ravine/method/adan.hpp"
#include "ravine/method/ademamix.hpp"
#include "ravine/method/adopt.hpp"
#include "ravine/method/optimistic_adam.hpp"
#include "ravine/method/padam.hpp"
#include "ravine/method/simplified_ademamix.hpp"
#include "ravine/method/table.hpp"

namespace ravine {

RAVINE_BUILT_IN_RULE(OptimisticAdamRule)
RAVINE_BUILT_IN_RULE(PadamRule)
RAVINE_BUILT_IN_RULE(AdanRule)
RAVINE_BUILT_IN_RULE(AdoptRule)
RAVINE_BUILT_IN_RULE(AdemamixRule)
RAVINE_BUILT_IN_RULE(SimplifiedAdemamixRule)

}  // namespace ravine
