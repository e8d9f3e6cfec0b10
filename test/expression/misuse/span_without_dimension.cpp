// says: needs the dimension: function(lambda, n)
#include "ravine/expression/function.hpp"

#include <span>

auto f = ravine::function([](std::span<const ravine::Symbol> x) { return x[0]; });
