// says: Take `auto` parameters
#include "ravine/expression/function.hpp"

auto f = ravine::function([](double x, double y) { return x * y; });
