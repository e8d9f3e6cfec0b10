// The solvers, compiled here once.
#include "ravine/method/solver/conjugate_gradient.hpp"
#include "ravine/method/solver/gradient_descent.hpp"
#include "ravine/method/solver/lbfgs.hpp"
#include "ravine/method/solver/sophia.hpp"
#include "ravine/method/table.hpp"

namespace ravine {

RAVINE_BUILT_IN_RULE(GradientDescentSolver)
RAVINE_BUILT_IN_RULE(ConjugateGradientSolver)
RAVINE_BUILT_IN_RULE(LbfgsSolver)
RAVINE_BUILT_IN_RULE(SophiaSolver)

}  // namespace ravine
