// Further pictures, as plot.hpp's: measures and schedules below a problem's curves, state below its table.
#pragma once

#include <cstddef>

#include "ravine/report/chart.hpp"
#include "ravine/report/markup.hpp"
#include "ravine/report/plan.hpp"
#include "ravine/report/report.hpp"

namespace ravine::report {

// All write nothing where there is nothing. `number`: of the problem, from 1; it names the charts.
void write_measurements(Markup& page, const Section& section, const SectionPlan& plan, const Charts& charts,
                        std::size_t number);
void write_schedules(Markup& page, const Section& section, const SectionPlan& plan, const Charts& charts,
                     std::size_t number);
void write_states(Markup& page, const Section& section, const SectionPlan& plan, const Charts& charts,
                  std::size_t number);

}  // namespace ravine::report
