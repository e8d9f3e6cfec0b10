// ravine race and ravine draw: one picture of several trajectories, run here or read from files.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "ravine/app/arguments.hpp"
#include "ravine/app/table.hpp"
#include "ravine/base/error.hpp"
#include "ravine/problem/function_problem.hpp"
#include "ravine/study/thread_pool.hpp"
#include "ravine/study/trajectory_file.hpp"
#include "ravine/view/animation.hpp"
#include "ravine/view/cairo/image_file.hpp"
#include "ravine/view/geometry/figures.hpp"
#include "ravine/view/scene.hpp"

namespace ravine::app {
namespace {

namespace fs = std::filesystem;

// Checked before anything runs.
void require_picture_file(const std::string& out) {
  const auto kind = fs::path(out).extension();
  if (kind != ".gif" && kind != ".png" && kind != ".svg")
    throw InputError(
        "--out " + out + ": the file's kind is told by its end, and `" + kind.string() + "` is none of them",
        "end its name with .gif, .png or .svg");
}

view::SceneOptions options_of(const PictureArguments& picture) {
  view::SceneOptions options;
  options.title = picture.title;
  options.minimum = picture.minimum;
  options.equal_aspect = !picture.free_aspect;
  if (!picture.view.empty()) options.box = parse_view(picture.view);
  return options;
}

void save(const view::Scene& scene, const std::string& out) {
  const auto film = scene.trajectories.size() == 1 ? view::single_film(scene, 0) : view::race_film(scene);
  const auto kind = fs::path(out).extension();
  if (kind == ".gif")
    view::animate(film).save(out);
  else if (kind == ".png")
    view::save_png(film.last, out);
  else
    view::save_svg(film.last, out);
}

// "Adam", or with its settings where another contender is of the same method.
std::string short_label(const std::vector<Descent>& descents, std::size_t i) {
  const auto& method = descents[i].method;
  for (std::size_t k = 0; k < descents.size(); ++k)
    if (k != i && descents[k].method.info().name == method.info().name) {
      auto text = method.text();
      return std::string(method.info().title) + text.substr(std::min(text.size(), method.info().name.size()));
    }
  return std::string(method.info().title);
}

}  // namespace

int race(const RaceCommand& command) {
  require_picture_file(command.picture.out);
  auto options = options_of(command.picture);
  const auto descent = parse_descent(command.descent);
  if (descent.function.dimension() != 2)
    throw InputError(
        "`ravine race` draws functions of two variables; this one has " + std::to_string(descent.function.dimension()),
        "`ravine trace` prints the numbers of any run");
  const FunctionProblem problem(descent.function);
  std::vector<Descent> descents;
  for (const auto& notation : command.methods)
    descents.push_back({descent.start, parse_method(notation), descent.options});
  study::ThreadExecutor executor(command.jobs);
  const auto results = minimize_all(problem, descents, executor);

  std::vector<view::ShownRun> shown;
  std::vector<std::vector<std::string>> rows{{"run", "outcome", "steps", "last f", "best f"}};
  for (std::size_t i = 0; i < results.size(); ++i) {
    const auto& result = results[i];
    const auto label = short_label(descents, i);
    shown.push_back({label, &result.history, std::string(name(result.outcome.kind)), failed(result.outcome.kind)});
    rows.push_back({descents[i].method.text(), std::string(name(result.outcome.kind)), std::to_string(result.steps),
                    fmt::format("{:.6g}", result.f), fmt::format("{:.6g}", result.best_f)});
  }
  if (options.title.empty()) options.title = shown.size() == 1 ? shown.front().label : "Methods from one start";
  save(view::make_scene(problem, shown, options, executor), command.picture.out);
  print_table(rows);
  fmt::print("Wrote {}\n", command.picture.out);
  return 0;
}

int draw(const DrawCommand& command) {
  require_picture_file(command.picture.out);
  auto options = options_of(command.picture);
  const FunctionProblem problem(parse_plane_function(command.function, command.variables, "draw"));
  std::vector<History> histories;
  std::vector<view::ShownRun> shown;
  histories.reserve(command.files.size());
  for (const auto& path : command.files) {
    const auto file = study::read_trajectory_file(path);
    auto& history = histories.emplace_back();
    history.dimension = 2;
    for (std::size_t i = 0; i < file.x.size(); ++i) {
      const double point[] = {file.x[i], file.y[i]};
      std::vector<double> gradient(2);
      const double f = problem.function()(point, gradient);
      history.step.push_back(static_cast<std::size_t>(file.step[i]));
      history.x.insert(history.x.end(), point, point + 2);
      history.f.push_back(f);
      history.gradient.insert(history.gradient.end(), gradient.begin(), gradient.end());
    }
    shown.push_back({fs::path(path).stem().string(), &history, "", false});
  }
  if (options.title.empty()) options.title = shown.size() == 1 ? shown.front().label : "Trajectories";
  study::ThreadExecutor executor;
  save(view::make_scene(problem, shown, options, executor), command.picture.out);
  fmt::print("Wrote {}\n", command.picture.out);
  return 0;
}

}  // namespace ravine::app
