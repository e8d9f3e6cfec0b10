// The definition file (doc/definition.md): TOML text -> Plan.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "ravine/study/plan.hpp"

namespace ravine::study {

struct DefinitionLimits {
  std::size_t bytes = std::size_t{1} << 20;  // of the text
  std::size_t runs = 10'000;                 // of a study that keeps histories, sweeps counted out
  std::size_t records = 100'000'000;         // of one that does not
  double history_bytes = 2e9;                // of the trajectories kept in memory
};

struct DefinitionText {
  std::string text;                    // TOML, UTF-8
  std::string name = "definition";     // what errors call it: the file's name
  std::vector<std::string> overrides;  // laid over the text in order: "problem.bowl.start=[4,4]", as after --set
  std::optional<std::filesystem::path> folder{};  // that its relative paths go from; none: it may name no files
};

// Throws InputError with the place, the value, the rule and the nearest known key. The same text, overrides and files
// always give the same plan.
Plan read_definition(const DefinitionText& definition, const DefinitionLimits& limits = {});

// The same from a file. A file that is not there or is too long is an InputError, one that cannot be read a
// SystemError.
Plan read_definition_file(const std::filesystem::path& path, std::vector<std::string> overrides = {},
                          const DefinitionLimits& limits = {});

}  // namespace ravine::study
