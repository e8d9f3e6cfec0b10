// The table of methods: the only list of them. A new method is one rule file, one RAVINE_BUILT_IN_RULE line in its
// family's source and one line in table.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "ravine/method/rule.hpp"

// Compiles a rule's kernels inside the library, in the source where it stands.
#define RAVINE_BUILT_IN_RULE(Rule)                               \
  template <>                                                    \
  const MethodEntry& entry_of<Rule>() {                          \
    static const MethodEntry entry = kernel::make_entry<Rule>(); \
    return entry;                                                \
  }

// The same for what has no kernels: solvers, and rules that step every tensor as a matrix.
#define RAVINE_BUILT_IN_METHOD(Method) RAVINE_BUILT_IN_RULE(Method)

namespace ravine {

// Built-in methods in the order people see them, then registered ones in the order of registration.
std::vector<const MethodEntry*> method_table();
// By name; null when there is none.
const MethodEntry* find_method(std::string_view name);

}  // namespace ravine
