// The commands of the program: what the command line asks of each, and the function that does it. Each returns the exit
// status of work that was done (0, or 130 when interrupted); bad input throws InputError, a system that fails
// SystemError.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ravine::app {

struct RunCommand {
  std::string file, out = "out";
  std::size_t jobs = 0;  // 0: one a core
  std::optional<std::uint64_t> seed;
  std::vector<std::string> overrides;  // KEY=VALUE
  bool dry_run = false, quiet = false;
  bool allow_exec = false;      // to start the programs that the definition names
  bool force = false;           // to make runs again that are stored
  std::string format = "text";  // of what is printed
};
int run(const RunCommand& command);

struct CheckGradientCommand {
  std::string file;
  std::vector<std::string> overrides;
  bool allow_exec = false;
};
int check_gradient(const CheckGradientCommand& command);

// Shared by the commands that take a function and methods on the command line.
struct DescentArguments {
  std::string function;                // an expression, or a function of the catalogue
  std::string from;                    // "5,5"; empty: the catalogue's
  std::vector<std::string> variables;  // declared names
  std::optional<std::string> layout;   // of the coordinates; empty: one vector
  std::size_t steps = 100;
  std::optional<double> target, gradient_norm;
  std::string like;   // a library, or empty
  std::string noise;  // of the gradients, in its notation; or empty
  std::uint64_t seed = 1;
};

struct TraceCommand {
  DescentArguments descent;
  std::string method = "adam", format = "csv", out;  // out empty: standard output
  std::size_t every = 1;
  std::string run, study = "out";  // in place of function and method: the key of a run, and the study that has it
  bool allow_exec = false;         // to start the program that gives the run's values
  std::string derivative;          // a setting, by which f at the end is differentiated; or empty
};
int trace(const TraceCommand& command);

struct TuneCommand {
  DescentArguments descent;
  std::vector<std::string> methods;
  std::size_t budget = 200'000;  // gradient evaluations to tune each method with
  std::size_t halving = 0;       // 0: every setting gets all steps
  double target = 1e-6;          // above the minimum; 0: none, f at the end counts
  std::optional<double> minimum;
  std::string format = "text";
  std::size_t jobs = 0;
};
int tune(const TuneCommand& command);

struct ExportCommand {
  std::string study = "out", format = "csv", out;  // a folder or a store; out empty: standard output
  bool curves = false;                             // in place of runs
};
int export_study(const ExportCommand& command);

struct PictureArguments {
  std::string title, view, out = "race.gif", size = "1000x800";
  std::optional<double> minimum;
  std::string minimiser;   // "1,1", or empty
  std::string plane;       // "principal" or "x3,x7"; empty: principal
  std::size_t colors = 0;  // of a PNG's palette; 0: none
  bool free_aspect = false;
};

struct RaceCommand {
  DescentArguments descent;
  std::vector<std::string> methods;
  PictureArguments picture;
  std::size_t jobs = 0;
};
int race(const RaceCommand& command);

struct DrawCommand {
  std::string function;
  std::vector<std::string> variables, files;
  PictureArguments picture;
};
int draw(const DrawCommand& command);

struct MethodsCommand {
  std::string name, format = "text", like;
};
int methods(const MethodsCommand& command);

struct ProblemsCommand {
  std::string name, format = "text";
};
int problems(const ProblemsCommand& command);

struct InitCommand {
  std::string file = "experiment.toml";
  bool force = false;
};
int init(const InitCommand& command);

}  // namespace ravine::app
