#include "ravine/app/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>

namespace ravine::app {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto before_first = std::chrono::seconds(1);
constexpr auto between_bars = std::chrono::milliseconds(100);
constexpr auto between_lines = std::chrono::seconds(10);
constexpr std::size_t bar_width = 30;

std::string left(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s", seconds);
  if (seconds < 5400) return fmt::format("{:.0f} min", seconds / 60);
  return fmt::format("{:.1f} h", seconds / 3600);
}

}  // namespace

Progress::Progress(std::string what, const std::atomic<std::uint64_t>& done, std::uint64_t total, bool quiet)
    : what_(std::move(what)), done_(done), total_(total), terminal_(isatty(STDERR_FILENO) == 1) {
  if (!quiet) thread_ = std::thread([this] { watch(); });
}

Progress::~Progress() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    end_ = true;
  }
  ended_.notify_one();
  thread_.join();
}

void Progress::watch() {
  const auto began = Clock::now();
  std::uint64_t seen = 0;
  double since = 0;  // when `seen` was last reached, as near as was looked
  std::unique_lock lock(mutex_);
  if (ended_.wait_for(lock, before_first, [this] { return end_; })) return;
  do {
    const auto done = done_.load();
    const double share = total_ == 0 ? 1 : static_cast<double>(done) / static_cast<double>(total_);
    const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
    if (done != seen) seen = done, since = seconds;
    // By the pace at which the last one ended; what has run since then is part of the next.
    const double remaining = share > 0 ? since / share - since - (seconds - since) : 0;
    const auto rest = share > 0 && remaining > 0 ? ", " + left(remaining) + " left" : std::string();
    if (terminal_) {
      const auto full = static_cast<std::size_t>(share * static_cast<double>(bar_width));
      fmt::print(stderr, "\r\033[K{}{} {}/{} {}{}", std::string(full, '#'), std::string(bar_width - full, '.'), done,
                 total_, what_, rest);
      std::fflush(stderr);
    } else {
      fmt::print(stderr, "{} of {} {}{}\n", done, total_, what_, rest);
    }
  } while (!ended_.wait_for(lock, terminal_ ? Clock::duration(between_bars) : Clock::duration(between_lines),
                            [this] { return end_; }));
  if (terminal_) fmt::print(stderr, "\r\033[K");
}

}  // namespace ravine::app
