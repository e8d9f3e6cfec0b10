#include "ravine/problem/external/running_programs.hpp"

#include <array>
#include <atomic>
#include <csignal>
#include <utility>

namespace ravine {
namespace {

constexpr std::size_t places = 4096;  // four for each worker that a study may have
std::array<std::atomic<pid_t>, places> groups{};
static_assert(std::atomic<pid_t>::is_always_lock_free);

}  // namespace

void kill_running_programs() noexcept {
  for (auto& group : groups)
    if (const auto id = group.load(); id > 0) kill(-id, SIGKILL);
}

void RunningProgram::enter(pid_t group) noexcept {
  for (std::size_t i = 0; i < places; ++i) {
    pid_t nobody = 0;
    if (!groups[i].compare_exchange_strong(nobody, group)) continue;
    place_ = i;
    return;
  }
}

void RunningProgram::leave() noexcept {
  if (place_ != nowhere) groups[std::exchange(place_, nowhere)].store(0);
}

}  // namespace ravine
