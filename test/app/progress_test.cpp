// What is said of a study while it runs.
#include "ravine/app/progress.hpp"

#include <gtest/gtest.h>

namespace ravine::app {
namespace {

TEST(Progress, SaysCountsOutcomesRateAndRest) {
  Progressed now{0, 2000, 1.5, 0, {}};
  EXPECT_EQ(progress_text(now, "runs"), "0/2,000 runs");
  now.done = 1200;
  now.seconds = now.since = 3;
  now.outcomes[static_cast<std::size_t>(OutcomeKind::budget)] = 1170;
  now.outcomes[static_cast<std::size_t>(OutcomeKind::diverged)] = 30;
  EXPECT_EQ(progress_text(now, "runs"), "1,200/2,000 runs (1,170 budget, 30 diverged), 400/s, 2 s left");
  now.seconds = 4;  // what runs now has run for a second
  EXPECT_EQ(progress_text(now, "runs"), "1,200/2,000 runs (1,170 budget, 30 diverged), 400/s, 1 s left");
  now.done = 2000, now.seconds = now.since = 5, now.outcomes = {};
  EXPECT_EQ(progress_text(now, "runs"), "2,000/2,000 runs, 400/s");
  EXPECT_EQ(progress_text({3, 12, 600, 600, {}}, "tuning runs"), "3/12 tuning runs, 0.005/s, 30 min left");
}

}  // namespace
}  // namespace ravine::app
