// The kernels of the family that measures tensor by tensor, compiled here once.
#include "ravine/method/adafactor.hpp"
#include "ravine/method/fromage.hpp"
#include "ravine/method/lamb.hpp"
#include "ravine/method/lars.hpp"
#include "ravine/method/novograd.hpp"
#include "ravine/method/sm3.hpp"
#include "ravine/method/table.hpp"

namespace ravine {

RAVINE_BUILT_IN_RULE(LarsRule)
RAVINE_BUILT_IN_RULE(LambRule)
RAVINE_BUILT_IN_RULE(NovogradRule)
RAVINE_BUILT_IN_RULE(AdafactorRule)
RAVINE_BUILT_IN_RULE(Sm3Rule)
RAVINE_BUILT_IN_RULE(FromageRule)

}  // namespace ravine
