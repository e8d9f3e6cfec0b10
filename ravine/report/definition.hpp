// What a report says of the study's definition at its foot.
#pragma once

#include <string>

#include "ravine/report/markup.hpp"

namespace ravine::report {

// `definition`: as its author wrote it, shown folded; empty: nothing is said. `overrides`: what the command line laid
// over it, "--set budget=50"; empty: nothing was.
void write_definition(Markup& page, const std::string& definition, const std::string& overrides);

}  // namespace ravine::report
