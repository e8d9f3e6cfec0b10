// Whether results can be written where the command line says, asked before anything is computed. What cannot be is bad
// input; what fails later (a full disk) is the system's.
#pragma once

#include <filesystem>
#include <string>

namespace ravine::app {

// Of a file, whose folder must be there: InputError with the place and what to do. `option`: "--out". Nothing is asked
// of an empty path, the standard output.
void require_file_place(const std::string& option, const std::filesystem::path& path);
// Of a folder, which is made with those around it where it is not there.
void require_folder_place(const std::string& option, const std::filesystem::path& path);

}  // namespace ravine::app
