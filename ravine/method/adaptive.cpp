// The kernels of the adaptive family, compiled here once.
#include "ravine/method/adagrad.hpp"
#include "ravine/method/adam.hpp"
#include "ravine/method/rmsprop.hpp"
#include "ravine/method/table.hpp"

namespace ravine {

RAVINE_BUILT_IN_RULE(AdagradRule)
RAVINE_BUILT_IN_RULE(RmspropRule)
RAVINE_BUILT_IN_RULE(AdamRule)

}  // namespace ravine
