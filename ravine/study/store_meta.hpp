// What a store says of itself. Inside study.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "ravine/study/sqlite.hpp"

namespace ravine::study {

// The first number of an answer; 0 where there is none.
std::int64_t stored_number(const Database& database, const std::string& sql);
// A value of the table `meta`, as text; empty where there is none.
std::string stored_meta(const Database& database, const std::string& key);
// Throws InputError unless it is a store that this program understands.
void require_store(const Database& database, const std::filesystem::path& path);

}  // namespace ravine::study
