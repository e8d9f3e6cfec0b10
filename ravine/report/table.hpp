// The table of outcomes: one row a run, sortable by its columns.
#pragma once

#include "ravine/report/markup.hpp"
#include "ravine/report/picture.hpp"
#include "ravine/report/plan.hpp"
#include "ravine/report/report.hpp"

namespace ravine::report {

void write_table(Markup& page, const Section& section, const SectionPlan& plan, const Picture& picture);

}  // namespace ravine::report
