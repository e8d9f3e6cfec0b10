// says: Write pow(x, 2) or x*x
#include "ravine/expression/function.hpp"

auto f = ravine::function([](auto x) { return x ^ 2; });
