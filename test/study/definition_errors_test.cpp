// Every way a definition can be wrong: the message names the value and the rule, at the right line and column.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/study/definition.hpp"
#include "test/study/definition_text.hpp"

namespace ravine::study {
namespace {

struct Fault {
  std::string marked;                  // the definition; ¦ stands before the character where the fault is
  std::vector<std::string> fragments;  // of the message
};

// A definition with more at the top level, in the problem, in the run and after it.
std::string top(std::string_view more) { return std::string(more) + "\n" + std::string(small_definition); }
std::string problem(std::string_view more) {
  return "[problem.bowl]\nfunction = \"5*x^2 + y^2\"\nstart = [5, 5]\n" + std::string(more) +
         "\n[[run]]\nmethod = \"sgd\"\n";
}
std::string run(std::string_view more, std::string_view method = "sgd") {
  return "[problem.bowl]\nfunction = \"5*x^2 + y^2\"\nstart = [5, 5]\n[[run]]\nmethod = \"" + std::string(method) +
         "\"\n" + std::string(more) + "\n";
}
std::string function(std::string_view entries) {
  return "[problem.bowl]\n" + std::string(entries) + "\n[[run]]\nmethod = \"sgd\"\n";
}

void expect_fault(const Fault& fault) {
  SCOPED_TRACE(fault.marked);
  const auto unmarked = unmark(fault.marked);
  try {
    read_definition({unmarked.text, "study.toml", {}});
    ADD_FAILURE() << "no error";
  } catch (const InputError& error) {
    const std::string what = error.what();
    EXPECT_EQ(error.parts().place.source, "study.toml") << what;
    EXPECT_EQ(error.parts().place.line, unmarked.line) << what;
    EXPECT_EQ(error.parts().place.column, unmarked.column) << what;
    for (const auto& fragment : fault.fragments)
      EXPECT_NE(what.find(fragment), std::string::npos) << fragment << "\n" << what;
  }
}

TEST(DefinitionErrors, GradientNoise) {
  const Fault faults[] = {
      {problem("noise = \"¦gausian\""), {"`gausian` is no noise", "nearest known: `gaussian`"}},
      {problem("noise = \"gaussian(sigma = ¦-1)\""), {"`sigma` cannot be `-1`", "at least 0"}},
      {problem("noise = ¦\"gaussian(sigma = [1, 2, 3])\""), {"has 3 numbers, the problem 2 coordinates"}},
      {problem("noise = ¦1"), {"`noise` is the number 1"}},
      {top("record = ¦{ answer = true, update = true }"), {"`answer` and `update` stand together"}},
  };
  for (const auto& fault : faults) expect_fault(fault);
}

TEST(DefinitionErrors, External) {
  const Fault faults[] = {
      {function("external = ¦3\nstart = [1]"), {"`external` is the number 3", "a list of words"}},
      {function("external = ¦[]\nstart = [1]"), {"a list of words"}},
      {function("external = [\"sh\", ¦1]\nstart = [1]"), {"`external` is the number 1"}},
      {function("¦external = \"sh\"\nstart = 1"), {"how many coordinates", "dimension = 10"}},
      {"[problem.¦bowl]\nexternal = \"sh\"\n[[run]]\nmethod = \"sgd\"\n", {"has no `start`"}},
      {function("¦external = \"sh\"\nfunction = \"x^2\"\nstart = [1]"), {"`external` stands beside `function`"}},
      {function("external = \"sh\"\ntimeout = ¦0\nstart = [1]"), {"a number above 0"}},
      {problem("¦timeout = 3"), {"`timeout` is not of problems with `function`"}},
  };
  for (const auto& fault : faults) expect_fault(fault);
}

TEST(DefinitionErrors, Toml) {
  const Fault faults[] = {
      {"title = ", {"not TOML"}},
      {"budget = 10\nbudget = ¦20\n", {"cannot redefine", "once"}},
      {"title = \"Импульс\" ¦x", {"not TOML"}},
      {"[problem.a]\nstart = [1]\n¦[problem.a]\n", {"cannot redefine", "once"}},
      {"", {"there is no problem", "[problem.NAME]"}},
      {"[problem.bowl]\nfunction = \"x^2\"\nstart = [1]\n", {"there is no run", "[[run]]"}},
      {"title = \"A name¦\nseed = 1", {"a text ends on its line"}},
      {"title = ¦x^2", {"a text stands in quotes"}},
  };
  for (auto fault : faults) {
    if (fault.marked == "title = ") fault.marked = "title = ¦";
    expect_fault(fault);
  }
}

TEST(DefinitionErrors, Utf8) {
  expect_fault({"title = \"Мет¦\xFFод\"", {"0xFF", "not UTF-8"}});
  expect_fault({"# first\ntitle = \"¦\xC0\x80\"", {"0xC0", "not UTF-8"}});
  expect_fault({"¦\xED\xA0\x80 = 1", {"0xED", "not UTF-8"}});
}

TEST(DefinitionErrors, TooLong) {
  DefinitionLimits limits;
  limits.bytes = 1000;
  EXPECT_THROW(read_definition({std::string(1001, '#'), "study.toml", {}}, limits), InputError);
  EXPECT_NO_THROW(read_definition({std::string(small_definition) + std::string(800, '#'), "study.toml", {}}, limits));
}

TEST(DefinitionErrors, TopLevel) {
  const Fault faults[] = {
      {"¦budgt = 10\n" + std::string(small_definition), {"unknown key `budgt`", "nearest known: `budget`"}},
      {"¦\"бюджет\" = 10\n" + std::string(small_definition), {"unknown key `бюджет`", "known: `title`"}},
      {top("title = ¦5"), {"`title` is the number 5", "text"}},
      {top("title = ¦\"  \""), {"`title` is empty"}},
      {top("title = ¦\"a\\nb\""), {"control character"}},
      {top("seed = ¦-1"), {"`seed` is the number -1", "at least 0"}},
      {top("seed = ¦0.5"), {"`seed` is the number 0.5", "integer"}},
      {top("seed = ¦2024-01-01"), {"`seed` is the date 2024-01-01"}},
      {"budget = ¦0\n[problem.bowl]\nfunction = \"x^2\"\nstart = [1]\n[[run]]\nmethod = \"sgd\"",
       {"`budget` is the number 0", "an integer, at least 1"}},
      {"budget = ¦\"ten\"\n[problem.bowl]\nfunction = \"x^2\"\nstart = [1]\n[[run]]\nmethod = \"sgd\"",
       {"`budget` is the text \"ten\""}},
      {top("target = ¦nan"), {"`target` is the number nan", "finite"}},
      {top("gradient_norm = ¦-1e-3"), {"`gradient_norm` is the number -0.001", "at least 0"}},
      {top("stall_steps = ¦0"), {"`stall_steps` is the number 0", "at least 1"}},
      {top("stall_tolerance = ¦-1"), {"at least 0"}},
      {top("seconds = ¦0"), {"`seconds` is the number 0", "above 0"}},
      {top("divergence = ¦-5"), {"above 0"}},
      {top("pictures = ¦1"), {"`pictures` is the number 1", "true or false"}},
      {top("record = ¦5"), {"`record` is the number 5", "a table"}},
      {top("record = { ¦evry = 5 }"), {"unknown key `evry`", "`every`"}},
      {top("record = { every = ¦-5 }"), {"`every` is the number -5"}},
      {top("record = { slots = ¦\"yes\" }"), {"`slots` is the text \"yes\"", "true or false"}},
      {"problem = ¦5\n[[run]]\nmethod = \"sgd\"", {"`problem` is the number 5"}},
      {"run = ¦5\n[problem.bowl]\nfunction = \"x^2\"\nstart = [1]\n", {"`run` is the number 5", "[[run]]"}},
      {"run = [¦5]\n[problem.bowl]\nfunction = \"x^2\"\nstart = [1]\n", {"`run` is the number 5"}},
      {"¦[run]\nmethod = \"sgd\"\n[problem.bowl]\nfunction = \"x^2\"\nstart = [1]\n", {"`run` is a table", "[[run]]"}},
      {top("budget.¦bowll = 5").substr(0, top("budget.¦bowll = 5").find("\nbudget = 10")) +
           "\n[problem.bowl]\nfunction = \"x^2\"\nstart = [1]\n[[run]]\nmethod = \"sgd\"",
       {"there is no problem `bowll`", "`bowl`"}},
      {top("¦learning_rate = 0.1"), {"unknown key `learning_rate` in the top level", "stands in a [[run]], beside"}},
      {top("¦minimum = 0"), {"`minimum` stands in [problem.NAME]"}},
  };
  for (const auto& fault : faults) expect_fault(fault);
}

TEST(DefinitionErrors, Problem) {
  const Fault faults[] = {
      {"[problem]\nbowl = ¦5\n[[run]]\nmethod = \"sgd\"", {"`problem.bowl` is the number 5"}},
      {"[problem.¦range]\nfunction = \"x^2\"\nstart = [1]\n[[run]]\nmethod = \"sgd\"", {"must not be called `range`"}},
      {"[problem.¦\"\"]\nfunction = \"x^2\"\nstart = [1]\n[[run]]\nmethod = \"sgd\"", {"one short line"}},
      {problem("¦strat = [1, 2]"), {"unknown key `strat` in [problem.bowl]", "nearest known: `start`"}},
      {"[problem.¦bowl]\nstart = [5, 5]\n[[run]]\nmethod = \"sgd\"", {"[problem.bowl] has no `function`"}},
      {"[problem.¦bowl]\nfunction = \"x^2\"\n[[run]]\nmethod = \"sgd\"", {"[problem.bowl] has no `start`"}},
      {function("catalogue = \"¦rosenbrok\""), {"`rosenbrok` is no function of the catalogue", "`rosenbrock`"}},
      {function("catalogue = ¦\"beale\"\nstart = [1, 2, 3]"),
       {"`beale` has no form in 3 coordinates", "dimension is 2"}},
      {function("catalogue = \"sphere(dimension=4)\"\ndimension = ¦5"), {"`dimension` is 5, but `catalogue` says 4"}},
      {function("catalogue = \"sphere(dimension=4)\"\nstart = ¦[1, 2]"), {"`start` has 2 coordinates", "has 4"}},
      {function("¦catalogue = \"beale\"\nfunction = \"x^2\""), {"`catalogue` stands beside `function`"}},
      {function("catalogue = \"beale\"\n¦variables = [\"a\", \"b\"]"),
       {"`variables` is not of problems with `catalogue`"}},
      {function("function = ¦5\nstart = [1]"), {"`function` is the number 5"}},
      {function("function = ¦\"\"\nstart = [1]"), {"`function` is empty"}},
      {function("function = \"x^2\"\nstart = ¦\"here\""), {"`start` is the text \"here\"", "numbers"}},
      {function("function = \"x^2\"\nstart = ¦[]"), {"`start` is an empty list"}},
      {function("function = \"5*x^2 + y^2\"\nstart = ¦[5, 5, 5]"), {"`start` has 3 coordinates", "has 2 (x, y)"}},
      {function("function = \"5*x^2 + y^2\"\nstart = ¦[5]"), {"`start` has 1 coordinate,", "has 2"}},
      {function("function = \"5*x^2 + y^2\"\nstart = [5, ¦inf]"), {"`start` is the number inf", "finite"}},
      {function("function = \"5*x^2 + y^2\"\nstart = [5, ¦true]"), {"`start` is true"}},
      {function("function = \"x^2\"\ndimension = ¦0\nstart = [1]"), {"`dimension` is the number 0"}},
      {function("function = \"u^2\"\nvariables = [\"u\", \"v\"]\ndimension = ¦3\nstart = [1, 2]"),
       {"`dimension` is 3", "2 `variables`"}},
      {function("function = \"u^2\"\nvariables = [\"u\", ¦\"u\"]\nstart = [1, 2]"), {"`u` stands twice"}},
      {function("function = \"f^2\"\nvariables = [¦\"f\"]\nstart = [1]"), {"`f`", "column"}},
      {function("function = \"u^2\"\nvariables = ¦[]\nstart = [1]"), {"`variables` is an empty list"}},
      {problem("minimum = ¦\"0\""), {"`minimum` is the text \"0\""}},
      {problem("minimisers = ¦0"), {"`minimisers` is the number 0"}},
      {problem("minimisers = [[0, 0], ¦[1]]"), {"`minimisers` has 1 coordinate", "has 2"}},
      {problem("¦minimizers = [[0, 0]]"), {"nearest known: `minimisers`"}},
      {problem("view = ¦5"), {"`view` is the number 5"}},
      {problem("view = ¦{ x = [0, 1] }"), {"`view` has no `y`"}},
      {problem("view = { x = ¦[7, -7], y = [0, 1] }"), {"`x` goes from the number 7 to the number -7", "low < high"}},
      {problem("view = { x = [0, 1], y = ¦[1, 1] }"), {"`y` goes from the number 1 to the number 1"}},
      {problem("view = { x = [0, 1], y = ¦[1] }"), {"`y` has 1 number", "[low, high]"}},
      {problem("view = { x = [0, 1], y = [0, 1], ¦z = [0, 1] }"), {"unknown key `z` in `view`"}},
      {function("function = \"x^2\"\nstart = [1]\nview = ¦{ y = [0, 1] }"), {"`view` has no `x`", "{ x = [-7, 7] }"}},
      {problem("¦plane = [\"x\", \"y\"]"), {"three coordinates or more", "has 2"}},
      {function("function = \"x+y+z\"\nstart = 1\nplane = ¦7"), {"`plane` is the number 7"}},
      {function("function = \"x+y+z\"\nstart = 1\nplane = ¦\"pca\""), {"`plane` is the text \"pca\""}},
      {function("function = \"x+y+z\"\nstart = 1\nplane = ¦[\"x\", \"w\"]"), {"`w` is no coordinate", "1 to 3"}},
      {function("function = \"x+y+z\"\nstart = 1\nplane = ¦[1, 1]"), {"the same coordinate"}},
      {function("function = \"x+y+z\"\nstart = 1\nplane = ¦[1, 2, 3]"), {"`plane` is a list"}},
      {function("function = \"x+y+z\"\nstart = 1\nplane = ¦{ x = [1, 0, 0] }"), {"`plane` has no `y`"}},
      {function("function = \"x+y+z\"\nstart = 1\nplane = ¦{ x = [1, 0, 0], y = [2, 0, 0] }"), {"parallel"}},
      {function("function = \"x+y+z\"\nstart = 1\nplane = ¦{ x = [1, 0, 0], y = [0, 0, 0] }"), {"direction y is 0"}},
      {function("function = \"x+y+z\"\nstart = 1\nplane = ¦{ x = [1, 0], y = [0, 0, 1] }"), {"2 numbers", "has 3"}},
      {problem("levels = [1, ¦1]"), {"`levels` is the number 1", "more than the level before"}},
      {problem("levels = ¦[]"), {"`levels` is an empty list"}},
      {problem("¦budget = 10"), {"unknown key `budget` in [problem.bowl]", "stands at the top level or in a [[run]]"}},
  };
  for (const auto& fault : faults) expect_fault(fault);
}

TEST(DefinitionErrors, Expression) {
  const Fault faults[] = {
      {function("function = \"5¦x^2\"\nstart = [1]"), {"5*x"}},
      {function("function = \"(x-3)^2 + ¦sqr(y)\"\nstart = [1, 1]"), {"sqr", "sqrt"}},
      {function("function = '(x-3)^2 + ¦sqr(y)'\nstart = [1, 1]"), {"sqrt"}},
      {function("function = '''\n(x-3)^2 +\n  ¦sqr(y)'''\nstart = [1, 1]"), {"sqrt"}},
      {function("function = ¦\"(x-3)^2 \\u002B sqr(y)\"\nstart = [1, 1]"), {"sqrt"}},
      {function("function = \"¦Rosenbrock\"\nstart = [1, 1]"), {"catalogue = \"rosenbrock\" in place of `function`"}},
  };
  for (const auto& fault : faults) expect_fault(fault);
}

TEST(DefinitionErrors, Run) {
  const Fault faults[] = {
      {"[problem.bowl]\nfunction = \"x^2\"\nstart = [1]\n¦[[run]]\nlabel = \"a\"\n", {"no `method`"}},
      {run("¦learning_rat = 0.1"), {"unknown key `learning_rat`", "method `sgd`", "nearest known: `learning_rate`"}},
      {run("¦beta1 = 0.1"), {"unknown key `beta1`"}},
      {run("method = ¦\"adam\""), {"cannot redefine"}},
      {"[problem.bowl]\nfunction = \"x^2\"\nstart = [1]\n[[run]]\nmethod = \"¦adm\"\n", {"adm", "adam"}},
      {"[problem.bowl]\nfunction = \"x^2\"\nstart = [1]\n[[run]]\nmethod = \"adam(¦lrr = 0.1)\"\n", {"lrr"}},
      {"[problem.bowl]\nfunction = \"x^2\"\nstart = [1]\n[[run]]\nmethod = ¦5\n", {"`method` is the number 5"}},
      {run("label = ¦5"), {"`label` is the number 5"}},
      {run("problem = ¦\"bowll\""), {"there is no problem `bowll`", "nearest known: `bowl`"}},
      {run("problem = [\"bowl\", ¦\"bowl\"]"), {"stands twice"}},
      {run("problem = ¦[]"), {"`problem` is an empty list"}},
      {run("problem = ¦5"), {"`problem` is the number 5"}},
      {run("start = ¦[1, 2, 3]"), {"`start` has 3 coordinates"}},
      {run("start = { ¦valley = [1, 2] }"), {"there is no problem `valley`"}},
      {run("budget = ¦0"), {"`budget` is the number 0"}},
      {run("learning_rate = 0.1\n¦lr = 0.2"), {"`learning_rate` and `lr` are the same setting"}},
      {run("label = \"one\"\n[[run]]\nmethod = \"adam\"\nlabel = ¦\"one\""), {"\"one\" is already another run's"}},
      {run("label = \"Имя\"\n[[run]]\nlabel = ¦\"Имя\"\nmethod = \"adam\""), {"\"Имя\" is already another run's"}},
      {"[problem.bowl]\nfunction = \"5*x^2 + y^2\"\nstart = [5, 5]\n[[run]]\n¦metod = \"sgd\"\n",
       {"unknown key `metod` in [[run]]", "nearest known: `method`"}},
  };
  for (const auto& fault : faults) expect_fault(fault);
}

TEST(DefinitionErrors, SettingsOfGroupsStandAtTheirKey) {
  const auto grouped = [](std::string_view more) {
    return "[problem.bowl]\nfunction = \"5*x^2 + y^2\"\nstart = [5, 5]\nlayout = \"w b@slow\"\n[[run]]\nmethod = "
           "\"adam\"\n" +
           std::string(more) + "\n";
  };
  const Fault faults[] = {
      {grouped("¦\"lr@slw\" = 0.1"), {"no such group", "nearest known: `slow`"}},
      {grouped("¦\"lrr@slow\" = 0.1"), {"unknown key `lrr` in [[run]]", "nearest known: `lr`"}},
      {grouped("¦\"lr@\" = 0.1"), {"a group's name is missing"}},
      {grouped("¦\"epsilon_place@slow\" = \"inside\""), {"is one for all coordinates"}},
      {grouped("\"lr@slow\" = ¦-1"), {"which is not in [0, ∞)"}},
      {grouped("lr¦@slow = 0.1"), {"not TOML", "stands in quotes"}},
  };
  for (const auto& fault : faults) expect_fault(fault);
}

TEST(DefinitionErrors, Score) {
  const std::string varied =
      "[problem.bowl]\nfunction = \"x^2 + y^2\"\nstart = [5, 5]\n[[run]]\nmethod = "
      "\"sgd\"\nlr = [0.1, 0.2]\n";
  const Fault faults[] = {
      {"budget = 10\nscore = ¦2e-6\n" + varied, {"`score` is the number 2e-6", "1e-12, or `\"f\"`"}},
      {"budget = 10\nscore = ¦\"none\"\n" + varied, {"`score` is the text \"none\""}},
      {"budget = 10\nscore = ¦1e-6\n" + varied, {"that of the problem `bowl` is not known", "score = \"f\""}},
      {"budget = 10\n¦score = \"f\"\n" + varied + "[compare]\n", {"in [compare]", "target = 1e-6"}},
      {"¦score = \"f\"\n" + std::string(small_definition), {"keeps whole trajectories"}},
  };
  for (const auto& fault : faults) expect_fault(fault);
}

TEST(DefinitionErrors, Starts) {
  const auto start = [](const std::string& text) { return function("function = \"x^2 + y^2\"\nstart = " + text); };
  const Fault faults[] = {
      {start("[[1, 2], [3, 4], ¦[1, 2]]"), {"the same point twice"}},
      {start("[[1, 2], ¦[3]]"), {"1 coordinate", "2 (x, y)"}},
      {start("¦{ lattice = 3 }"), {"no `box`"}},
      {start("{ box = [-1, 1], lattice = ¦1 }"), {"`lattice` is the number 1", "at least 2"}},
      {start("{ box = [-1, 1], lattice = ¦[3, 3, 3] }"), {"3 numbers", "2 coordinates"}},
      {start("{ box = [-1, 1], lattice = ¦100000 }"), {"10000000000 points"}},
      {start("{ box = [-1, 1], random = ¦0 }"), {"at least 1"}},
      {start("{ box = [-1, 1], lattice = 3, ¦random = 3 }"), {"say the same"}},
      {start("{ box = ¦[[-1, 1]], random = 3 }"), {"1 sides", "2 coordinates"}},
      {start("{ box = ¦[1, -1], random = 3 }"), {"box"}},
      {start("{ box = [-1, 1], ¦latice = 3 }"), {"`latice`", "`lattice`"}},
  };
  for (const auto& fault : faults) expect_fault(fault);
  // A box alone is a start only where samples are drawn.
  EXPECT_THROW(read_definition({start("{ box = [-1, 1] }"), "", {}}), InputError);
}

TEST(DefinitionErrors, Search) {
  const auto search = [](const std::string& text,
                         const std::string& rate = "learning_rate = { log_range = [0.1, 1] }") {
    return "budget = 9\n" + run("search = " + text + "\n" + rate);
  };
  const Fault faults[] = {
      {search("{ strategy = ¦\"sobel\", samples = 9 }"), {"sobel", "\"sobol\""}},
      {search("¦{ strategy = \"sobol\" }"), {"no `samples`"}},
      {search("{ ¦samples = 9 }"), {"a grid has no `samples`"}},
      {search("{ strategy = \"sobol\", samples = ¦0 }"), {"at least 1"}},
      {search("{ strategy = \"sobol\", samples = 9, halving = ¦1 }"), {"at least 2"}},
      {search("{ strategy = \"sobol\", samples = 9, ¦least_budget = 3 }"), {"goes with `halving`"}},
      {"budget = 9\n" + run("¦search = { strategy = \"sobol\", samples = 9, halving = 3, least_budget = 10 }\n"
                            "learning_rate = { log_range = [0.1, 1] }"),
       {"`least_budget` is 10", "9"}},
      {"budget = 9\nrecord = { every = 1 }\n" + run("¦search = { strategy = \"sobol\", samples = 9, halving = 3 "
                                                    "}\nlearning_rate = { log_range = [0.1, 1] }"),
       {"`halving` keeps no trajectories"}},
      {run("learning_rate = [0.1, 0.2]\nmomentum = [0, 0.5]\nmap = [\"learning_rate\", ¦\"nesterov\"]", "momentum"),
       {"`nesterov`, which does not vary", "learning_rate, momentum"}},
      {run("learning_rate = [0.1, 0.2]\nmomentum = [0, 0.5]\nmap = ¦[\"momentum\", \"momentum\"]", "momentum"),
       {"one setting twice"}},
      {"budget = 9\n" + run("search = { strategy = \"sobol\", samples = 9 }\nlearning_rate = { log_range = [0.1, 1] }\n"
                            "¦map = [\"learning_rate\", \"momentum\"]",
                            "momentum"),
       {"`map` is of a grid"}},
      {search("{ strategy = \"random\", samples = ¦1000000000 }"), {"at most 100000000 runs"}},
      {"budget = 9\n" + run("¦search = { strategy = \"random\", samples = 9 }"), {"nothing to draw"}},
      {run("¦search = { strategy = \"random\", samples = 9 }\nlearning_rate = { log_range = [0.1, 1] }"),
       {"needs a `budget`"}},
      {search("{ strategy = \"sobol\", samples = 9 }", "learning_rate = { log_range = [0.1, 1], ¦points = 3 }"),
       {"no `points`"}},
      {"budget = 9\n" + run("learning_rate = { integer_range = [¦0.5, 3] }"), {"an integer"}},
      {"budget = 9\n" + run("learning_rate = { integer_range = [1, 3], points = ¦4 }"), {"at most 3"}},
      {"budget = 9\n" + run("repeats = ¦0"), {"at least 1"}},
      {"budget = 9\n[problem.a]\nfunction = \"x^2\"\nstart = 1\n[[run]]\nmethod = [\"sgd\", \"¦adm\"]",
       {"adm", "adam"}},
      {"budget = 9\n[problem.a]\nfunction = \"x^2\"\nstart = 1\n[[run]]\nmethod = [\"sgd\", \"adam\"]\n¦label = "
       "\"both\"",
       {"several methods"}},
  };
  for (const auto& fault : faults) expect_fault(fault);
}

TEST(DefinitionErrors, Compare) {
  const auto compare = [](const std::string& text) { return "budget = 9\n[compare]\n" + text + "\n" + run(""); };
  const Fault faults[] = {
      {compare("target = ¦0.5"), {"0.5", "1e-1"}},
      {compare("target = ¦\"nothing\""), {"nothing"}},
      {compare("tuning = ¦0"), {"at least 1"}},
      {compare("¦tunning = 3"), {"`tunning`", "`tuning`"}},
      {"[¦compare]\n" + run(""), {"needs a `budget`"}},
      {"budget = 9\n¦search = { strategy = \"sobol\", samples = 9 }\n[compare]\n" + run(""), {"both say how"}},
  };
  for (const auto& fault : faults) expect_fault(fault);
}

TEST(DefinitionErrors, Setting) {
  const Fault faults[] = {
      {run("learning_rate = ¦-1"), {"-1", "learning_rate"}},
      {run("learning_rate = ¦true"), {"`learning_rate` is true"}},
      {run("learning_rate = ¦nan"), {"nan"}},
      {run("learning_rate = \"0.1/(1 + ¦q)\""), {"q"}},
      {run("learning_rate = ¦[]"), {"`learning_rate` is an empty list"}},
      {run("learning_rate = [0.1, ¦[0.2]]"), {"`learning_rate` is a list"}},
      {run("learning_rate = [0.1, 0.2, ¦0.1]"), {"the number 0.1 twice"}},
      {run("learning_rate = [0.1, ¦-0.2]"), {"-0.2"}},
      {run("learning_rate = { bowl = ¦-2 }"), {"-2"}},
      {run("learning_rate = { bowl = 0.1, ¦bawl = 0.2 }"), {"there is no problem `bawl`", "`bowl`"}},
      {run("learning_rate = { ¦log_rnge = [0.1, 1] }"), {"`log_range`"}},
      {run("learning_rate = { log_range = ¦[1, 0.1], points = 3 }"), {"`log_range` goes from"}},
      {run("learning_rate = { log_range = [¦0, 1], points = 3 }"), {"`log_range` is the number 0", "above 0"}},
      {run("learning_rate = { log_range = [0.1, 1], points = ¦1 }"), {"`points` is the number 1", "at least 2"}},
      {run("learning_rate = { log_range = [0.1, 1], points = ¦1e9 }"), {"1000000000 values", "10000"}},
      {run("learning_rate = ¦{ log_range = [0.1, 1] }"), {"no `points`"}},
      {run("learning_rate = ¦{ points = 3 }"), {"one of `range`, `log_range` and `integer_range`"}},
      {run("learning_rate = { range = [0.1, 1], points = 3, ¦steps = 4 }"), {"unknown key `steps`"}},
      {run("beta1 = { range = [0.5, ¦1.5], points = 3 }", "adam"), {"1.5"}},
      {run("beta1 = ¦1.5", "adam"), {"1.5", "beta1"}},
      {run("bias_correction = ¦1", "adam"), {"`bias_correction` is the number 1", "true or false"}},
      {run("epsilon_place = \"¦insid\"", "adam"), {"insid", "inside"}},
      {run("epsilon_place = ¦2", "adam"), {"`epsilon_place` is the number 2", "inside"}},
      {run("epsilon_place = ¦{ range = [0, 1], points = 2 }", "adam"), {"`epsilon_place` is a table"}},
  };
  for (const auto& fault : faults) expect_fault(fault);
}

TEST(DefinitionErrors, ByProblemMustBeComplete) {
  const std::string two =
      "[problem.bowl]\nfunction = \"x^2\"\nstart = [1]\n[problem.valley]\nfunction = \"x^4\"\nstart = [1]\n"
      "[[run]]\nmethod = \"sgd\"\n";
  expect_fault({two + "learning_rate = ¦{ bowl = 0.1 }", {"no value for `valley`"}});
  EXPECT_NO_THROW(
      read_definition({two + "problem = \"bowl\"\nlearning_rate = { bowl = 0.1 }\n[[run]]\nmethod = \"sgd\"", "", {}}));
  const auto unused = unmark("¦" + two + "problem = \"bowl\"\n");
  EXPECT_THROW(read_definition({unused.text, "", {}}), InputError);  // no run on the valley
}

TEST(DefinitionErrors, ExpressionsInListsNameTheirSetting) {
  const Fault faults[] = {
      {run("budget = 9\nlearning_rate = [\"0.1/¦(1+\", 0.2]"),
       {"in `learning_rate` of `sgd`: this `(` is never closed"}},
      {run("budget = 9\nlearning_rate = [0.2, \"¦q\"]"), {"in `learning_rate` of `sgd`: unknown name `q`"}},
      {run("learning_rate = \"0.1/¦(1+\""), {"in `learning_rate` of `sgd`"}},
  };
  for (const auto& fault : faults) expect_fault(fault);
}

// A thousand evaluations for each of many runs are nobody's wish until somebody says so.
TEST(DefinitionErrors, WhatVariesNeedsABudget) {
  const auto starts = [](const std::string& marked, const std::string& rest) {
    return "[problem.bowl]\nfunction = \"5*x^2 + y^2\"\n" + marked + "\n[[run]]\nmethod = \"sgd\"\n" + rest;
  };
  const std::string hint = "budget = 1000";
  const Fault faults[] = {
      {run("¦learning_rate = [0.1, 0.2]"), {"`learning_rate` has several values", "needs a `budget`", hint}},
      {run("¦lr = { log_range = [0.1, 1], points = 3 }"), {"`lr` has several values", "needs a `budget`", hint}},
      {run("¦repeats = 2"), {"repeats needs a `budget`", hint}},
      {"¦repeats = 2\n" + run(""), {"repeats needs a `budget`", hint}},
      {run("¦start = [[1, 2], [3, 4]]"), {"several starts needs a `budget`", hint}},
      {starts("¦start = { box = [-1, 1], lattice = 3 }", ""), {"several starts needs a `budget`", hint}},
      {starts("start = [1, 2]", "¦start = { box = [-1, 1], random = 3 }"), {"several starts needs a `budget`", hint}},
      {"[problem.bowl]\nfunction = \"x^2\"\nstart = [5]\n[[run]]\n¦method = [\"sgd\", \"adam\"]\n",
       {"a list of methods needs a `budget`", hint}},
      {run("¦steps = 10"), {"`steps` needs a `budget`", hint}},
      {"¦steps = 10\n" + run(""), {"`steps` needs a `budget`", hint}},
      {run("budget = 10\nsteps = ¦0"), {"`steps` is the number 0", "at least 1"}},
  };
  for (const auto& fault : faults) expect_fault(fault);
  for (const auto* given : {"budget = 9", "budget = { bowl = 9 }"}) {
    const auto text = run(std::string(given) + "\nlearning_rate = [0.1, 0.2]\nrepeats = 2");
    EXPECT_NO_THROW(read_definition({text, "study.toml", {}}));
  }
  EXPECT_NO_THROW(read_definition({run("learning_rate = [0.1, 0.2]"), "study.toml", {"budget=9"}}));
  EXPECT_NO_THROW(read_definition({run("learning_rate = 0.1"), "study.toml", {}}));
}

TEST(DefinitionErrors, TooManyRuns) {
  DefinitionLimits limits;
  limits.records = 100;
  const auto many = unmark(
      "budget = 100\n[problem.bowl]\nfunction = \"x^2\"\nstart = [1]\n¦[[run]]\nmethod = \"adam\"\n"
      "beta1 = { range = [0, 0.9], points = 10 }\nlearning_rate = { log_range = [1e-3, 1], points = 11 }");
  try {
    read_definition({many.text, "study.toml", {}}, limits);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("110 runs; at most 100"), std::string::npos) << error.what();
    EXPECT_EQ(error.parts().place.line, many.line);
    EXPECT_EQ(error.parts().place.column, many.column);
  }
}

TEST(DefinitionErrors, TooMuchHistory) {
  try {
    read_definition(
        {"budget = 1e12\n[problem.bowl]\nfunction = \"x^2\"\nstart = [1]\n[[run]]\nmethod = \"sgd\"", "", {}});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("record = { every = 100 }"), std::string::npos) << error.what();
  }
}

TEST(DefinitionErrors, CaretStandsBelowTheFault) {
  const auto text = run("label = \"Шаг\"; budget = 5");
  try {
    read_definition({text, "study.toml", {}});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("\n  label = \"Шаг\"; budget = 5\n               ^"), std::string::npos)
        << error.what();
  }
}

TEST(DefinitionErrors, KeysOfOtherLettersNeedQuotes) { expect_fault({"¦предел = 5", {"not TOML", "in quotes"}}); }

TEST(DefinitionErrors, MissingFileAndFolder) {
  EXPECT_THROW(read_definition_file("/nonexistent/study.toml"), InputError);
  EXPECT_THROW(read_definition_file("/"), InputError);
}

}  // namespace
}  // namespace ravine::study
