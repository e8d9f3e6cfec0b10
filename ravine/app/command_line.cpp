#include "ravine/app/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <iostream>
#include <limits>
#include <memory>
#include <utility>

#include "ravine/app/arguments.hpp"
#include "ravine/app/commands.hpp"
#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/method/library.hpp"
#include "ravine/method/method.hpp"
#include "ravine/problem/gradient_noise.hpp"
#include "ravine/study/summary.hpp"

namespace ravine::app {
namespace {

constexpr int status_done = 0, status_could_not_finish = 1, status_bad_input = 2;

// Said before CLI11 reads a value, which would wrap negative counts and take a NaN. What is accepted is handed on in
// the form that it reads: 1e3 as 1000, 1/3 in digits.
CLI::Validator whole_number(double low, double high) {
  return {[=](std::string& text) -> std::string {
            const auto value = number_of(text);
            if (!value || *value < low || *value > high || *value != std::floor(*value))
              return fmt::format("`{}` is not a whole number from {} to {}{}", text, shortest(low), shortest(high),
                                 high >= 1e6 ? ": 1000 or 1e3" : "");
            text = std::to_string(static_cast<std::uint64_t>(*value));
            return {};
          },
          "INTEGER"};
}
CLI::Validator number(double low, bool finite) {
  return {[=](std::string& text) -> std::string {
            const auto value = number_of(text);
            if (value && *value >= low && (!finite || std::isfinite(*value))) {
              text = shortest(*value);
              return {};
            }
            const std::string rule = std::isinf(low) ? "" : " of at least " + shortest(low);
            return fmt::format("`{}` is not a {}number{}: 0.5, 1e-3 or 1/3", text, finite ? "finite " : "", rule);
          },
          "NUMBER"};
}
// A height above the minimum, or none, which is read as 0.
const CLI::Validator height{[](std::string& text) -> std::string {
                              if (text == "none") text = "0";
                              if (text == "0") return {};
                              const auto value = number_of(text);
                              for (std::size_t i = 0; i < study::target_count; ++i)
                                if (value && *value == study::target_level(i)) return {};
                              return fmt::format("`{}` is none of 1e-1, 1e-2, ... 1e-12 and none", text);
                            },
                            ""};
const CLI::Validator not_empty{[](std::string& text) -> std::string { return text.empty() ? "the name is empty" : ""; },
                               ""};
constexpr double minus_infinity = -std::numeric_limits<double>::infinity();
constexpr double most_steps = 1e12, most_jobs = 1024, largest_seed = 9007199254740992;  // 2^53

void add_function(CLI::App& command, std::string& function, std::vector<std::string>& variables) {
  command
      .add_option("function", function,
                  "the function: an expression, '5*x^2 + y^2', or one of the catalogue, 'rosenbrock(dimension=10)'")
      ->required()
      ->type_name("EXPR");
  command.add_option("--variables", variables, "names of the coordinates, in order: a,b")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("NAMES");
}

void add_like(CLI::App& command, std::string& like) {
  std::string names;
  for (const auto name : library_names()) names.append(names.empty() ? "" : ", ").append(name);
  command.add_option("--like", like, "take the conventions and defaults of a library: " + names)->type_name("LIBRARY");
}

void add_noise(CLI::App& command, DescentArguments& descent) {
  std::string kinds;
  for (const auto& kind : gradient_noises())
    kinds += (kinds.empty() ? "" : ", ") + GradientNoise{.kind = kind.kind}.text();
  command
      .add_option("--noise", descent.noise,
                  "disturb the gradients; f stays exact. With what is given when not: " + kinds)
      ->type_name("NOISE");
  command.add_option("--seed", descent.seed, "of the noise and all other random draws")
      ->capture_default_str()
      ->transform(whole_number(0, largest_seed));
}

void add_descent(CLI::App& command, DescentArguments& descent) {
  add_function(command, descent.function, descent.variables);
  command.add_option("--from", descent.from, "the start, one number a coordinate: 5,5 (default: the catalogue's)")
      ->type_name("POINT");
  command.add_option("--steps", descent.steps, "gradient evaluations a run")
      ->capture_default_str()
      ->transform(whole_number(0, most_steps));
  command.add_option("--target", descent.target, "stop once f is at most this")
      ->transform(number(minus_infinity, false));
  command.add_option("--layout", descent.layout, "tensors and groups of the coordinates: 'w[2x3] b[3]@slow'")
      ->type_name("TEXT");
  add_like(command, descent.like);
  add_noise(command, descent);
  command.add_option("--gradient-norm", descent.gradient_norm, "stop once |gradient| is at most this")
      ->transform(number(0, false));
}

void add_picture(CLI::App& command, PictureArguments& picture) {
  command.add_option("--out", picture.out, "the file to write: .gif, .png or .svg")
      ->capture_default_str()
      ->check(not_empty);
  command.add_option("--title", picture.title, "the title of the picture");
  command
      .add_option("--view", picture.view,
                  "the box to show: 0:10,-5:10; of one variable 0:10 (default: around the trajectories)")
      ->type_name("X:X,Y:Y");
  command.add_option("--minimum", picture.minimum, "the known least value of f")
      ->transform(number(minus_infinity, true));
  command.add_option("--minimiser", picture.minimiser, "where f is least; the picture marks it: 1,1")
      ->type_name("POINT");
  command.add_option("--size", picture.size, "width and height in pixels")
      ->capture_default_str()
      ->type_name("WIDTHxHEIGHT");
  command
      .add_option("--colors", picture.colors,
                  "give a PNG a palette of at most so many colours: a third of the size and less, at 64")
      ->transform(whole_number(2, 255));
  command.add_flag("--free-aspect", picture.free_aspect, "let x and y have scales of their own");
}

void add_jobs(CLI::App& command, std::size_t& jobs) {
  command.add_option("--jobs,-j", jobs, "threads to use; 0 is one a core. Results do not depend on it")
      ->capture_default_str()
      ->transform(whole_number(0, most_jobs));
}

// The program's options, each command's values, and what to call.
struct CommandLine {
  CLI::App program{"Runs first-order optimisation methods, compares them and shows where they walk.", "ravine"};
  RunCommand run;
  CheckGradientCommand check_gradient;
  TraceCommand trace;
  RaceCommand race;
  DrawCommand draw;
  TuneCommand tune;
  ExportCommand exported;
  MethodsCommand methods;
  ProblemsCommand problems;
  InitCommand init;
  int status = status_done;

  CommandLine() {
    program.set_version_flag("--version", std::string("ravine ") + RAVINE_VERSION);
    program.require_subcommand(1);
    program.footer(
        "Examples:\n"
        "  ravine run example/notebook.toml --out out/notebook\n"
        "  ravine trace '5*x^2 + y^2' --from 5,5 --steps 100 'adam(lr=0.1)'\n"
        "  ravine race '(1-x)^2 + 100*(y-x^2)^2' --from -1.2,1 --steps 500 'sgd(lr=0.001)' 'adam(lr=0.1)' --out "
        "race.gif\n"
        "  ravine race rosenbrock 'sgd(lr=0.001)' 'adam(lr=0.1)' --steps 500 --out race.gif\n"
        "  ravine methods adam\n"
        "  ravine problems rosenbrock\n"
        "`ravine COMMAND --help` tells more of each. Exit status: 0 done (whatever the runs came to), 1 could not "
        "finish\n"
        "(a full disk, a store in use), 2 bad usage or input (a definition, a data file or a store that is wrong, "
        "damaged or\n"
        "another program's, a place that cannot be written), 130 interrupted.");
    add_run();
    add_check_gradient();
    add_trace();
    add_race();
    add_draw();
    add_tune();
    add_export();
    add_methods();
    add_problems();
    add_init();
  }

  static void add_definition(CLI::App& command, std::string& file, std::vector<std::string>& overrides,
                             bool& allow_exec) {
    command.add_option("file", file, "the definition, a TOML file")->required()->type_name("FILE");
    command.add_option("--set", overrides, "override a key: --set problem.bowl.start=[4,4]")
        ->type_name("KEY=VALUE")
        ->expected(1)
        ->take_all();
    command.add_flag("--allow-exec", allow_exec, "let it start the programs that the definition names (`external`)");
  }

  void add_run() {
    auto& command = *program.add_subcommand("run", "run the experiments of a definition file and write all results");
    add_definition(command, run.file, run.overrides, run.allow_exec);
    command.add_option("--out", run.out, "the folder for the results")
        ->capture_default_str()
        ->type_name("DIR")
        ->check(not_empty);
    command.add_option("--seed", run.seed, "the study's seed, instead of the file's")
        ->transform(whole_number(0, largest_seed));
    command.add_flag("--dry-run", run.dry_run, "only print what would run, and its cost");
    command.add_flag("--force", run.force, "make runs again that are stored");
    command.add_flag("--quiet,-q", run.quiet, "no progress and no summary");
    command.add_option("--format,-f", run.format, "of what is printed: text or json")
        ->capture_default_str()
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "json"}));
    add_jobs(command, run.jobs);
    command.footer(
        "Examples:\n"
        "  ravine run example/notebook.toml --out out/notebook\n"
        "  ravine run example/notebook.toml --dry-run --set budget=500\n"
        "Writes DIR/report.html, runs.csv, study.sqlite, and a folder a problem with race.gif, race.png, race.svg,\n"
        "convergence.svg and per run a .gif, .png, .csv and .npy file. `ravine init` writes a definition to start "
        "from.");
    command.callback([this] { status = app::run(run); });
  }

  void add_check_gradient() {
    auto& command = *program.add_subcommand("check-gradient",
                                            "compare the gradients of a definition's problems with differences of f");
    add_definition(command, check_gradient.file, check_gradient.overrides, check_gradient.allow_exec);
    command.footer(
        "Example:\n  ravine check-gradient example/external.toml --allow-exec\n"
        "At each problem's start; says which coordinates are wrong and by how much.");
    command.callback([this] { status = app::check_gradient(check_gradient); });
  }

  void add_tune() {
    tune.descent.steps = 1000;
    auto& command = *program.add_subcommand("tune", "find the best settings of methods on a problem");
    add_descent(command, tune.descent);
    command.add_option("methods", tune.methods, "the methods; settings that are given stay as they are")
        ->required()
        ->type_name("METHOD...");
    command.add_option("--budget", tune.budget, "gradient evaluations to tune each method with")
        ->capture_default_str()
        ->transform(whole_number(1, most_steps));
    command
        .add_option(
            "--halving", tune.halving,
            "successive halving: of so many settings the best gets so many times the steps (default: all get all)")
        ->type_name("K")
        ->transform(whole_number(2, 1000));
    command
        .add_option(
            "--above", tune.target,
            "the score is the evaluations to f so far above the minimum: 1e-1, 1e-2, ... 1e-12; none: f at the end")
        ->default_str("1e-6")
        ->type_name("HEIGHT")
        ->transform(height);
    command
        .add_option("--minimum", tune.minimum,
                    "the least value of f (default: the catalogue's; else f at the end counts)")
        ->transform(number(minus_infinity, false));
    command.add_option("--format,-f", tune.format, "text or json")
        ->capture_default_str()
        ->check(CLI::IsMember({"text", "json"}));
    add_jobs(command, tune.jobs);
    command.footer(
        "Examples:\n"
        "  ravine tune rosenbrock adam momentum --budget 200000\n"
        "  ravine tune rosenbrock adam --budget 200000 --halving 3\n"
        "  ravine tune '5*x^2 + y^2' --from 5,5 --minimum 0 sgd 'adam(beta1=0.9)'\n"
        "Learning rate, momentum and β₁ are tuned where they have their defaults and an effect: the rate evenly in "
        "its\n"
        "logarithm, from a thousandth of its default (at least 1e-8) to a thousand times that (at least 1, at most "
        "10),\n"
        "the others from 0 to 0.99. Runs start at random around the given start: each coordinate x at most\n"
        "max(1, |x|)/2 from it. The output says all ranges, and where the best lies at the edge of one.");
    command.callback([this] { status = app::tune(tune); });
  }

  void add_export() {
    auto& command = *program.add_subcommand("export", "print the runs of a study's store, a row a run");
    command.add_option("study", exported.study, "the study's folder, or its store")->required()->type_name("DIR");
    command.add_option("--format,-f", exported.format, "csv, json or npy (the columns that hold numbers)")
        ->capture_default_str()
        ->check(CLI::IsMember({"csv", "json", "npy"}));
    command.add_flag("--curves", exported.curves, "the runs' thinned curves instead, where the study keeps them");
    command.add_option("--out", exported.out, "a file instead of the standard output")->check(not_empty);
    command.footer(
        "Examples:\n"
        "  ravine export out/million > million.csv\n"
        "  ravine export out/million --format npy --out million.npy\n"
        "The columns are those of the view `runs`, or of the table `curve` (doc/store.md).");
    command.callback([this] { status = app::export_study(exported); });
  }

  void add_trace() {
    auto& command = *program.add_subcommand("trace", "print one run's trajectory: step, coordinates, f, |gradient|");
    add_descent(command, trace.descent);
    command.get_option("function")->required(false);
    command.add_option("method", trace.method, "the method with its settings: 'adam(lr=0.1)'")->capture_default_str();
    const auto of_a_run =
        std::as_const(command).get_options([](const CLI::Option* option) { return !option->check_name("--help"); });
    command
        .add_option("--run", trace.run, "instead of a function: a run that a study has stored, by its key or number")
        ->type_name("RUN");
    command.add_option("--study", trace.study, "the study's folder, for --run")
        ->capture_default_str()
        ->type_name("DIR");
    command.add_flag("--allow-exec", trace.allow_exec, "let it start the program that gives the run's values");
    command.add_option("--format,-f", trace.format, "csv, json or npy")
        ->capture_default_str()
        ->check(CLI::IsMember({"csv", "json", "npy"}));
    command
        .add_option("--every", trace.every,
                    "print each k-th step, the first and the last always; what is said of the run is of every step")
        ->capture_default_str()
        ->transform(whole_number(1, most_steps));
    command
        .add_option("--derivative", trace.derivative,
                    "print the derivative of the last f by this setting; of a chain's link: clip_norm.epsilon")
        ->type_name("SETTING");
    command.add_option("--out", trace.out, "a file instead of the standard output")->check(not_empty);
    command.footer(
        "Examples:\n"
        "  ravine trace '5*x^2 + y^2' --from 5,5 --steps 100 'adam(lr=0.1)' > adam.csv\n"
        "  ravine trace --run 0123456789abcdef0123456789abcdef --study out/heatmap\n"
        "  ravine trace --run 1234 --study out/heatmap\n"
        "An expression that starts with a minus goes after `--`:\n"
        "  ravine trace --from 1 --steps 5 -- '-cos(x)' 'sgd(lr=0.1)'\n"
        "The outcome is told on the standard error.");
    command.callback([this, of_a_run] {
      for (const auto* option : of_a_run)
        if (!trace.run.empty() && option->count() > 0)
          throw InputError(
              "`" + option->get_name() + "` does not go with --run, which makes a stored run again as it was",
              "leave one of them out");
      status = app::trace(trace);
    });
  }

  void add_race() {
    auto& command = *program.add_subcommand("race", "run methods from one start and draw them in one picture");
    add_descent(command, race.descent);
    command.add_option("methods", race.methods, "the methods, each with its settings")
        ->required()
        ->type_name("METHOD...");
    add_picture(command, race.picture);
    command
        .add_option("--plane", race.picture.plane,
                    "what to show of more than two variables: principal (default), the first two principal directions "
                    "of all runs together, or two coordinates: x3,x7")
        ->type_name("PLANE");
    add_jobs(command, race.jobs);
    command.footer(
        "Example:\n"
        "  ravine race '(1-x)^2 + 100*(y-x^2)^2' --from -1.2,1 --steps 500 'sgd(lr=0.001)' 'adam(lr=0.1)' --out "
        "race.gif\n"
        "Of a function of more than two variables the map shows a plane through the runs; of one variable the "
        "graph of f.");
    command.callback([this] { status = app::race(race); });
  }

  void add_draw() {
    auto& command = *program.add_subcommand("draw", "draw trajectories from CSV files over the function's level sets");
    add_function(command, draw.function, draw.variables);
    command.add_option("files", draw.files, "CSV files with a header step,x,y,... or two columns x,y")
        ->required()
        ->type_name("FILE...");
    add_picture(command, draw.picture);
    command.footer(
        "Example:\n"
        "  ravine draw '5*x^2 + y^2' adam.csv sgd.csv --title 'Two methods' --view -7:7,-7:7 --out race.gif\n"
        "  ravine draw '5*x^2 + y^2' adam.csv --size 600x400 --colors 64 --minimiser 0,0 --out small.png");
    command.callback([this] { status = app::draw(draw); });
  }

  void add_methods() {
    auto& command = *program.add_subcommand("methods", "list the methods, or tell all about one");
    command.add_option("name", methods.name, "a method or a link, such as adam; none: list them all");
    command.add_option("--format,-f", methods.format, "text or json")
        ->capture_default_str()
        ->check(CLI::IsMember({"text", "json"}));
    add_like(command, methods.like);
    command.footer("Examples:\n  ravine methods adam\n  ravine methods adam --like keras");
    command.callback([this] { status = app::methods(methods); });
  }

  void add_problems() {
    auto& command = *program.add_subcommand("problems", "list the functions of the catalogue, or tell all about one");
    command.add_option("name", problems.name,
                       "a function, such as rosenbrock or 'rosenbrock(dimension=10)'; none: all");
    command.add_option("--format,-f", problems.format, "text or json")
        ->capture_default_str()
        ->check(CLI::IsMember({"text", "json"}));
    command.footer(
        "Examples:\n  ravine problems himmelblau\n  ravine problems 'quadratic(dimension=5, condition=1e4)'");
    command.callback([this] { status = app::problems(problems); });
  }

  void add_init() {
    auto& command = *program.add_subcommand("init", "write a commented definition file to start from");
    command.add_option("file", init.file, "the file to write")->capture_default_str()->check(not_empty);
    command.add_flag("--force", init.force, "overwrite a file that is there");
    command.footer("Example:\n  ravine init mine.toml && ravine run mine.toml --out out/mine");
    command.callback([this] { status = app::init(init); });
  }
};

// The long options of a command, or the names of the commands.
std::vector<std::string> known_words(CLI::App& program, const std::string& command) {
  std::vector<std::string> words;
  if (command.empty()) {
    for (const auto* sub : program.get_subcommands(nullptr)) words.push_back(sub->get_name());
    return words;
  }
  for (const auto* option : program.get_subcommand(command)->get_options())
    for (const auto& name : option->get_lnames()) words.push_back("--" + name);
  return words;
}

// Of an option that is a method's setting; empty where no method has it.
std::string setting_advice(std::string_view option) {
  const auto name = option.substr(2);
  for (const auto* info : ravine::methods())
    if (info->find(name) != nullptr)
      return fmt::format("there is no option `{}`: a setting stands with its method, '{}({}=...)'", option, info->name,
                         name);
  return {};
}

// What a wrong command line may have meant; empty when there is nothing to say.
std::string guess(CLI::App& program, int argc, const char* const* argv) {
  const std::string command = argc > 1 ? argv[1] : "";
  const auto commands = known_words(program, "");
  const bool is_command = std::find(commands.begin(), commands.end(), command) != commands.end();
  auto nearest = [](const std::string& word, const std::vector<std::string>& known) {
    const std::vector<std::string_view> views(known.begin(), known.end());
    return std::string(nearest_name(word, views));
  };
  if (!command.empty() && command.front() != '-' && !is_command) {
    const auto meant = nearest(command, commands);
    return "there is no command `" + command + "`" + (meant.empty() ? "" : "; nearest known: `" + meant + "`");
  }
  for (int i = 2; i < argc && is_command && std::string_view(argv[i]) != "--"; ++i) {
    const std::string word = argv[i];
    if (word.rfind("--", 0) == 0) {
      const auto option = word.substr(0, word.find('='));
      const auto known = known_words(program, command);
      if (std::find(known.begin(), known.end(), option) != known.end()) continue;
      if (auto advice = setting_advice(option); !advice.empty()) return advice;
      const auto meant = nearest(option, known);
      if (!meant.empty()) return fmt::format("there is no option `{}`; nearest known: `{}`", option, meant);
    } else if (word.size() > 2 && word.front() == '-' && word.find_first_of("(*^+/xyz") != std::string::npos) {
      return fmt::format("an expression that starts with a minus goes after `--`: ravine {} ... -- '{}'", command,
                         word);
    }
  }
  return {};
}

void complain(const char* what) { fmt::print(stderr, "ravine: {}\n", what); }

}  // namespace

int run_program(int argc, const char* const* argv) {
  try {
    const auto line = std::make_unique<CommandLine>();
    try {
      line->program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      if (error.get_exit_code() == 0) {  // --help, --version
        line->program.exit(error);
        std::cout.flush();
        if (!std::cout || std::fflush(stdout) != 0) throw SystemError("the standard output cannot be written");
        return status_done;
      }
      // What was meant says more than what CLI11 missed.
      auto hint = guess(line->program, argc, argv);
      const bool is_extra = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError);
      const bool is_word = std::string_view(error.what()).find(": -") == std::string_view::npos;  // no option
      if (hint.empty() && is_extra && is_word && std::string_view(argv[1]) == "trace")
        hint = std::string(error.what()) + "; `trace` makes one run, `ravine race` takes several methods";
      complain(hint.empty() ? error.what() : hint.c_str());
      const auto commands = known_words(line->program, "");
      if (argc > 1 && std::find(commands.begin(), commands.end(), argv[1]) != commands.end())
        fmt::print(stderr, "  `ravine {} --help` shows its arguments, options and examples\n", argv[1]);
      else
        fmt::print(stderr, "  `ravine --help` shows the commands\n");
      return status_bad_input;
    }
    if (std::fflush(stdout) != 0) throw SystemError("the standard output cannot be written");
    return line->status;
  } catch (const InputError& error) {
    complain(error.what());
    return status_bad_input;
  } catch (const std::exception& error) {
    complain(error.what());
    return status_could_not_finish;
  }
}

}  // namespace ravine::app
