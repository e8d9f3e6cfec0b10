// The solvers, compiled here once.
#include "ravine/method/solver/bfgs.hpp"
#include "ravine/method/solver/conjugate_gradient.hpp"
#include "ravine/method/solver/gradient_descent.hpp"
#include "ravine/method/solver/lbfgs.hpp"
#include "ravine/method/solver/sophia.hpp"
#include "ravine/method/table.hpp"

namespace ravine {

RAVINE_BUILT_IN_METHOD(GradientDescentSolver)
RAVINE_BUILT_IN_METHOD(ConjugateGradientSolver)
RAVINE_BUILT_IN_METHOD(BfgsSolver)
RAVINE_BUILT_IN_METHOD(LbfgsSolver)
RAVINE_BUILT_IN_METHOD(SophiaSolver)

}  // namespace ravine
