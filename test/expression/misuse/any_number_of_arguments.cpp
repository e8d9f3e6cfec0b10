// says: the lambda takes any number of arguments
#include "ravine/expression/function.hpp"

auto f = ravine::function([](auto... x) { return (x + ...); });
