// Results as files: known bytes, exact numbers, and everything read back by Python.
#include <gtest/gtest.h>

#include <bit>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "ravine/base/file.hpp"
#include "ravine/study/csv.hpp"
#include "ravine/study/definition.hpp"
#include "ravine/study/json.hpp"
#include "ravine/study/npy.hpp"
#include "ravine/study/provenance.hpp"
#include "ravine/study/result_files.hpp"
#include "ravine/study/store.hpp"
#include "ravine/study/study.hpp"
#include "ravine/study/summary.hpp"
#include "test/study/file_text.hpp"

namespace ravine::study {
namespace {

namespace fs = std::filesystem;

// A folder of this test's own, removed at the end.
class Folder {
 public:
  explicit Folder(const std::string& name) : path_(fs::temp_directory_path() / ("ravine-" + name + "-" + unique())) {
    fs::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  static std::string unique() { return std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()); }
  fs::path path_;
};

TEST(Csv, FieldsAreQuotedWhereNeeded) {
  EXPECT_EQ(csv_field("Adam"), "Adam");
  EXPECT_EQ(csv_field("Adam, η = 0.1"), "\"Adam, η = 0.1\"");
  EXPECT_EQ(csv_field("a \"b\""), "\"a \"\"b\"\"\"");
  EXPECT_EQ(csv_field("a\nb"), "\"a\nb\"");
  EXPECT_EQ(csv_field(""), "");
}

History small_history() {
  History history;
  history.dimension = 2;
  history.step = {0, 1, 12};
  history.x = {5, 5, 0.1 + 0.2, -1e-7, std::nan(""), INFINITY};
  history.f = {150, 1.0 / 3, std::nan("")};
  history.gradient = {3, 4, 0, 1e-300, std::nan(""), 0};
  return history;
}

TEST(Csv, Trajectory) {
  const auto history = small_history();
  EXPECT_EQ(trajectory_csv(TrajectoryTable(history, {"x", "y"})),
            "step,x,y,f,grad_norm\n"
            "0,5,5,150,5\n"
            "1,0.30000000000000004,-1e-7,0.3333333333333333,1e-300\n"
            "12,nan,inf,nan,nan\n");
}

TEST(Csv, ColumnsNeverShareAName) {
  History history = small_history();
  EXPECT_EQ(TrajectoryTable(history, {"f", "f"}).columns(),
            (std::vector<std::string>{"step", "f_", "f__", "f", "grad_norm"}));
  EXPECT_EQ(TrajectoryTable(history, {}).columns(), (std::vector<std::string>{"step", "x1", "x2", "f", "grad_norm"}));
  history.gradient.clear();  // not recorded
  EXPECT_TRUE(std::isnan(TrajectoryTable(history, {}).gradient_norm(0)));
}

TEST(Npy, KnownBytes) {
  const auto history = small_history();
  const auto bytes = trajectory_npy(TrajectoryTable(history, {"x", "y"}));
  const std::string text(bytes.begin(), bytes.end());
  EXPECT_TRUE(text.starts_with(std::string("\x93NUMPY\x01\x00", 8)));
  const std::size_t header = bytes[8] + 256U * bytes[9];
  EXPECT_EQ((10 + header) % 64, 0U);
  constexpr std::size_t row_size = 40, rows = 3;  // five numbers a row
  EXPECT_EQ(bytes.size(), 10 + header + rows * row_size);
  EXPECT_NE(text.find("{'descr': [('step', '<i8'), ('x', '<f8'), ('y', '<f8'), ('f', '<f8'), ('grad_norm', '<f8'), ], "
                      "'fortran_order': False, 'shape': (3,), }"),
            std::string::npos);
  const auto* row = bytes.data() + 10 + header + row_size;  // the second
  const unsigned char expected[] = {1, 0, 0, 0, 0, 0, 0, 0, 0x34, 0x33, 0x33, 0x33, 0x33, 0x33, 0xD3, 0x3F};
  EXPECT_TRUE(std::equal(std::begin(expected), std::end(expected), row));
}

TEST(Json, NotFiniteIsNull) {
  const auto history = small_history();
  EXPECT_EQ(trajectory_json(TrajectoryTable(history, {"x", "y"})),
            "{\n\"step\": [0,1,12],\n\"x\": [5.0,0.30000000000000004,null],\n\"y\": [5.0,-1e-07,null],\n"
            "\"f\": [150.0,0.3333333333333333,null],\n\"grad_norm\": [5.0,1e-300,null]\n}\n");
}

// Problems of two and three dimensions, a sweep, a run that leaves its domain, one that diverges, names in Russian.
constexpr std::string_view many_kinds = R"toml(
title = "Опыт, \"первый\""
seed = 3
budget = 40
[problem.bowl]
function = "5*x^2 + y^2"
start = [5, 5]
minimum = 0
[problem."корни"]
title = "Корни"
function = "sqrt(u) + v^2 + w^4"
variables = ["u", "v", "w"]
start = [1, 1, 1]
[[run]]
label = "Импульс, μ = 0.9"
method = "momentum"
momentum = 0.9
learning_rate = 0.05
[[run]]
method = "adam"
learning_rate = { log_range = [0.01, 10], points = 4 }
bias_correction = [true, false]
pictures = true
[[run]]
label = "расходится"
method = "sgd(lr = 5)"
[[run]]
method = "rmsprop"
learning_rate = ["0.1/(1 + t)", 0.01]
)toml";

struct Study {
  Plan plan = read_definition({std::string(many_kinds), "study.toml", {"budget=50"}});
  Results results;
  std::vector<RunSummary> summaries;
  Study() {
    SerialExecutor executor;
    results = run(plan, executor);
    summaries = summarise(plan, results);
  }
};

TEST(Summary, StepsToTargets) {
  const Study study;
  for (const auto& summary : study.summaries) {
    const auto& history = study.results.runs[summary.index].history;
    for (std::size_t target = 0; target < target_count; ++target) {
      MaybeCount expected;
      for (std::size_t row = 0; row < history.size() && !expected; ++row) {
        if (history.f[row] - summary.minimum <= std::pow(10.0, -1.0 - static_cast<double>(target)))
          expected = history.step[row];
      }
      EXPECT_EQ(summary.steps_to[target], expected) << summary.label << " " << target;
    }
    EXPECT_EQ(summary.minimum_known, summary.problem == "bowl");
  }
  double least = INFINITY;
  for (const auto& summary : study.summaries) {
    if (!summary.minimum_known) least = std::min(least, summary.best_f);
  }
  EXPECT_EQ(study.summaries.back().minimum, least);
}

TEST(Summary, TargetLevelsAreTheNearestDoubles) {
  for (std::size_t i = 0; i < target_count; ++i) {
    EXPECT_EQ(target_level(i), std::strtod(("1e-" + std::to_string(i + 1)).c_str(), nullptr));
  }
}

TEST(ResultFiles, TheSameBytesEachTime) {
  const Study one, two;
  EXPECT_EQ(runs_csv(one.summaries), runs_csv(two.summaries));
  EXPECT_EQ(runs_json(one.summaries), runs_json(two.summaries));
  const auto made = provenance();
  auto results = two.results;
  results.seconds = one.results.seconds;
  auto summaries = two.summaries;
  for (std::size_t i = 0; i < summaries.size(); ++i) summaries[i].seconds = one.summaries[i].seconds;
  EXPECT_EQ(store_bytes(one.plan, one.results, one.summaries, made), store_bytes(two.plan, results, summaries, made));
}

TEST(ResultFiles, NamesAreSafeAndDiffer) {
  const auto plan = read_definition({R"toml(
[problem."../a"]
function = "x^2"
start = [1]
[problem."runs.csv"]
function = "x^2"
start = [1]
[[run]]
label = "a/b"
method = "sgd"
[[run]]
label = "a b"
method = "sgd"
[[run]]
label = "race"
method = "sgd"
)toml",
                                     "",
                                     {}});
  const auto names = result_names(plan);
  for (const auto& folder : names.folders) EXPECT_EQ(folder.find('/'), std::string::npos);
  EXPECT_NE(names.folders[1], "runs.csv");
  EXPECT_EQ(names.runs[0], "a-b");
  EXPECT_EQ(names.runs[1], "a-b-2");
  EXPECT_EQ(names.runs[2], "race-2");
}

TEST(ResultFiles, FolderThatCannotBeMade) {
  const Study study;
  EXPECT_THROW(write_results("/proc/nothing", study.plan, study.results, study.summaries), SystemError);
}

std::string bits(double value) {
  std::ostringstream text;
  text << std::hex << (std::isnan(value) ? std::uint64_t{0x7FF8000000000000} : std::bit_cast<std::uint64_t>(value));
  return text.str();
}

// The truth for read_back.py: numbers as bits.
std::string expected_text(const Study& study) {
  std::ostringstream text;
  const auto names = result_names(study.plan);
  for (const auto& summary : study.summaries) {
    const auto run = study.plan.run(summary.index);
    const auto& result = study.results.runs[summary.index];
    text << "run\t" << summary.index << '\t' << names.folders[run.problem] << '\t'
         << (run.pictures ? names.runs[summary.index] : "") << '\t' << summary.problem << '\t' << summary.label << '\t'
         << summary.outcome << '\t' << summary.steps << '\t' << bits(summary.f) << '\t' << bits(summary.best_f) << '\t'
         << bits(summary.gradient_norm) << '\t' << bits(run.method.settings()[0].value) << '\t' << key_text(summary.key)
         << '\n';
    text << "targets";
    for (const auto& step : summary.steps_to) text << '\t' << (step ? std::to_string(*step) : "");
    text << '\n';
    const TrajectoryTable table(result.history, study.plan.problems[run.problem].problem->coordinate_names());
    text << "columns";
    for (const auto& column : table.columns()) text << '\t' << column;
    text << '\n';
    for (std::size_t row = 0; row < table.rows(); ++row) {
      text << "row\t" << table.step(row);
      for (std::size_t i = 0; i < table.dimension(); ++i) text << '\t' << bits(table.point(row)[i]);
      text << '\t' << bits(table.f(row)) << '\t' << bits(table.gradient_norm(row)) << '\n';
    }
  }
  return text.str();
}

TEST(ResultFiles, PythonReadsThemBackExactly) {
  const Study study;
  const Folder folder("results");
  const auto written = write_results(folder.path() / "out", study.plan, study.results, study.summaries);
  for (const auto& path : written) EXPECT_TRUE(fs::is_regular_file(path)) << path;
  EXPECT_EQ(file_text(folder.path() / "out" / "runs.csv"), runs_csv(study.summaries));
  write_file(folder.path() / "out" / "runs.json", runs_json(study.summaries));
  write_file(folder.path() / "out" / "trajectory.json",
             trajectory_json(TrajectoryTable(study.results.runs[0].history, {"x", "y"})));
  write_file(folder.path() / "expected.txt", expected_text(study));
  const auto command =
      "/usr/bin/python3 '" RAVINE_SOURCE_DIR "/test/study/read_back.py' '" + folder.path().string() + "'";
  EXPECT_EQ(std::system(command.c_str()), 0);  // NOLINT(concurrency-mt-unsafe): the test has one thread
}

TEST(Store, LeavesOutTrajectoriesThatAreTooMany) {
  const Study study;
  StoreLimits limits;
  limits.trajectory_rows = 10;
  const auto all = store_bytes(study.plan, study.results, study.summaries, provenance());
  const auto few = store_bytes(study.plan, study.results, study.summaries, provenance(), limits);
  EXPECT_LT(few.size(), all.size());
}

}  // namespace
}  // namespace ravine::study
