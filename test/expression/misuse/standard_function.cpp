// says: use ravine::sin and so on (not std::)
#include "ravine/expression/function.hpp"

#include <cmath>

auto f = ravine::function([](auto x) { return std::sin(x); });
