// The kernels of the averaging family, compiled here once.
#include "ravine/method/asgd.hpp"
#include "ravine/method/ftrl.hpp"
#include "ravine/method/madgrad.hpp"
#include "ravine/method/schedule_free_adamw.hpp"
#include "ravine/method/schedule_free_sgd.hpp"
#include "ravine/method/table.hpp"

namespace ravine {

RAVINE_BUILT_IN_RULE(AsgdRule)
RAVINE_BUILT_IN_RULE(MadgradRule)
RAVINE_BUILT_IN_RULE(FtrlRule)
RAVINE_BUILT_IN_RULE(ScheduleFreeSgdRule)
RAVINE_BUILT_IN_RULE(ScheduleFreeAdamwRule)

}  // namespace ravine
