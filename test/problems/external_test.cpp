// Programs that do right and wrong: what runs come to, and that no process is left.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "ravine/base/error.hpp"
#include "ravine/base/hash.hpp"
#include "ravine/base/math/elementary.hpp"
#include "ravine/base/random.hpp"
#include "ravine/problem/external/external_problem.hpp"
#include "ravine/problem/external/protocol.hpp"
#include "ravine/ravine.hpp"

namespace ravine {
namespace {

namespace fs = std::filesystem;

ExternalProblem program(std::vector<std::string> words, std::size_t n = 2, double timeout = 20) {
  return {{std::move(words), std::chrono::duration<double>(timeout), false}, Layout::vector(n)};
}
// Answers {"f":1,"g":[1,1]} twice, then does what the text says. The number stands in the command line of all its
// processes.
std::vector<std::string> shell(const std::string& then) {
  return {"/bin/sh", "-c",
          "read l; echo '{\"f\":1,\"g\":[1,1]}'; read l; echo '{\"f\":1,\"g\":[1,1]}'; read l; " + then +
              "; read l; exit 0; : 424242017"};
}

bool no_child() { return waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD; }

// Whether a process of this number in its command line lives; a killed one may take a moment to go.
bool is_gone(const std::string& mark) {
  for (int i = 0; i < 200; ++i) {
    bool found = false;
    for (const auto& process : fs::directory_iterator("/proc")) {
      std::ifstream file(process.path() / "cmdline", std::ios::binary);
      const std::string command{std::istreambuf_iterator<char>(file), {}};
      found = found || command.find(mark) != std::string::npos;
    }
    if (!found) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

RunResult run(const Problem& problem, const char* method = "sgd(lr=0.1)", std::size_t steps = 10, double first = 1) {
  std::vector<double> start(problem.dimension(), 1.0);
  start[0] = first;
  return minimize(problem, start, Method::parse(method), {.steps = steps});
}

TEST(External, BitsArrive) {
  const auto problem = program({"python3", "-c",
                                "import json,sys\nfor line in sys.stdin:\n x = json.loads(line)['x']\n "
                                "print(json.dumps({'f': x[0], 'g': x}), flush=True)"},
                               500);
  const math::RandomStream random({.seed = 8});
  std::vector<double> x, g(500);
  for (std::uint64_t i = 0; x.size() < 500; ++i) {
    const double value = math::detail::from_bits<double>(random.bits(i));
    if (std::isfinite(value)) x.push_back(i % 50 == 0 ? -0.0 : i % 50 == 1 ? 5e-324 : value);
  }
  double f = 0;
  const auto evaluator = problem.evaluator(1);
  for (int round = 0; round < 3; ++round) {
    evaluator->evaluate(1, {x.data(), 1}, &f, {g.data(), 1}, nullptr);
    ASSERT_EQ(evaluator->fault(0), "");
    EXPECT_EQ(math::Hash().add(f).value(), math::Hash().add(x[0]).value());
    EXPECT_EQ(math::Hash().add(std::span<const double>(g)).value(),
              math::Hash().add(std::span<const double>(x)).value());
  }
}

TEST(External, WalksAsTheFunctionDoes) {
  const auto words = std::vector<std::string>{"python3", fs::path(RAVINE_SOURCE_DIR) / "example" / "external.py"};
  const auto problem = program(words);
  const FunctionProblem function(Function::parse("100*(y-x^2)^2 + (1-x)^2"));
  for (const char* method : {"adam(lr=0.1)", "lbfgs", "sam(0.05, sgd(lr=0.001))"}) {
    const auto ours = run(problem, method, 20, -1.2), expected = run(function, method, 20, -1.2);
    EXPECT_EQ(ours.outcome.kind, expected.outcome.kind) << ours.outcome.reason;
    ASSERT_EQ(ours.history.x.size(), expected.history.x.size());
    // Roundings of another order, 1e-16 of terms of 1e2, amplified in 20 steps.
    for (std::size_t i = 0; i < ours.history.x.size(); ++i)
      EXPECT_NEAR(ours.history.x[i], expected.history.x[i], 1e-9) << method << ' ' << i;
  }
  const ExternalProblem differences({words, std::chrono::seconds(20), true}, Layout::vector(2));
  // The truncation error is h^2/6 f''' with h = 6e-6 and f''' up to 2400; it bends the path by less than 1e-5.
  EXPECT_NEAR(run(differences, "adam(lr=0.1)", 20, -1.2).x[1], run(function, "adam(lr=0.1)", 20, -1.2).x[1], 1e-5);
  EXPECT_TRUE(check_gradient(problem, std::vector<double>{-1.2, 1}).right());
  EXPECT_TRUE(no_child());
}

struct Misbehaviour {
  std::string then;
  const char* cause;
  bool a_point = false;  // the fault is one point's
};

TEST(External, MisbehaviourIsAnOutcomeAndLeavesNoProcess) {
  const Misbehaviour all[] = {
      {"echo nonsense", "no line of JSON: `nonsense`"},
      {"echo 7", "no JSON object"},
      {"printf '\\0\\377\\n'", "no line of JSON: `??`"},
      {"echo '{\"g\":[1,1]}'", "has no `f`"},
      {"echo '{\"f\":1}'", "has no `g`"},
      {"echo '{\"f\":true,\"g\":[1,1]}'", "`f` of its answer is no number"},
      {"echo '{\"f\":1,\"g\":[1]}'", "`g` of its answer has 1 number, there are 2 coordinates"},
      {"echo '{\"f\":1,\"g\":[1,{}]}'", "number 2 of `g`"},
      {"echo '{\"f\":1e999,\"g\":[1,1]}'", "beyond the largest double"},
      {"echo '{\"f\":null,\"g\":[1,1]}'", "answered that f is NaN", true},
      {"echo '{\"f\":1,\"g\":[1,\"nan\"]}'", "answered that g2 is NaN", true},
      {"echo '{\"error\":\"out of cheese\"}'", "the program said: out of cheese", true},
      {"echo a >&2; echo b >&2; echo last words >&2; exit 3", "exit status 3; its last words: a / b / last words"},
      {"kill -SEGV $$", "ended by signal 11"},
      {"exec >&-; sleep 424242017", "closed its output"},
      {"sleep 424242017 & trap '' TERM; sleep 424242017", "no answer within 0.4 s"},
      {"yes | tr -d '\\n'", "longer than"},
      {"printf '%s\\n%s\\n' '{\"f\":1,\"g\":[1,1]}' '{\"f\":1,\"g\":[1,1]}'; sleep 424242017", "not asked for"},
      {"exit 0", "exit status 0"},
  };
  for (const auto& row : all) {
    SCOPED_TRACE(row.then);
    const auto problem = program(shell(row.then), 2, row.then.find("trap") != std::string::npos ? 0.4 : 20);
    for (const char* method : {"sgd(lr=0.1)", "sam(0.05, sgd(lr=0.1))", "gradient_descent"}) {
      // A line search goes on where a point has no value.
      if (std::string_view(method).starts_with("gradient") && row.a_point) continue;
      const auto result = run(problem, method);
      EXPECT_EQ(result.outcome.kind, OutcomeKind::error) << method << ": " << result.outcome.reason;
      EXPECT_NE(result.outcome.reason.find(row.cause), std::string::npos) << method << ": " << result.outcome.reason;
      EXPECT_NE(result.outcome.reason.find(" at step "), std::string::npos) << result.outcome.reason;
      EXPECT_GE(result.history.size(), 1U);
      EXPECT_EQ(result.history.f.front(), 1);
      if (std::string_view(method) == "sgd(lr=0.1)") {
        EXPECT_EQ(result.outcome.step, row.cause == std::string_view("not asked for") ? 3U : 2U);
        EXPECT_EQ(result.history.x[2], 0.9);
      }
      EXPECT_TRUE(no_child());
      if (row.then.find("trap") != std::string::npos) break;  // takes its time
    }
    EXPECT_TRUE(is_gone("424242017"));
  }
}

// The answer's own evaluation, which is recorded, does not hide why the walk's point had no value.
TEST(External, AnAverageDoesNotHideAFault) {
  const auto problem = program({"python3", "-c",
                                "import json,sys\nfor line in sys.stdin:\n x = json.loads(line)['x'][0]\n "
                                "print(json.dumps({'f': x, 'g': [1]} if x > 0 else {'error': 'below 0'}), flush=True)"},
                               1);
  RunOptions options{.steps = 50};
  options.record.answer = true;
  const auto result =
      minimize(problem, std::vector<double>{1}, Method::parse("sgd(lr=0.3) | average(form=uniform)"), options);
  EXPECT_EQ(result.outcome.kind, OutcomeKind::error);
  EXPECT_EQ(result.outcome.reason, "the program said: below 0 at step 4");
  EXPECT_EQ(result.history.size(), 5U);
  EXPECT_GT(result.history.x[3], 0.1 + 0.2) << "the average, not the walk";
}

TEST(External, WhatCannotStartIsAnOutcome) {
  for (const char* name : {"/nonexistent/program", "ravine-no-such-program", "/dev/null"}) {
    const auto result = run(program({name}));
    EXPECT_EQ(result.outcome.kind, OutcomeKind::error);
    EXPECT_EQ(result.outcome.step, 0U);
    EXPECT_NE(result.outcome.reason.find("cannot be started"), std::string::npos) << result.outcome.reason;
    EXPECT_TRUE(no_child());
  }
  EXPECT_THROW(program({}), InputError);
  EXPECT_THROW(program({"true"}, 0), InputError);
  EXPECT_THROW(program({"true"}, 1, 0), InputError);
  EXPECT_THROW(program({"true"}, 1, std::nan("")), InputError);
}

// A question longer than a pipe holds, to a program that does not read, and to one that closed its input.
TEST(External, SurvivesAPipeThatIsFullOrBroken) {
  const auto full = run(program({"sleep", "424242018"}, 60000, 0.3));
  EXPECT_NE(full.outcome.reason.find("no answer within"), std::string::npos) << full.outcome.reason;
  const auto broken = run(program({"/bin/sh", "-c", "exec <&-; sleep 0.1; exit 4"}, 60000));
  EXPECT_NE(broken.outcome.reason.find("exit status 4"), std::string::npos) << broken.outcome.reason;
  EXPECT_TRUE(no_child());
  EXPECT_TRUE(is_gone("424242018"));
}

TEST(External, InfinityDivergesAndARunThatIsCancelledLeavesNothing) {
  const auto infinite = run(program(shell("echo '{\"f\":\"inf\",\"g\":[1,1]}'")));
  EXPECT_EQ(infinite.outcome.kind, OutcomeKind::diverged) << infinite.outcome.reason;
  // It ends neither with its input nor by a gentle signal.
  const auto stubborn = program({"/bin/sh", "-c",
                                 "trap '' TERM INT HUP; while :; do if read l; then echo '{\"f\":1,\"g\":[1,1]}'; else "
                                 "sleep 424242019; fi; done"});
  RunOptions options{.steps = 10};
  options.callback = [](const StepView& view) { return view.step < 3; };
  const auto cancelled = minimize(stubborn, std::vector<double>{1, 1}, Method::parse("sgd(lr=0.1)"), options);
  EXPECT_EQ(cancelled.outcome.kind, OutcomeKind::cancelled);
  EXPECT_EQ(cancelled.steps, 3U);
  EXPECT_TRUE(no_child());
  EXPECT_TRUE(is_gone("424242019"));
}

// Each run has a program of its own: one that fails is that run's alone.
TEST(External, RunsDoNotDisturbEachOther) {
  const auto problem = program({"python3", "-c",
                                "import json,sys\nfor line in sys.stdin:\n x = json.loads(line)['x'][0]\n if x > 2: "
                                "sys.exit(5)\n print(json.dumps({'f': x*x, 'g': [2*x]}), flush=True)"},
                               1);
  std::vector<Descent> descents;
  for (const double start : {1.0, 3.0, -2.0, 2.5})
    descents.push_back({{start}, Method::parse("sgd(lr=0.1)"), {.steps = 5}});
  SerialExecutor executor;
  const auto results = minimize_all(problem, descents, executor);
  for (std::size_t i = 0; i < results.size(); ++i) {
    const bool fails = descents[i].start[0] > 2;
    EXPECT_EQ(results[i].outcome.kind, fails ? OutcomeKind::error : OutcomeKind::budget) << results[i].outcome.reason;
    const auto alone = minimize(problem, descents[i].start, descents[i].method, descents[i].options);
    EXPECT_EQ(alone.history.x, results[i].history.x);
  }
  EXPECT_TRUE(no_child());
}

TEST(Protocol, LinesAreWhatTheDocumentSays) {
  EXPECT_EQ(request_line(std::vector<double>{1.5, -2, -0.0, 0.1, 1e300}, true), "{\"x\":[1.5,-2,-0.0,0.1,1e300]}\n");
  EXPECT_EQ(request_line(std::vector<double>{0}, false), "{\"x\":[0],\"gradient\":false}\n");
  const auto answer = parse_answer(R"({"note":[[1]],"g":["-inf",3,null],"f":6.25})", 3, true);
  EXPECT_EQ(answer.fault, "");
  EXPECT_EQ(answer.f, 6.25);
  EXPECT_EQ(answer.gradient[0], -HUGE_VAL);
  EXPECT_EQ(answer.gradient[1], 3);
  EXPECT_TRUE(std::isnan(answer.gradient[2]));
  EXPECT_EQ(parse_answer("{\"f\":1}", 3, false).fault, "");
  EXPECT_NE(parse_answer("{\"f\":NaN}", 3, false).fault, "");
  EXPECT_NE(parse_answer("{\"f\":1} {\"f\":2}", 3, false).fault, "");
  EXPECT_NE(parse_answer(std::string(60000, '['), 3, false).fault, "");
  EXPECT_EQ(parse_answer(R"({"error":3})", 1, true).refusal, "no reason given");
  EXPECT_EQ(
      parse_answer(R"({"error":"\u0432\u043d\u0435 \u043e\u0431\u043b\u0430\u0441\u0442\u0438"})", 1, true).refusal,
      "вне области");
}

// What a program says is shown in its own language, but neither half characters nor what would steer a terminal.
TEST(Protocol, WordsAreOneLineOfUtf8) {
  EXPECT_EQ(printable("a\n\x1b[1m\x7f"), "a??[1m?");
  EXPECT_EQ(printable("\xC2\x9B"
                      "1m \xC2\xA0"),
            "?1m \xC2\xA0")
      << "U+009B is an escape sequence's begin";
  EXPECT_EQ(printable("за доменом", 3), "з...");
  EXPECT_EQ(printable("за доменом", 4), "за...");
  EXPECT_EQ(printable("\xFFx\xD0"), "?x?");
  EXPECT_EQ(printable("\xED\xA0\x80").find_first_not_of('?'), std::string::npos) << "a surrogate is no character";
  EXPECT_EQ(printable("∑ √x 𝛽"), "∑ √x 𝛽");
  EXPECT_EQ(printable(""), "");
}

}  // namespace
}  // namespace ravine
