// The kernels of links, compiled here once.
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
#include "ravine/method/table.hpp"

namespace ravine {

RAVINE_BUILT_IN_RULE(ClipValueLink)
RAVINE_BUILT_IN_RULE(ClipNormLink)
RAVINE_BUILT_IN_RULE(NormalizeLink)
RAVINE_BUILT_IN_RULE(L2Link)
RAVINE_BUILT_IN_RULE(ScaleLink)
RAVINE_BUILT_IN_RULE(NoiseLink)
RAVINE_BUILT_IN_RULE(WeightDecayLink)
RAVINE_BUILT_IN_RULE(SoftThresholdLink)
RAVINE_BUILT_IN_RULE(BoxLink)
RAVINE_BUILT_IN_RULE(ClipStepLink)
RAVINE_BUILT_IN_RULE(AverageLink)
RAVINE_BUILT_IN_RULE(LookaheadLink)
RAVINE_BUILT_IN_RULE(SamLink)

}  // namespace ravine
