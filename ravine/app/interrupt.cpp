#include "ravine/app/interrupt.hpp"

#include <csignal>

namespace ravine::app {
namespace {

std::atomic<std::atomic<bool>*> watched{nullptr};
static_assert(std::atomic<std::atomic<bool>*>::is_always_lock_free);

extern "C" void on_signal(int signal) {
  if (auto* flag = watched.load()) flag->store(true);
  std::signal(signal, SIG_DFL);
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
