// says: Use min, max, abs or sign instead of comparing
#include "ravine/expression/function.hpp"

auto f = ravine::function([](auto x, auto y) { return x == y ? x : y; });
