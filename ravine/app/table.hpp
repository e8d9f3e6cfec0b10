// Tables on the terminal.
#pragma once

#include <string>
#include <vector>

namespace ravine::app {

// Prints rows with their columns aligned, two spaces in from the left.
void print_table(const std::vector<std::vector<std::string>>& rows);

}  // namespace ravine::app
