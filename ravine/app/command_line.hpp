// From arguments to a command: options, help, examples.
#pragma once

namespace ravine::app {

// Parses and runs. Returns the exit status: 0 done, 1 could not finish, 2 bad usage or input, 130 interrupted.
int run_program(int argc, const char* const* argv);

}  // namespace ravine::app
