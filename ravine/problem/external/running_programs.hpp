// The process groups of all programs that are running, where the handler of a signal can find them: a process that is
// ended by a signal destroys nothing, and would leave behind a program that is busy.
#pragma once

#include <sys/types.h>

#include <cstddef>

namespace ravine {

// Kills every program, with its group. For the handler of a signal that will end this process: async-signal-safe. Runs
// that wait for an answer get none.
void kill_running_programs() noexcept;

// A place among them, from the start of a program until just before it is waited for: from then on its number may be
// another's. Beyond 4096 at once a program has no place, and such a signal leaves it.
class RunningProgram {
 public:
  RunningProgram() = default;
  ~RunningProgram() { leave(); }
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;
  void enter(pid_t group) noexcept;
  void leave() noexcept;

 private:
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
  std::size_t place_ = nowhere;
};

}  // namespace ravine
