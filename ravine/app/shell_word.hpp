// Text as a shell takes it: for commands that people copy.
#pragma once

#include <string>

namespace ravine::app {

// "out/heatmap" as it is, "my study" in single quotes.
std::string shell_word(const std::string& text);

}  // namespace ravine::app
