// The state of a stepper as text, to be kept in a file: numbers in the form that reads back to the same double, so a
// run resumes bit for bit, on any machine.
//
//   ravine::write_file("run.state", ravine::state_text(stepper.save()));
//   stepper.restore(ravine::read_state(text, "run.state"));
//
//   ravine state 2
//   bits 1                                            the version of what bits depend on
//   method lookahead(adam(learning_rate=0.1))
//   layout x[2]
//   precision double
//   step 17
//   total 100                                         the T of schedules
//   stream 1 0                                        seed and repeat of the random draws
//   scalars 4 0.1 ...
//   slots 6 0.5 ...
#pragma once

#include <string>
#include <string_view>

#include "ravine/method/stepper.hpp"

namespace ravine {

std::string state_text(const StepperState& state);
// `name` is that of the file, for errors. Throws InputError with the line: for text that is no such state, that was cut
// off, or of another version. Whether it fits a stepper, restore() says.
StepperState read_state(std::string_view text, std::string_view name = "state");

}  // namespace ravine
