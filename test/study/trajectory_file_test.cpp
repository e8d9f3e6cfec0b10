// Trajectories from files: what Ravine writes, what other programs write, what is wrong with them.
#include "ravine/study/trajectory_file.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/study/csv.hpp"
#include "test/study/definition_text.hpp"

namespace ravine::study {
namespace {

using Numbers = std::vector<double>;

TEST(TrajectoryFile, WhatRavineWrites) {
  History history;
  history.dimension = 2;
  history.step = {0, 10, 20};
  history.x = {5, 5, 0.1, 1e-300, std::nan(""), -INFINITY};
  history.f = {150, 0.3, std::nan("")};
  history.gradient = {50, 10, 1, 0, std::nan(""), 0};
  const auto file = read_trajectory(trajectory_csv(TrajectoryTable(history, {"u", "v"})), "a.csv");
  EXPECT_EQ(file.x_name, "u");
  EXPECT_EQ(file.y_name, "v");
  EXPECT_EQ(file.step, (Numbers{0, 10, 20}));
  EXPECT_EQ(file.x[1], 0.1);
  EXPECT_EQ(file.y[1], 1e-300);
  EXPECT_TRUE(std::isnan(file.x[2]));
  EXPECT_EQ(file.y[2], -INFINITY);
  EXPECT_EQ(file.f[0], 150);
  EXPECT_EQ(file.gradient_norm[1], 1);
}

TEST(TrajectoryFile, WhatOthersWrite) {
  const std::string_view texts[] = {
      "5,5\n4.5,4.9\n",                            // two columns
      "5 5\n4.5 4.9\n",                            // numpy.savetxt
      "5.0e+00 5.0e+00\n  4.5e+00   4.9e+00  \n",  // aligned
      "5\t5\n4.5\t4.9",                            // tabs, no last line end
      "5;5\r\n4.5;4.9\r\n",                        // semicolons, carriage returns
      "# x y\n5, 5\n\n# the end\n4.5, 4.9\n",      // comments, blank lines
      "\xEF\xBB\xBFx,y\n5,5\n4.5,4.9\n",           // a byte order mark
      "\"x\",\"y\"\n5,5\n\"4.5\",4.9\n",           // quotes
      "y,x\n5,5\n4.5,4.9\n",                       // names of any kind, in order
  };
  for (const auto text : texts) {
    SCOPED_TRACE(text);
    const auto file = read_trajectory(text, "a.csv");
    EXPECT_EQ(file.x, (Numbers{5, 4.5}));
    EXPECT_EQ(file.y, (Numbers{5, 4.9}));
    EXPECT_EQ(file.step, (Numbers{0, 1}));
    EXPECT_TRUE(file.f.empty());
  }
  const auto mixed = read_trajectory("f,широта,step,\"дол,\"\"гота\"\"\"\n1,2,3,4\n", "a.csv");
  EXPECT_EQ(mixed.f, Numbers{1});
  EXPECT_EQ(mixed.x, Numbers{2});
  EXPECT_EQ(mixed.y, Numbers{4});
  EXPECT_EQ(mixed.x_name, "широта");
  EXPECT_EQ(mixed.y_name, "дол,\"гота\"");
}

struct TrajectoryFault {
  std::string marked, fragment;
};

TEST(TrajectoryFile, Errors) {
  const TrajectoryFault faults[] = {
      {"¦5,5,5\n", "must be two columns, x and y; here are 3"},
      {"¦5\n", "must be two columns"},
      {"5,5\n4,¦four\n", "`four` is not a number"},
      {"x,y\n5,¦\n", "`` is not a number"},
      {"5,5\n¦4\n", "the line has 1 field, the first 2"},
      {"5,5\n¦4,4,4\n", "3 fields, the first 2"},
      {"¦step,x\n0,5\n", "one column for coordinates"},
      {"¦step,f\n0,5\n", "no column for coordinates"},
      {"step,x,y,¦z\n0,5,5,5\n", "a third coordinate, `z`"},
      {"step,x,y,¦step\n", "two columns are called `step`"},
      {"step,x,y,¦\n", "no name"},
      {"step,x,y\n¦-1,5,5\n", "the step is -1"},
      {"step,x,y\n¦0.5,5,5\n", "the step is 0.5"},
      {"step,x,y\n¦nan,5,5\n", "the step is nan"},
      {"step,x,y\n1,5,5\n¦1,5,5\n", "step 1 comes after step 1"},
      {"шаг,y\n1,5\n2,¦п\n", "`п` is not a number"},
      {"x,y\n¦\"5,5\n", "the quote is not closed"},
      {"x,y\n\"5\"¦5,5\n", "after a quoted field"},
  };
  for (const auto& fault : faults) {
    SCOPED_TRACE(fault.marked);
    const auto unmarked = unmark(fault.marked);
    try {
      read_trajectory(unmarked.text, "a.csv");
      ADD_FAILURE() << "no error";
    } catch (const InputError& error) {
      const std::string what = error.what();
      EXPECT_NE(what.find(fault.fragment), std::string::npos) << what;
      EXPECT_EQ(error.parts().place.source, "a.csv");
      EXPECT_EQ(error.parts().place.line, unmarked.line) << what;
      EXPECT_EQ(error.parts().place.column, unmarked.column) << what;
    }
  }
  for (const std::string_view empty : {"", "\n\n", "# only a comment", "x,y\n", "step,x,y,f\n\n"}) {
    EXPECT_THROW(read_trajectory(empty, "a.csv"), InputError);
  }
  EXPECT_THROW(read_trajectory("x,x\n1,2\n", "a.csv"), InputError);
  EXPECT_THROW(read_trajectory("x,\xFF\n1,2\n", "a.csv"), InputError);
}

TEST(TrajectoryFile, Limits) {
  EXPECT_THROW(read_trajectory("1,2\n1,2\n1,2\n", "", {100, 2}), InputError);
  EXPECT_NO_THROW(read_trajectory("1,2\n1,2\n", "", {100, 2}));
  EXPECT_THROW(read_trajectory("1,2\n1,2\n", "", {7, 2}), InputError);
  EXPECT_THROW(read_trajectory_file("/nonexistent.csv"), InputError);
  EXPECT_THROW(read_trajectory_file("/"), InputError);
}

}  // namespace
}  // namespace ravine::study
