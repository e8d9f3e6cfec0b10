// says: the lambda must take 1 to 8
#include "ravine/expression/function.hpp"

auto f = ravine::function([] { return 1.0; });
