#include "ravine/app/interrupt.hpp"

#include <csignal>

#include "ravine/problem/external/running_programs.hpp"

namespace ravine::app {
namespace {

std::atomic<std::atomic<bool>*> watched{nullptr};
static_assert(std::atomic<std::atomic<bool>*>::is_always_lock_free);

extern "C" void on_signal(int signal) {
  auto* flag = watched.load();
  if (flag != nullptr && !flag->exchange(true)) return;
  kill_running_programs();  // whom nobody will wait for
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace

Interrupt::Interrupt(std::atomic<bool>& flag) {
  watched = &flag;
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
}

Interrupt::~Interrupt() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  watched = nullptr;
}

}  // namespace ravine::app
