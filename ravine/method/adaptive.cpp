// The kernels of the adaptive family, compiled here once.
#include "ravine/method/adabelief.hpp"
#include "ravine/method/adadelta.hpp"
#include "ravine/method/adagrad.hpp"
#include "ravine/method/adam.hpp"
#include "ravine/method/adamax.hpp"
#include "ravine/method/adamw.hpp"
#include "ravine/method/amsgrad.hpp"
#include "ravine/method/nadam.hpp"
#include "ravine/method/qhadam.hpp"
#include "ravine/method/radam.hpp"
#include "ravine/method/rmsprop.hpp"
#include "ravine/method/table.hpp"
#include "ravine/method/yogi.hpp"

namespace ravine {

RAVINE_BUILT_IN_RULE(AdagradRule)
RAVINE_BUILT_IN_RULE(AdadeltaRule)
RAVINE_BUILT_IN_RULE(RmspropRule)
RAVINE_BUILT_IN_RULE(AdamRule)
RAVINE_BUILT_IN_RULE(AdamaxRule)
RAVINE_BUILT_IN_RULE(NadamRule)
RAVINE_BUILT_IN_RULE(AmsgradRule)
RAVINE_BUILT_IN_RULE(AdamwRule)
RAVINE_BUILT_IN_RULE(RadamRule)
RAVINE_BUILT_IN_RULE(AdabeliefRule)
RAVINE_BUILT_IN_RULE(YogiRule)
RAVINE_BUILT_IN_RULE(QhadamRule)

}  // namespace ravine
