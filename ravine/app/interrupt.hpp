// Ctrl-C and SIGTERM as a flag.
#pragma once

#include <atomic>

namespace ravine::app {

// While one lives, SIGINT and SIGTERM set `flag` the first time; the second time, or where it is set already, they end
// the program as usual, and the programs of external problems with it. One at a time.
class Interrupt {
 public:
  explicit Interrupt(std::atomic<bool>& flag);
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
};

inline constexpr int interrupted = 130;  // exit status

}  // namespace ravine::app
