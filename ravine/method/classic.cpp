// The kernels of the classic family, compiled here once.
#include "ravine/method/momentum.hpp"
#include "ravine/method/nesterov.hpp"
#include "ravine/method/optimistic_gradient.hpp"
#include "ravine/method/qhm.hpp"
#include "ravine/method/sgd.hpp"
#include "ravine/method/table.hpp"

namespace ravine {

RAVINE_BUILT_IN_RULE(SgdRule)
RAVINE_BUILT_IN_RULE(MomentumRule)
RAVINE_BUILT_IN_RULE(NesterovRule)
RAVINE_BUILT_IN_RULE(QhmRule)
RAVINE_BUILT_IN_RULE(OptimisticGradientRule)

}  // namespace ravine
