// The program as its users meet it: exit status, what it prints, what it writes.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "ravine/app/command_line.hpp"
#include "test/sanitized.hpp"

namespace ravine::app {
namespace {

namespace fs = std::filesystem;

struct Ended {
  int status = 0;
  std::string out, error;
};

Ended ravine(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "ravine");
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Ended ended;
  ended.status = run_program(static_cast<int>(arguments.size()), arguments.data());
  ended.out = testing::internal::GetCapturedStdout();
  ended.error = testing::internal::GetCapturedStderr();
  return ended;
}

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// An own folder for each test, gone afterwards.
class Program : public testing::Test {
 public:
  Program() : folder(fs::temp_directory_path() / ("ravine-app-test-" + std::to_string(getpid()))) {
    fs::remove_all(folder);
    fs::create_directories(folder);
  }
  ~Program() override { fs::remove_all(folder); }
  std::string file(const char* name) const { return (folder / name).string(); }
  fs::path folder;
};

TEST_F(Program, TellsItsVersionAndHelp) {
  EXPECT_EQ(ravine({"--version"}).status, 0);
  EXPECT_EQ(ravine({"--version"}).out.rfind("ravine ", 0), 0U);
  for (const char* command : {"run", "check-gradient", "trace", "race", "draw", "methods", "problems", "init"}) {
    const auto help = ravine({command, "--help"});
    EXPECT_EQ(help.status, 0);
    EXPECT_NE(help.out.find("Example"), std::string::npos) << command;
    EXPECT_TRUE(help.error.empty());
  }
}

TEST_F(Program, NoiseIsOfTheSeed) {
  const auto trace = [](const char* noise, const char* seed) {
    return ravine({"trace", "5*x^2 + y^2", "--from", "5,5", "--steps", "5", "--noise", noise, "--seed", seed, "sgd"})
        .out;
  };
  EXPECT_EQ(trace("gaussian", "2"), trace("gaussian(sigma=0.1)", "2"));
  EXPECT_NE(trace("gaussian", "2"), trace("gaussian", "3"));
  const auto wrong = ravine({"trace", "x^2", "--from", "5", "--noise", "gausian"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_NE(wrong.error.find("--noise: `gausian` is no noise; nearest known: `gaussian`"), std::string::npos)
      << wrong.error;
}

TEST_F(Program, TraceMeetsTheNoiseOfTheStudy) {
  const auto definition = file("noise.toml"), out = file("out");
  std::ofstream(definition) << "seed = 5\nbudget = 20\n[problem.p]\nfunction = \"5*x^2+y^2\"\nnoise = \"student_t\"\n"
                               "start = [1, 2]\n[[run]]\nlabel = \"run\"\nmethod = \"sgd(lr = 0.01)\"\n";
  ASSERT_EQ(ravine({"run", definition.c_str(), "--out", out.c_str(), "-q"}).status, 0);
  const auto trace = ravine({"trace", "5*x^2 + y^2", "--from", "1,2", "--steps", "20", "--noise", "student_t", "--seed",
                             "5", "sgd(lr=0.01)"});
  EXPECT_EQ(trace.out, contents(fs::path(out) / "p" / "run.csv"));
}

// The program stands beside the definition; whether it was started is told by the file that it would make.
TEST_F(Program, ProgramsRunOnlyWhereAllowed) {
  const auto definition = file("external.toml"), out = file("out"), started = file("started");
  std::ofstream(file("objective.sh")) << "touch '" << started
                                      << "'; while read l; do echo '{\"f\":1,\"g\":[0.5,0]}'; done\n";
  std::ofstream(definition) << "budget = 3\n[problem.p]\nexternal = \"sh objective.sh\"\nstart = [1, 2]\n"
                               "[[run]]\nmethod = \"sgd(lr = 0.1)\"\n";
  const auto refused = ravine({"run", definition.c_str(), "--out", out.c_str()});
  EXPECT_EQ(refused.status, 2);
  EXPECT_NE(refused.error.find("runs a program, `sh objective.sh`"), std::string::npos) << refused.error;
  EXPECT_EQ(ravine({"check-gradient", definition.c_str()}).status, 2);
  const auto dry = ravine({"run", definition.c_str(), "--dry-run", "--allow-exec"});
  EXPECT_EQ(dry.status, 0);
  EXPECT_NE(dry.out.find("sh objective.sh"), std::string::npos) << dry.out;
  EXPECT_FALSE(fs::exists(started));
  const auto check = ravine({"check-gradient", definition.c_str(), "--allow-exec"});
  EXPECT_NE(check.out.find("p: 2 coordinates, 1 wrong, 0 unclear\nx1: the gradient says 0.5"), std::string::npos)
      << check.out << check.error;
  EXPECT_TRUE(fs::exists(started));
  EXPECT_EQ(ravine({"run", definition.c_str(), "--out", out.c_str(), "--allow-exec", "--quiet"}).status, 0);
  EXPECT_NE(contents(fs::path(out) / "runs.csv").find("budget"), std::string::npos);
}

TEST_F(Program, TracePrintsTheTrajectory) {
  const auto csv = ravine({"trace", "5*x^2 + y^2", "--from", "5,5", "--steps", "2", "sgd(lr=0.01)"});
  EXPECT_EQ(csv.status, 0);
  EXPECT_EQ(csv.out.substr(0, csv.out.find('\n', 22)), "step,x,y,f,grad_norm\n0,5,5,150,50.99019513592785");
  EXPECT_NE(csv.error.find("budget after 2 steps"), std::string::npos);
  const auto json = ravine({"trace", "x^2", "--from", "1", "--steps", "1", "--format", "json", "sgd(lr=0.25)"});
  EXPECT_NE(json.out.find("\"x\": [1.0,0.5]"), std::string::npos) << json.out;
  const auto npy = ravine({"trace", "x^2", "--from", "1", "--steps", "1", "--format", "npy", "sgd"});
  EXPECT_EQ(npy.out.substr(1, 5), "NUMPY");
}

// --every thins what is printed, never what is said of the run; of a stored run too, however its study recorded it.
TEST_F(Program, TraceSaysTheSameHoweverFewStepsItPrints) {
  const auto said = [](const char* every) {
    return ravine({"trace", "x^2 + y^2", "--from", "3,3", "sgd(lr=1)", "--every", every}).error;
  };
  EXPECT_NE(said("1").find("largest curvature is L = 2"), std::string::npos) << said("1");
  EXPECT_EQ(said("2"), said("1"));
  const auto definition = file("jump.toml"), out = file("out");
  std::ofstream(definition) << "budget = 100\nrecord = { every = 2 }\n[problem.p]\nfunction = \"x^2 + y^2\"\n"
                               "start = [3, 3]\n[[run]]\nmethod = \"sgd(lr = 1)\"\n";
  ASSERT_EQ(ravine({"run", definition.c_str(), "--out", out.c_str(), "-q"}).status, 0);
  EXPECT_NE(contents(fs::path(out) / "report.html").find("largest curvature is L = 2"), std::string::npos);
  const auto stored = ravine({"trace", "--study", out.c_str(), "--run", "0", "--every", "4"});
  EXPECT_EQ(stored.error, said("1"));
}

TEST_F(Program, TraceSaysWhoseSettingItDifferentiatesBy) {
  const auto said = ravine({"trace", "rosenbrock", "clip_norm(1) | adam(lr=0.1) | weight_decay(0.01)", "--derivative",
                            "epsilon", "--steps", "20"})
                        .error;
  EXPECT_NE(said.find("by adam.epsilon is"), std::string::npos) << said;
}

TEST_F(Program, ANumericalFailureIsNoProgramFailure) {
  const auto left = ravine({"trace", "sqrt(x)", "--from", "0.5", "sgd(lr=1)"});
  EXPECT_EQ(left.status, 0);
  EXPECT_NE(left.error.find("left-domain"), std::string::npos);
  EXPECT_EQ(ravine({"trace", "x^2", "--from", "1", "sgd(lr=100)"}).status, 0);
}

TEST_F(Program, BadInputIsStatusTwoAndSaysWhatToDo) {
  struct Wrong {
    std::vector<const char*> arguments;
    const char* said;
  };
  const auto out = file("a.gif");
  for (const auto& wrong : std::vector<Wrong>{
           {{}, "subcommand is required"},
           {{"rum"}, "there is no command `rum`; nearest known: `run`"},
           {{"trace", "x^2", "--from", "1", "--step", "3"}, "there is no option `--step`; nearest known: `--steps`"},
           {{"trace", "-cos(x)", "--from", "1"}, "goes after `--`"},
           {{"trace", "5x", "--from", "1"}, "write 5*x"},
           {{"trace", "x^2", "--from", "1,2"}, "the function has 1 variable, --from has 2 numbers"},
           {{"trace", "x^2", "--from", "one"}, "`one` is no finite number"},
           {{"trace", "x^2", "--from", "1", "adma"}, "nearest known: `adam`"},
           {{"trace", "x^2", "--from", "1", "adam(beta1=1)"}, "which is not in [0, 1)"},
           {{"race", "x^2+y^2", "--from", "1,1", "sgd", "--out", "a.jpg"}, ".gif, .png or .svg"},
           {{"race", "x^2+y^2", "--from", "1,1", "sgd", "--view", "1:0,0:1", "--out", out.c_str()}, "--view"},
           {{"race", "x^2+y^2", "--from", "1,1", "sgd", "--view", "0:1", "--out", out.c_str()}, "two ranges"},
           {{"race", "x^2", "--from", "1", "sgd", "--view", "0:1,2", "--out", out.c_str()}, "a range of the variable"},
           {{"race", "x^2+y^2", "--from", "1,1", "sgd", "--size", "600", "--out", out.c_str()}, "--size 600x400"},
           {{"race", "x^2+y^2", "--from", "1,1", "sgd", "--size", "600x4e2.5", "--out", out.c_str()},
            "no finite number"},
           {{"race", "x^2+y^2", "--from", "1,1", "sgd", "--size", "600.5x400", "--out", out.c_str()}, "whole pixels"},
           {{"race", "x^2+y^2", "--from", "1,1", "sgd", "--size", "200x100", "--out", out.c_str()}, "from 480x360 to"},
           {{"race", "x^2+y^2", "--from", "1,1", "sgd", "--size", "-600x400", "--out", out.c_str()}, "from 480x360 to"},
           {{"draw", "x^2+y^2", "a.csv", "--size", "9000x9000", "--out", out.c_str()}, "to 8192x8192"},
           {{"race", "x^2+y^2", "--from", "1,1", "sgd", "--colors", "64", "--out", out.c_str()}, "--colors is of PNG"},
           {{"race", "x^2+y^2", "--from", "1,1", "sgd", "--colors", "1"}, "`1` is not a whole number from 2 to 255"},
           {{"race", "x^2+y^2", "--from", "1,1", "sgd", "--minimiser", "1", "--out", out.c_str()}, "has 2 coordinates"},
           {{"race", "x^2+y^2", "--from", "1,1", "sgd", "--plane", "x,y", "--out", out.c_str()}, "three variables"},
           {{"race", "x^2+y^2+z^2", "--from", "1,1,1", "sgd", "--plane", "x", "--out", out.c_str()}, "--plane x1,x3"},
           {{"race", "x^2+y^2+z^2", "--from", "1,1,1", "sgd", "--plane", "x,w", "--out", out.c_str()}, "no coordinate"},
           {{"race", "x^2+y^2+z^2", "--from", "1,1,1", "sgd", "--plane", "z,3", "--out", out.c_str()}, "the same"},
           {{"draw", "x^2+y^2", "nowhere.csv", "--out", out.c_str()}, "nowhere.csv"},
           {{"race", "x^2+y^2", "--from", "1,1", "adam", "adam(lr=0.001)", "--out", out.c_str()}, "is given twice"},
           {{"tune", "rosenbrock", "adam", "--minimum", "5"}, "contradicts the catalogue"},
           {{"tune", "x^2", "--from", "1", "sgd", "--minimum", "5", "--budget", "100", "--steps", "10"},
            "f was seen at"},
           {{"methods", "adma"}, "nearest known: `adam`"},
           {{"problems", "beele"}, "nearest known: `beale`"},
           {{"trace", "rosenbrok", "--from", "1,1"}, "nearest function of the catalogue: `rosenbrock`"},
           {{"trace", "Rosenbrock(dimension = 3)"}, "`rosenbrock`; `ravine problems` lists them"},
           {{"problems", "nothing like it"}, "`ravine problems` lists the "},
           {{"trace", "sum(i = 1..n, x[i]^2)"}, "how many they are is the dimension n"},
           {{"trace", "x^2", "--from", "1/0"}, "is no finite number"},
           {{"trace", "x^2", "--from", "1", "--steps", "1e3.5"}, "is not a whole number from 0 to 1000000000000: 1000"},
           {{"trace", "x^2", "--from", "1", "--target", "low"}, "`low` is not a number: 0.5, 1e-3 or 1/3"},
           {{"trace", "a^2", "--from", "1"}, "; --variables a,b gives them other names"},
           {{"trace", "rosenbrock", "adam", "sgd"}, "`ravine race` takes several methods"},
           {{"trace", "rosenbrock", "--variables", "a,b"}, "leave out --variables"},
           {{"trace", "x^2", "--from", "1", "--lr", "0.1"}, "a setting stands with its method, 'sgd(lr=...)'"},
           {{"race", "x^2"}, "`ravine race --help` shows its arguments"},
           {{"race", "x^2+y^2", "--from", "1,1", "sgd", "--out", "picture"}, "this name has none"},
           {{"methods", "adam(lr=0.1)"}, "ravine methods adam"},
           {{"export", "nowhere"}, "name the folder that `ravine run FILE --out DIR` wrote"},
           {{"tune", "rosenbrock", "adam", "--above", "2e-7"}, "is none of 1e-1, 1e-2, ... 1e-12 and none"},
           {{"trace", "beale", "--from", "1,1,1"}, "`beale` has no form in 3 coordinates"},
           {{"trace", "x^2"}, "--from is required"},
           {{"run", "nowhere.toml"}, "nowhere.toml"},
       }) {
    const auto ended = ravine(wrong.arguments);
    EXPECT_EQ(ended.status, 2) << wrong.said;
    EXPECT_NE(ended.error.find(wrong.said), std::string::npos) << ended.error;
    EXPECT_TRUE(ended.out.empty()) << ended.out;
  }
  EXPECT_TRUE(fs::is_empty(folder)) << "something half-written stayed";
}

TEST_F(Program, NumbersMayBeWrittenAsFormulas) {
  const auto plain = ravine({"trace", "x^2", "--from", "0.25", "--steps", "10", "--format", "json", "sgd"});
  ASSERT_EQ(plain.status, 0) << plain.error;
  EXPECT_EQ(ravine({"trace", "x^2", "--from", "1/4", "--steps", "1e1", "-f", "json", "sgd"}).out, plain.out);
  EXPECT_EQ(ravine({"trace", "x^2", "--from", "2^-2", "--steps", "5*2", "-f", "json", "sgd"}).out, plain.out);
}

// Asked before anything is computed, and nothing stays of the question.
TEST_F(Program, APlaceThatCannotBeWrittenIsBadInput) {
  const auto blocked = file("blocked"), csv = file("a.csv");
  std::ofstream(blocked) << "a file";
  std::ofstream(csv) << "x,y\n1,1\n2,2\n";
  for (const auto* end : {"/nowhere/a.png", "/blocked/a.png", ""}) {
    const auto out = folder.string() + end;
    for (const auto& command : std::vector<std::vector<const char*>>{{"trace", "x^2 + y^2", "--from", "1,1"},
                                                                     {"race", "x^2 + y^2", "--from", "1,1", "sgd"},
                                                                     {"draw", "x^2 + y^2", csv.c_str()}}) {
      auto arguments = command;
      arguments.insert(arguments.end(), {"--out", out.c_str()});
      const auto ended = ravine(arguments);
      EXPECT_EQ(ended.status, 2) << command[0] << out << ended.error;
      EXPECT_NE(ended.error.find("--out " + out + ": "), std::string::npos) << ended.error;
    }
  }
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 2);
}

TEST_F(Program, MethodsThatDoNotFitAreShownWhereTheyAreWritten) {
  const auto group = ravine({"trace", "x^2 + y^2", "--from", "1,1", "adam(lr=0.1, lr@nosuch=0.01)"});
  EXPECT_EQ(group.status, 2);
  EXPECT_NE(group.error.find("command line: "), std::string::npos) << group.error;
  EXPECT_NE(group.error.find("adam(lr=0.1, lr@nosuch=0.01)\n               ^~~~~~~~~~~~~~"), std::string::npos)
      << group.error;
  const auto matrix = ravine({"race", "x^2 + y^2", "--from", "1,1", "clip_norm(1) | muon"});
  EXPECT_EQ(matrix.status, 2);
  EXPECT_NE(matrix.error.find("clip_norm(1) | muon\n                 ^~~~"), std::string::npos) << matrix.error;
}

TEST_F(Program, TuneLeavesWhatIsWritten) {
  for (const auto* method : {"sgd(0.01)", "sgd(lr = 0.01)"}) {
    const auto tuned =
        ravine({"tune", "x^2 + y^2", "--from", "1,1", "--minimum", "0", "--steps", "10", "--budget", "200", method});
    EXPECT_EQ(tuned.status, 0) << tuned.error;
    EXPECT_NE(tuned.out.find("nothing to tune"), std::string::npos) << method << tuned.out;
  }
  const auto free =
      ravine({"tune", "x^2 + y^2", "--from", "1,1", "--minimum", "0", "--steps", "10", "--budget", "200", "sgd"});
  EXPECT_EQ(free.out.find("nothing to tune"), std::string::npos) << free.out;
}

TEST_F(Program, RaceAndDrawWriteEveryKindOfPicture) {
  const auto csv = file("adam.csv");
  EXPECT_EQ(ravine({"trace", "5*x^2 + y^2", "--from", "5,5", "adam(lr=0.1)", "--out", csv.c_str()}).status, 0);
  for (const auto& [kind, head] : {std::pair{"a.gif", "GIF89a"}, {"a.png", "\x89PNG"}, {"a.svg", "<?xml"}}) {
    const auto out = file(kind);
    EXPECT_EQ(ravine({"race", "5*x^2 + y^2", "--from", "5,5", "adam(lr=0.1)", "sgd", "--out", out.c_str()}).status, 0);
    EXPECT_EQ(contents(out).rfind(head, 0), 0U) << kind;
    const auto drawn = file("drawn") + fs::path(kind).extension().string();
    EXPECT_EQ(ravine({"draw", "5*x^2 + y^2", csv.c_str(), "--title", "Траектория", "--out", drawn.c_str()}).status, 0);
    EXPECT_EQ(contents(drawn).rfind(head, 0), 0U) << kind;
  }
}

// Width, height, depth and colour type as the PNG's head has them.
TEST_F(Program, PicturesMayBeSmall) {
  const auto out = file("a.png"), plain = file("plain.png"), again = file("again.png");
  const auto small = [&](const std::string& to) {
    return ravine({"race", "5*x^2 + y^2", "--from", "5,5", "adam(lr=0.1)", "--minimiser", "0,0", "--size", "600x400",
                   "--colors", "64", "--out", to.c_str()});
  };
  EXPECT_EQ(small(out).status, 0);
  EXPECT_EQ(contents(out).substr(16, 10), std::string("\0\0\2\x58\0\0\1\x90\x08\x03", 10));
  EXPECT_EQ(small(again).status, 0);
  EXPECT_EQ(contents(out), contents(again));
  EXPECT_EQ(
      ravine({"race", "5*x^2 + y^2", "--from", "5,5", "adam(lr=0.1)", "--size", "600x400", "--out", plain.c_str()})
          .status,
      0);
  EXPECT_LT(2 * fs::file_size(out), fs::file_size(plain));
}

// Steps of 50 evaluations reach nothing, whatever the settings; then the method comes first that came lower.
TEST_F(Program, TuneSaysWhereNothingReachedTheTarget) {
  const auto said = ravine({"tune", "rosenbrock", "sgd", "adam", "--budget", "20000", "--steps", "50"});
  EXPECT_EQ(said.status, 0);
  for (const char* part : {"settings that came nearest", "None reached f* + 1e-6 from any start", "# came nearest",
                           "learning_rate from 1e-06 ... 1 (logarithmic), beta1 from 0 ... 0.99",
                           "x1 from -1.8 ... -0.6, x2 from 0.5 ... 1.5", "of adam lies at the edge of the range"})
    EXPECT_NE(said.out.find(part), std::string::npos) << part << "\n" << said.out;
  EXPECT_NE(said.out.find("method = \"adam\""), std::string::npos) << said.out;
  EXPECT_EQ(said.out.find("nearly as good:"), std::string::npos) << said.out;
}

// McCormick's function falls without end outside of the box that its minimum is of.
TEST_F(Program, TuneSaysWhereFWentBelowTheCataloguesMinimum) {
  const auto tune = [](const char* above, const char* format) {
    return ravine({"tune", "mccormick", "sgd", "--from=-4,-6", "--budget", "2000", "--steps", "100", "--above", above,
                   "-f", format});
  };
  constexpr const char* said = "below the catalogue's minimum -1.91322: that is the least in the box x from -1.5 ... 4";
  EXPECT_NE(tune("1e-6", "text").out.find(said), std::string::npos) << tune("1e-6", "text").out;
  EXPECT_NE(tune("1e-6", "json").error.find(said), std::string::npos);
  const auto by_f = tune("none", "text").out;
  EXPECT_EQ(by_f.find(said), std::string::npos) << by_f;
  EXPECT_NE(by_f.find("f at the end  95 % interval"), std::string::npos) << by_f;
}

TEST_F(Program, ReportsNameWhatTheCommandLineLaidOver) {
  const auto definition = file("study.toml"), out = file("out");
  for (const char* rate : {"0.1", "[0.1, 0.2]"}) {  // with pictures of single runs, and without
    std::ofstream(definition) << "budget = 20\n[problem.p]\nfunction = \"5*x^2+y^2\"\nstart = [1, 2]\n"
                                 "[[run]]\nmethod = \"adam\"\nlearning_rate = "
                              << rate << "\n";
    ASSERT_EQ(ravine({"run", definition.c_str(), "--out", out.c_str(), "-q", "--force", "--seed", "3", "--set",
                      "title=A name"})
                  .status,
              0);
    EXPECT_NE(contents(fs::path(out) / "report.html")
                  .find("laid over it: <code>--set &#39;title=A name&#39; --set seed=3</code>"),
              std::string::npos);
  }
  ASSERT_EQ(ravine({"run", definition.c_str(), "--out", out.c_str(), "-q"}).status, 0);
  EXPECT_EQ(contents(fs::path(out) / "report.html").find("laid over it"), std::string::npos);
}

TEST_F(Program, AComparisonSaysWhatItMeasures) {
  const auto definition = file("study.toml"), out = file("out");
  std::ofstream(definition) << "budget = 50\n[problem.p]\ncatalogue = \"booth\"\n[compare]\ntuning = 2\nstarts = 1\n"
                               "scored = 3\n[[run]]\nmethod = [\"sgd\", \"adam\"]\n"
                               "learning_rate = { log_range = [1e-2, 1] }\n";
  const auto aimed = ravine({"run", definition.c_str(), "--out", out.c_str()});
  ASSERT_EQ(aimed.status, 0) << aimed.error;
  EXPECT_NE(aimed.out.find("The score is the evaluations to f* + 1e-6: fewer are better, and a miss counts as"),
            std::string::npos)
      << aimed.out;
  EXPECT_NE(aimed.out.find("on each of the 3 instances"), std::string::npos);
  EXPECT_NE(contents(fs::path(out) / "report.html").find("By the median"), std::string::npos);
  EXPECT_NE(contents(fs::path(out) / "comparison.json").find("\"score\": \"evaluations to f* + 1e-6\""),
            std::string::npos);
  const auto by_f = ravine({"run", definition.c_str(), "--out", out.c_str(), "--set", "compare.target=none"});
  EXPECT_NE(by_f.out.find("The score is f at the end: less is better."), std::string::npos) << by_f.out;
}

// What the best cell of a map is called tells what it was judged by.
TEST_F(Program, AStudySaysWhatItIsJudgedBy) {
  const auto definition = file("study.toml"), out = file("out");
  std::ofstream(definition) << "budget = 100\n[problem.p]\nfunction = \"x^2+y^2\"\nstart = [1, 2]\nminimum = 0\n"
                               "[[run]]\nmethod = \"momentum\"\nlearning_rate = [0.1, 0.2]\nmomentum = [0, 0.1]\n";
  for (const auto& [score, name] :
       {std::pair{"score=f", "f at the end over"}, {"score=1e-2", "evaluations to f* + 1e-2 over"}}) {
    ASSERT_EQ(ravine({"run", definition.c_str(), "--out", out.c_str(), "-q", "--set", score}).status, 0);
    EXPECT_NE(contents(fs::path(out) / "report.html").find(name), std::string::npos) << score;
  }
}

TEST_F(Program, TuneNamesWhatAllRunsFailedBy) {
  const auto said = ravine({"tune", "sqrt(x - 3)", "--from", "0.5", "sgd", "--budget", "5000", "--steps", "50"});
  EXPECT_EQ(said.status, 0);
  EXPECT_NE(said.out.find("All runs of sgd failed: left-domain, the first: sqrt(x - 3) at step 0"), std::string::npos)
      << said.out;
  EXPECT_NE(said.out.find("method = \"sgd\"\n"), std::string::npos) << said.out;  // all alike: the defaults
}

// Without a target nothing is solved, and of f about -100 twice the best is no measure: of 40 rates evenly
// over six decades 9.9 lie between 0.0055, which leaves (1 - 0.011)^200 = 0.11 of 25, and the limit of stability, 0.2;
// the median's f is some 60 above the best.
TEST_F(Program, TuneCountsWhatIsNearlyAsGoodByF) {
  const auto said =
      ravine({"tune", "5*x^2 + y^2 - 100", "--from", "5,5", "sgd", "--budget", "20000", "--steps", "100"});
  EXPECT_EQ(said.out.find("solved"), std::string::npos) << said.out;
  EXPECT_NE(said.out.find("100 %       10 of 40"), std::string::npos) << said.out;
}

TEST_F(Program, TuneLeavesAloneWhatHasNoEffect) {
  const auto searched = ravine({"tune", "rosenbrock", "lbfgs"});
  EXPECT_NE(searched.out.find("lbfgs: nothing to tune"), std::string::npos) << searched.out;
  const auto fixed =
      ravine({"tune", "rosenbrock", "lbfgs(line_search=none)", "--budget", "20000", "--steps", "100", "-f", "json"});
  EXPECT_NE(fixed.out.find("\"setting\": \"learning_rate\""), std::string::npos) << fixed.out;
  EXPECT_NE(ravine({"methods", "lbfgs"}).out.find("step size; only with line_search=none"), std::string::npos);
}

TEST_F(Program, RaceDrawsCurvesWhereThereIsNoMap) {
  const auto out = file("curves.svg");
  EXPECT_EQ(ravine({"race", "x^2", "--from", "1", "adam(lr=0.1)", "sgd", "--out", out.c_str()}).status, 0);
  EXPECT_EQ(contents(out).rfind("<?xml", 0), 0U);
}

TEST_F(Program, RaceDrawsAPlaneOfManyVariables) {
  const auto race = [&](const std::string& out, const std::vector<const char*>& more) {
    std::vector<const char*> arguments{
        "race", "x^2 + 3*y^2 + 9*z^2", "--from", "1,2,3", "adam(lr=0.1)", "sgd", "--out", out.c_str()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return ravine(arguments).status;
  };
  const auto plane = file("plane.svg"), same = file("same.svg"), chosen = file("chosen.svg"), film = file("film.gif");
  EXPECT_EQ(race(plane, {}), 0);
  EXPECT_EQ(race(same, {"--plane", "principal", "--jobs", "2"}), 0);
  EXPECT_EQ(contents(plane), contents(same));
  EXPECT_EQ(race(chosen, {"--plane", "z,1", "--minimiser", "0,0,0"}), 0);
  EXPECT_NE(contents(plane), contents(chosen));
  EXPECT_EQ(race(film, {"--size", "480x360"}), 0);
  EXPECT_EQ(contents(film).rfind("GIF89a", 0), 0U);
}

TEST_F(Program, RaceSaysWhyARunFailed) {
  const auto out = file("a.svg");
  const auto said = ravine({"race", "sqrt(x) + y^2", "--from", "0.5,1", "sgd(lr=1)", "sgd", "--out", out.c_str()}).out;
  EXPECT_NE(said.find(" nan "), std::string::npos) << said;
  EXPECT_EQ(said.find("-nan"), std::string::npos) << said;
  EXPECT_NE(said.find("SGD, η = 1: sqrt(x) at step 1: x = "), std::string::npos) << said;
}

TEST_F(Program, MethodsReadTheTable) {
  EXPECT_NE(ravine({"methods"}).out.find("adagrad"), std::string::npos);
  EXPECT_NE(ravine({"methods", "adam"}).out.find("epsilon_place"), std::string::npos);
  const auto json = ravine({"methods", "adam", "--format", "json"}).out;
  EXPECT_NE(json.find("\"default\": 0.999"), std::string::npos);
  EXPECT_NE(json.find("\"default_text\": \"1e-8\""), std::string::npos);
  EXPECT_NE(json.find("\"method\": \"adam(epsilon=1e-7, epsilon_place=hat)\""), std::string::npos);
  EXPECT_NE(json.find("\"example\": \"adam(learning_rate=0.1)\""), std::string::npos);
  EXPECT_NE(ravine({"methods", "polyak", "--format", "json"}).out.find("\"default_text\": \"inf\""), std::string::npos);
}

TEST_F(Program, FunctionsOfTheCatalogueGoByName) {
  EXPECT_NE(ravine({"problems"}).out.find("himmelblau"), std::string::npos);
  const auto one = ravine({"problems", "quadratic(condition=1e4)"}).out;
  for (const char* said : {"10000^", "start", "(8, 3)", "minimum", "1 to 1e16"})
    EXPECT_NE(one.find(said), std::string::npos) << said;
  const auto json = ravine({"problems", "beale", "--format", "json"}).out;
  EXPECT_NE(json.find("\"minimisers\""), std::string::npos);
  const auto by_name = ravine({"trace", "beale", "--steps", "9", "sgd"});
  EXPECT_EQ(by_name.status, 0);
  EXPECT_EQ(by_name.out, ravine({"trace", "(1.5 - x*(1 - y))^2 + (2.25 - x*(1 - y^2))^2 + (2.625 - x*(1 - y^3))^2",
                                 "--from", "1,1", "--steps", "9", "sgd"})
                             .out);
  EXPECT_NE(ravine({"trace", "sphere", "--from", "1,2,3,4", "--steps", "1", "sgd"}).out.find("x4"), std::string::npos);
  const auto picture = file("beale.svg");
  EXPECT_EQ(ravine({"race", "beale", "sgd", "adam", "--steps", "20", "--out", picture.c_str()}).status, 0);
  // A name that is declared is a variable.
  EXPECT_EQ(
      ravine({"trace", "sphere^2 + cube", "--variables", "sphere,cube", "--from", "1,1", "--steps", "1", "sgd"}).status,
      0);
}

TEST_F(Program, InitWritesADefinitionThatRuns) {
  const auto definition = file("mine.toml"), out = file("out");
  EXPECT_EQ(ravine({"init", definition.c_str()}).status, 0);
  EXPECT_EQ(ravine({"init", definition.c_str()}).status, 2);  // it is there already
  EXPECT_EQ(ravine({"run", definition.c_str(), "--dry-run"}).status, 0);
  EXPECT_FALSE(fs::exists(out));
  EXPECT_EQ(ravine({"run", definition.c_str(), "--out", out.c_str(), "--set", "budget=5"}).status, 0);
  for (const char* name : {"report.html", "runs.csv", "study.sqlite"})
    EXPECT_GT(fs::file_size(fs::path(out) / name), 0U) << name;
}

// All files of the three examples (of one, where a sanitizer watches) are there, and the same bytes with one and with
// two threads.
TEST_F(Program, ExamplesRunAlikeWithAnyNumberOfThreads) {
  std::vector<const char*> examples{"three-adams", "notebook", "learning-rates"};
  if (test::sanitized) examples.resize(1);
  for (const char* example : examples) {
    const auto definition = std::string(RAVINE_SOURCE_DIR) + "/example/" + example + ".toml";
    const auto one = file("one"), two = file("two");
    ASSERT_EQ(ravine({"run", definition.c_str(), "--out", one.c_str(), "--jobs", "1", "-q"}).status, 0) << example;
    ASSERT_EQ(ravine({"run", definition.c_str(), "--out", two.c_str(), "--jobs", "2"}).status, 0) << example;
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(one)) {
      if (!entry.is_regular_file()) continue;
      ++files;
      const auto other = fs::path(two) / fs::relative(entry.path(), one);
      ASSERT_TRUE(fs::exists(other)) << other;
      // The store holds the date and the wall times.
      if (entry.path().extension() == ".sqlite") continue;
      EXPECT_EQ(contents(entry.path()), contents(other)) << other;
    }
    EXPECT_GE(files, 10U) << example;
    fs::remove_all(one);
    fs::remove_all(two);
  }
}

TEST_F(Program, CurvesAreDrawnAndExported) {
  std::ofstream(file("study.toml")) << "budget = 20\ncurves = 5\npictures = false\n"
                                       "[problem.bowl]\nfunction = \"x^2 + y^2\"\nminimum = 0\n"
                                       "start = [[1, 2], [3, -1]]\n"
                                       "[[run]]\nmethod = \"sgd\"\nlearning_rate = [0.1, 0.2]\n";
  const auto out = file("out");
  const auto run = ravine({"run", file("study.toml").c_str(), "--out", out.c_str()});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_TRUE(fs::exists(fs::path(out) / "bowl-curves.png"));
  EXPECT_TRUE(fs::exists(fs::path(out) / "bowl-curves.svg"));
  const auto curves = ravine({"export", out.c_str(), "--curves"});
  ASSERT_EQ(curves.status, 0) << curves.error;
  EXPECT_EQ(curves.out.rfind("run,evaluations,f\n0,0,5\n0,5,", 0), 0U) << curves.out;
  EXPECT_EQ(std::count(curves.out.begin(), curves.out.end(), '\n'), 1 + 4 * 5);
  // The same run, by its number: its f after five evaluations is the curve's.
  const auto trace = ravine({"trace", "--study", out.c_str(), "--run", "0", "--every", "5"});
  ASSERT_EQ(trace.status, 0) << trace.error;
  const auto line = curves.out.substr(curves.out.find("0,5,") + 4);
  EXPECT_NE(trace.out.find(line.substr(0, line.find('\n'))), std::string::npos) << trace.out;
  EXPECT_EQ(ravine({"trace", "--study", out.c_str(), "--run", "4"}).status, 2);
}

TEST_F(Program, AFolderThatCannotBeMadeIsBadInput) {
  const auto blocked = file("blocked");
  std::ofstream(blocked) << "a file";
  const auto inside = blocked + "/out";
  const auto definition = std::string(RAVINE_SOURCE_DIR) + "/example/notebook.toml";
  EXPECT_EQ(ravine({"run", definition.c_str(), "--out", blocked.c_str()}).status, 2);
  EXPECT_EQ(ravine({"run", definition.c_str(), "--out", inside.c_str()}).status, 2);
}

}  // namespace
}  // namespace ravine::app
