// says: a Symbol has no value inside the lambda
#include "ravine/expression/function.hpp"

auto f = ravine::function([](auto x) {
  if (x) return x;
  return -x;
});
