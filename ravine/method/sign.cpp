// The kernels of the sign family, compiled here once.
#include "ravine/method/lion.hpp"
#include "ravine/method/rprop.hpp"
#include "ravine/method/sign_sgd.hpp"
#include "ravine/method/signum.hpp"
#include "ravine/method/table.hpp"

namespace ravine {

RAVINE_BUILT_IN_RULE(RpropRule)
RAVINE_BUILT_IN_RULE(SignSgdRule)
RAVINE_BUILT_IN_RULE(SignumRule)
RAVINE_BUILT_IN_RULE(LionRule)

}  // namespace ravine
