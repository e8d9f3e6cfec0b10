// The kernels of the family without a learning rate to tune, compiled here once.
#include "ravine/method/adgd.hpp"
#include "ravine/method/barzilai_borwein.hpp"
#include "ravine/method/cocob.hpp"
#include "ravine/method/dadapt_adam.hpp"
#include "ravine/method/dadapt_sgd.hpp"
#include "ravine/method/dog.hpp"
#include "ravine/method/dowg.hpp"
#include "ravine/method/polyak.hpp"
#include "ravine/method/prodigy.hpp"
#include "ravine/method/table.hpp"

namespace ravine {

RAVINE_BUILT_IN_RULE(DadaptSgdRule)
RAVINE_BUILT_IN_RULE(DadaptAdamRule)
RAVINE_BUILT_IN_RULE(ProdigyRule)
RAVINE_BUILT_IN_RULE(DogRule)
RAVINE_BUILT_IN_RULE(DowgRule)
RAVINE_BUILT_IN_RULE(CocobRule)
RAVINE_BUILT_IN_RULE(AdgdRule)
RAVINE_BUILT_IN_RULE(PolyakRule)
RAVINE_BUILT_IN_RULE(BarzilaiBorweinRule)

}  // namespace ravine
