// Every method with every combination of its conventions (flags and choices), numbers at their defaults, and every link
// in a chain: what laws run on.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "ravine/method/chain.hpp"
#include "ravine/method/method.hpp"

namespace ravine::test {

// Of a rule, or of a link alone: then those are no methods yet.
inline std::vector<Method> variants(const MethodInfo& info, Method method) {
  std::vector<Method> all{std::move(method)};
  for (const auto& row : info.parameters) {
    if (row.kind == ParameterInfo::Kind::number) continue;
    std::vector<Method> more;
    for (const auto& each : all)
      for (int choice = 0; choice <= static_cast<int>(row.high); ++choice) {
        more.push_back(each);
        more.back().set(row.name, Setting(choice));
      }
    all = std::move(more);
  }
  return all;
}

// A rule itself; a link around, before or after Adam.
inline Method runnable(const Method& method) {
  const auto part = method.info().part;
  const auto rule = Method::named("adam");
  return part == Part::rule ? method : part == Part::point ? rule | method : method | rule;
}

inline std::vector<Method> conventions(const MethodInfo& info) {
  auto all = variants(info, Method::named(info.name));
  for (auto& method : all) method = runnable(method);
  return all;
}

// Whether it is of no use where there is no matrix.
inline bool only_matrices(const MethodInfo& info) {
  const auto method = Method::named(info.name);
  return info.part == Part::rule && method.chain().links().front().entry->only_matrices;
}

// All of them, over the table; then chains of several links. Those that step matrices only are in matrix_conventions().
inline std::vector<Method> conventions() {
  std::vector<Method> all;
  for (const auto* info : methods())
    if (!only_matrices(*info))
      for (auto& method : conventions(*info)) all.push_back(std::move(method));
  for (const char* text : {"scale(0.5) | l2(0.1) | clip_norm(3) | adam | weight_decay(0.1) | box(-4, 4)",
                           "normalize | clip_value(0.5) | momentum", "clip_norm(1) | lamb | clip_step(0.3) | average",
                           "sam(0.1, lookahead(3, 0.8, clip_norm(2) | rmsprop | weight_decay(0.2)))",
                           "l2(0.01) | clip_norm(5) | polyak", "noise(0.1) | clip_norm(1) | noise(0.2) | adam"})
    all.push_back(Method::parse(text));
  return all;
}

// All that step a matrix as a whole, for layouts that have one; chains with them.
inline std::vector<Method> matrix_conventions() {
  std::vector<Method> all;
  for (const auto* info : methods())
    if (info->part == Part::rule && Method::named(info->name).chain().moves_matrices())
      for (auto& method : conventions(*info)) all.push_back(std::move(method));
  for (const char* text : {"clip_norm(1) | muon | weight_decay(0.1)", "lookahead(k=3, shampoo)",
                           "l2(0.01) | soap | average", "sam(0.05, adafactor)"})
    all.push_back(Method::parse(text));
  return all;
}

inline bool has(const Method& method, std::string_view setting) { return method.info().find(setting) != nullptr; }

// Where there is one to set.
template <class Value>
void set_rate(Method& method, Value value) {
  if (has(method, "learning_rate")) method.set("learning_rate", value);
}

// Whether a coordinate's step depends on the others: by sums, or by its place in a stream of noise.
inline bool is_coupled(const Method& method) {
  const auto& links = method.chain().links();
  return std::any_of(links.begin(), links.end(),
                     [](const Link& link) { return link.entry->sums > 0 || link.entry->uses_noise; });
}
inline bool has_probe(const Method& method) { return method.chain().probe() != nullptr; }

}  // namespace ravine::test
