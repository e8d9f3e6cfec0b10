// The one control of the page: play, step, scrub and speed, and the help on its keys.
#pragma once

#include "ravine/report/markup.hpp"

namespace ravine::report {

// `last`: the end of the axis of gradient evaluations.
void write_transport(Markup& page, double last);
void write_help(Markup& page);

}  // namespace ravine::report
