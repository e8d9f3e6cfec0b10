#include "ravine/app/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>

#include "ravine/base/number_text.hpp"

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

// With as many digits as change slowly enough to be read.
std::string pace(double a_second) {
  if (a_second >= 100) return count_text(static_cast<std::uint64_t>(a_second));
  return fmt::format("{:.2g}", a_second);
}

}  // namespace

std::string progress_text(const Progressed& now, const std::string& what) {
  auto text = count_text(now.done) + "/" + count_text(now.total) + " " + what;
  if (const auto outcomes = outcomes_text(now.outcomes); !outcomes.empty()) text += " (" + outcomes + ")";
  if (now.done == 0 || now.since <= 0) return text;
  // By the pace at which the last one ended; what has run since then is part of the next.
  const double each = now.since / static_cast<double>(now.done);
  const double remaining =
      each * static_cast<double>(now.total - std::min(now.done, now.total)) - (now.seconds - now.since);
  text += ", " + pace(1 / each) + "/s";
  if (remaining > 0) text += ", " + left(remaining) + " left";
  return text;
}

Progress::Progress(std::string what, const std::atomic<std::uint64_t>& done, std::uint64_t total, bool quiet,
                   const study::OutcomeCounters* outcomes)
    : what_(std::move(what)), done_(done), total_(total), outcomes_(outcomes), terminal_(isatty(STDERR_FILENO) == 1) {
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
  Progressed now;
  now.total = total_;
  std::unique_lock lock(mutex_);
  if (ended_.wait_for(lock, before_first, [this] { return end_; })) return;
  do {
    const auto done = done_.load();
    now.seconds = std::chrono::duration<double>(Clock::now() - began).count();
    if (done != now.done) now.done = done, now.since = now.seconds;
    for (std::size_t kind = 0; kind < outcome_kinds && outcomes_ != nullptr; ++kind)
      now.outcomes[kind] = (*outcomes_)[kind].load();
    const auto text = progress_text(now, what_);
    if (terminal_) {
      const double share = total_ == 0 ? 1 : static_cast<double>(done) / static_cast<double>(total_);
      const auto full = static_cast<std::size_t>(std::min(share, 1.0) * static_cast<double>(bar_width));
      fmt::print(stderr, "\r\033[K{}{} {}", std::string(full, '#'), std::string(bar_width - full, '.'), text);
      std::fflush(stderr);
    } else {
      fmt::print(stderr, "{}\n", text);
    }
  } while (!ended_.wait_for(lock, terminal_ ? Clock::duration(between_bars) : Clock::duration(between_lines),
                            [this] { return end_; }));
  if (terminal_) fmt::print(stderr, "\r\033[K");
}

}  // namespace ravine::app
