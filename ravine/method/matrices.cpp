// The methods for matrices, compiled here once.
#include "ravine/method/matrix/muon.hpp"
#include "ravine/method/matrix/shampoo.hpp"
#include "ravine/method/matrix/soap.hpp"
#include "ravine/method/table.hpp"

namespace ravine {

RAVINE_BUILT_IN_RULE(MuonRule)
RAVINE_BUILT_IN_RULE(ShampooRule)
RAVINE_BUILT_IN_RULE(SoapRule)

}  // namespace ravine
