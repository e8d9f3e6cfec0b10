// ravine race and ravine draw: one picture of several trajectories, run here or read from files.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>

#include "ravine/app/arguments.hpp"
#include "ravine/app/output_place.hpp"
#include "ravine/app/settings_text.hpp"
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
    throw InputError("--out " + out + ": the file's kind is told by its end, and " +
                         (kind.empty() ? "this name has none" : "`" + kind.string() + "` is none of them"),
                     "end its name with .gif, .png or .svg");
  require_file_place("--out", out);
}
// The same of the picture as a whole.
view::FigureOptions figure_of(const PictureArguments& picture) {
  require_picture_file(picture.out);
  if (picture.colors > 0 && fs::path(picture.out).extension() != ".png")
    throw InputError("--colors is of PNG files; --out is " + picture.out, "leave it out, or write a .png");
  const auto size = parse_size(picture.size);
  view::FigureOptions options;
  options.width = size.width;
  options.height = size.height;
  return options;
}

// `known`: the problem's function, where it is of the catalogue.
view::SceneOptions options_of(const PictureArguments& picture, const Problem& problem,
                              const std::optional<CatalogueFunction>& known) {
  view::SceneOptions options;
  options.title = picture.title;
  options.equal_aspect = !picture.free_aspect;
  if (known) {
    options.minimum = known->minimum;
    options.minimisers = known->minimisers;
  }
  if (picture.minimum) options.minimum = picture.minimum;
  if (!picture.view.empty()) options.box = parse_view(picture.view, problem.dimension());
  if (!picture.plane.empty()) options.plane = parse_plane(picture.plane, problem);
  if (!picture.minimiser.empty()) {
    options.minimisers = {parse_point(picture.minimiser, "--minimiser")};
    if (options.minimisers[0].size() != problem.dimension())
      throw InputError("--minimiser " + picture.minimiser + ": a point of the function has " +
                           std::to_string(problem.dimension()) + " coordinates",
                       "give one number a variable, separated by commas");
  }
  return options;
}

// The catalogue's view, for runs that start in it.
void show_known_view(const std::optional<CatalogueFunction>& known, const std::vector<view::ShownRun>& shown,
                     view::SceneOptions& options) {
  if (options.box || !known || !known->view || shown[0].history->dimension != 2) return;
  const auto& view = *known->view;
  for (const auto& run : shown)
    if (!view.holds({run.history->x[0], run.history->x[1]})) return;
  options.box = {view.x_low, view.x_high, view.y_low, view.y_high};
}

// A title that was given heads a lone run's picture too, in place of the run's name. `otherwise`: of several runs.
void set_title(const PictureArguments& picture, const std::string& otherwise, std::vector<view::ShownRun>& shown,
               view::SceneOptions& options) {
  if (shown.size() == 1 && !picture.title.empty()) shown.front().label = picture.title;
  if (options.title.empty()) options.title = shown.size() == 1 ? shown.front().label : otherwise;
}

void save(const view::Scene& scene, const view::FigureOptions& figure, const PictureArguments& picture) {
  const auto film =
      scene.trajectories.size() == 1 ? view::single_film(scene, 0, figure) : view::race_film(scene, figure);
  const auto& out = picture.out;
  const auto kind = fs::path(out).extension();
  if (kind == ".gif")
    view::animate(film).save(out);
  else if (kind == ".png" && picture.colors > 0)
    view::save_png(view::Canvas(film.last), out, picture.colors);
  else if (kind == ".png")
    view::save_png(film.last, out);
  else
    view::save_svg(film.last, out);
}

// A NaN has a sign, which means nothing.
std::string short_number(double value) { return std::isnan(value) ? "nan" : fmt::format("{:.6g}", value); }

// "Adam"; where contenders are of one method, with the settings in which they differ: "Adam, η = 0.1". Those that
// differ in what a label does not tell are numbered.
std::vector<std::string> short_labels(const std::vector<Descent>& descents) {
  std::vector<std::string> labels;
  for (const auto& descent : descents) {
    const auto& method = descent.method;
    std::string label(method.info().title);
    for (std::size_t k = 0; k < method.settings().size(); ++k) {
      const auto& row = method.info().parameters[k];
      const auto own = setting_text(method, k);
      // A flag that is not raised goes without saying.
      if (row.kind == ParameterInfo::Kind::flag && own == row.value_text(row.standard)) continue;
      const bool differs = std::any_of(descents.begin(), descents.end(), [&](const Descent& other) {
        return other.method.info().name == method.info().name && setting_text(other.method, k) != own;
      });
      if (differs) label += ", " + labelled(method, k);
    }
    const auto alike = std::count_if(labels.begin(), labels.end(), [&](const std::string& earlier) {
      return earlier == label || earlier.starts_with(label + " (");
    });
    labels.push_back(alike == 0 ? label : label + " (" + std::to_string(alike + 1) + ")");
  }
  return labels;
}

}  // namespace

int race(const RaceCommand& command) {
  const auto figure = figure_of(command.picture);
  const auto descent =
      parse_descent(command.descent, command.methods.size(), 1,
                    "take fewer steps or methods; `ravine run` with `record = { every = 100 }` keeps fewer points");
  const auto& problem = *descent.problem;
  auto options = options_of(command.picture, problem, descent.known);
  std::vector<Descent> descents;
  for (const auto& notation : command.methods) {
    auto method = parse_method(notation, command.descent.like, descent.problem->layout()).method;
    if (std::any_of(descents.begin(), descents.end(),
                    [&](const Descent& other) { return other.method.text() == method.text(); }))
      throw InputError("the method `" + notation + "` is given twice", "give each method once");
    descents.push_back({descent.start, std::move(method), descent.options});
  }
  study::ThreadExecutor executor(command.jobs);
  const auto results = minimize_all(problem, descents, executor);

  std::vector<view::ShownRun> shown;
  std::vector<std::vector<std::string>> rows{{"run", "outcome", "steps", "gradients", "last f", "best f"}};
  const auto labels = short_labels(descents);
  for (std::size_t i = 0; i < results.size(); ++i) {
    const auto& result = results[i];
    if (result.best_f < options.least_seen.value_or(HUGE_VAL)) options.least_seen = result.best_f;
    shown.push_back({labels[i], &result.history, std::string(name(result.outcome.kind)), failed(result.outcome.kind),
                     settings_text(descents[i].method, labels[i])});
    rows.push_back({command.methods[i], std::string(name(result.outcome.kind)), std::to_string(result.steps),
                    std::to_string(result.evaluations), short_number(result.f), short_number(result.best_f)});
  }
  show_known_view(descent.known, shown, options);
  set_title(command.picture, descent.known ? descent.known->title() : "Methods from one start", shown, options);
  save(view::make_scene(problem, shown, options, executor), figure, command.picture);
  print_table(rows);
  for (const auto& result : results)
    if (failed(result.outcome.kind) && !result.outcome.reason.empty())
      fmt::print("{}: {}\n", labels[static_cast<std::size_t>(&result - results.data())], result.outcome.reason);
  fmt::print("Wrote {}\n", command.picture.out);
  return 0;
}

int draw(const DrawCommand& command) {
  const auto figure = figure_of(command.picture);
  const auto [function, known] = parse_plane_function(command.function, command.variables, "draw");
  const FunctionProblem problem(function);
  auto options = options_of(command.picture, problem, known);
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
  show_known_view(known, shown, options);
  set_title(command.picture, known ? known->title() : "Trajectories", shown, options);
  study::ThreadExecutor executor;
  save(view::make_scene(problem, shown, options, executor), figure, command.picture);
  fmt::print("Wrote {}\n", command.picture.out);
  return 0;
}

}  // namespace ravine::app
