// The bytes of an input file.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace ravine::study {

// At most limit + 1 bytes, so that the caller sees when there are too many. A file that is not there is an InputError
// with `hint`, one that fails to be read a SystemError.
std::string read_file(const std::filesystem::path& path, std::size_t limit, std::string hint = {});

}  // namespace ravine::study
