// Draws the notebook's pictures and hard cases into a folder, for a person to look at, and says how many milliseconds
// each took:
//   test_view_gallery FOLDER [PART OF A NAME]
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <functional>
#include <map>

#include "ravine/ravine.hpp"
#include "ravine/view/animation.hpp"
#include "ravine/view/cairo/draw.hpp"
#include "ravine/view/cairo/image_file.hpp"
#include "ravine/view/geometry/figures.hpp"
#include "ravine/view/scene.hpp"
#include "scenes.hpp"

using namespace ravine::view;
using namespace ravine::view::scenes;

namespace {

// Processor time, which other programs on the machine change least.
double now() { return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

Scene with(Scene scene, std::size_t count) {
  const auto all = scene.trajectories;
  scene.trajectories.clear();
  for (std::size_t i = 0; i < count; ++i) scene.trajectories.push_back(all[i % all.size()]);
  return scene;
}

Scene many(std::size_t count, const std::string& label) {
  Scene s = bowl();
  s.title = std::to_string(count) + " methods";
  s.trajectories.clear();
  for (std::size_t i = 0; i < count; ++i) {
    const double rate = 0.004 * std::pow(1.35, static_cast<double>(i));
    s.trajectories.push_back(
        descend(bowl_f, {5, 5}, rate, i % 3 == 1 ? 0.8 : 0, 100, label + " " + std::to_string(i + 1)));
  }
  return s;
}

Scene surface(const std::string& title, const Box& box, const Surface& f, Point start, double rate,
              std::size_t steps = 100) {
  Scene s;
  s.title = title;
  s.formula = "f(x, y)";
  s.field = sample(box, 300, 300, f);
  s.start = start;
  s.trajectories = {descend(f, start, rate, 0, steps, "plain"), descend(f, start, rate, 0.9, steps, "momentum"),
                    descend(f, start, rate / 10, 0.5, steps, "careful")};
  return s;
}

// A function of more than two variables on a plane.
Scene plane(const std::string& title, const std::string& text, const std::vector<double>& start,
            const std::vector<const char*>& methods, std::size_t steps, double minimiser,
            const ravine::PlaneChoice& choice) {
  const ravine::FunctionProblem problem(ravine::Function::parse(text, {.variables = {}, .dimension = start.size()}));
  std::vector<ravine::RunResult> results;
  std::vector<ShownRun> runs;
  for (const char* method : methods)
    results.push_back(ravine::minimize(problem, start, ravine::Method::parse(method), {.steps = steps}));
  for (std::size_t i = 0; i < methods.size(); ++i)
    runs.push_back({methods[i], &results[i].history, std::string(ravine::name(results[i].outcome.kind)),
                    ravine::failed(results[i].outcome.kind)});
  SceneOptions options;
  options.title = title;
  options.minimum = 0;
  options.minimisers = {std::vector<double>(start.size(), minimiser)};
  options.plane = choice;
  ravine::SerialExecutor serial;
  return make_scene(problem, runs, options, serial);
}

Scene rosenbrock_plane(const ravine::PlaneChoice& choice) {
  std::vector<double> start;
  for (std::size_t i = 0; i < 10; ++i) start.push_back(i % 2 == 0 ? -1.2 : 1);
  return plane("Rosenbrock in ten dimensions", "sum(i = 1..n-1, 100*(x[i+1]-x[i]^2)^2 + (1-x[i])^2)", start,
               {"sgd(lr=0.0005)", "adam(lr=0.05)", "momentum(lr=0.0003)", "lbfgs"}, 1000, 1, choice);
}

std::map<std::string, std::function<Scene()>> gallery() {
  std::map<std::string, std::function<Scene()>> all;
  all["bowl"] = bowl;
  all["valley"] = valley;
  all["two"] = [] { return with(valley(), 2); };
  all["one"] = [] { return with(valley(), 1); };
  all["twelve"] = [] { return many(12, "adamw, rate"); };
  all["twenty"] = [] { return many(20, "method"); };
  all["russian"] = [] {
    Scene s = many(6, "Метод тяжёлого шара с моментом Нестерова и разогревом");
    s.title = "Продвинутые методы оптимизации: сравнение скорости сходимости из одной начальной точки";
    s.x_name = "первый параметр";
    s.y_name = "второй параметр";
    s.formula =
        "f(первый, второй) = 5x² + y² + ещё очень длинное слагаемое, которое никак не помещается в одну строку под "
        "заголовком";
    return s;
  };
  all["russian12"] = [] { return many(12, "Метод тяжёлого шара с моментом"); };
  all["rosenbrock"] = [] {
    return surface(
        "Rosenbrock", {-2, 2, -1, 3},
        [](double x, double y) { return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x); }, {-1.5, 2}, 0.0008,
        5000);
  };
  all["wide"] = [] {
    return surface(
        "A wide map", {-20, 20, -4, 4}, [](double x, double y) { return 0.1 * x * x + 2 * y * y; }, {-18, 3}, 0.1);
  };
  all["narrow"] = [] {
    return surface(
        "A narrow map", {-1, 1, -10, 10}, [](double x, double y) { return 5 * x * x + 0.3 * y * y; }, {0.8, 9}, 0.15);
  };
  all["tiny"] = [] {
    return surface(
        "A tiny box", {1 - 1e-7, 1 + 1e-7, -1e-7, 1e-7},
        [](double x, double y) { return (x - 1) * (x - 1) + 3 * y * y; }, {1 + 5e-8, 8e-8}, 0.1);
  };
  all["free"] = [] {
    Scene s = valley();
    s.equal_aspect = false;
    return s;
  };
  all["holes"] = [] {
    return surface(
        "Outside the domain", {-3, 3, -3, 3},
        [](double x, double y) { return std::sqrt(x + 1) + std::log(4 - x * x - y * y + 3 * x) + y * y; }, {1, 1.5},
        0.1);
  };
  all["diverging"] = [] {
    Scene s = surface("Diverging", {-7, 7, -7, 7}, bowl_f, {5, 5}, 0.205);
    s.minimum = 0;
    return s;
  };
  all["plane"] = [] { return rosenbrock_plane({}); };
  all["plane-coordinates"] = [] { return rosenbrock_plane(ravine::coordinates_plane("3", "7", {}, 10)); };
  all["plane-diverging"] = [] {
    return plane("A quadratic of twenty variables", "sum(i = 1..n, i^2*x[i]^2)", std::vector<double>(20, 1.0),
                 {"sgd(lr=0.002)", "adam(lr=0.05)", "momentum(lr=0.001)", "sgd(lr=0.0026)", "adagrad(lr=0.5)", "lbfgs"},
                 200, 0, {});
  };
  all["plane-thousand"] = [] {
    return plane("A thousand variables", "sum(i = 1..n, (1 + i/20)*(x[i] - sin(i))^2)", std::vector<double>(1000, 1.0),
                 {"adam(lr=0.05)", "sgd(lr=0.01)", "nesterov(lr=0.005)"}, 150, 40, {});
  };
  all["constant"] = [] {
    return surface(
        "Constant", {-1, 1, -1, 1}, [](double, double) { return 3.0; }, {0.5, 0.5}, 0.1);
  };
  all["decades"] = [] {
    return surface(
        "Thirty decades", {-5, 5, -5, 5}, [](double x, double y) { return std::exp(7 * (x + 0.3 * y * y)); },
        {0.3, 0.5}, 1e-3);
  };
  all["negative"] = [] {
    return surface(
        "Negative values", {-4, 4, -4, 4},
        [](double x, double y) {
          return -10 * std::exp(-(x * x + y * y) / 4) - 3 * std::exp(-((x - 2) * (x - 2) + (y - 2) * (y - 2)));
        },
        {3, -1.5}, 0.3);
  };
  all["plain"] = [] {
    Scene s = valley();
    s.field.columns = s.field.rows = 0;
    s.field.values.clear();
    for (auto& t : s.trajectories) t.f.clear(), t.gradient_norm.clear();
    return s;
  };
  all["waves"] = [] {
    return surface(
        "Waves", {-6, 6, -4, 4}, [](double x, double y) { return std::sin(x) * std::cos(y) + 0.05 * x * x; }, {5, 3},
        0.1);
  };
  return all;
}

}  // namespace

int main(int count, char** arguments) {
  const std::filesystem::path folder = count > 1 ? arguments[1] : "gallery";
  std::filesystem::create_directories(folder);
  for (const auto& [name, make] : gallery()) {
    if (count > 2 && name.find(arguments[2]) == std::string::npos) continue;
    const Scene scene = make();
    const double t0 = now();
    const Figures figures(scene);
    const double t1 = now();
    const Film film = figures.race();
    const double t2 = now();
    const Canvas background(film.background);
    const double t3 = now();
    const Canvas last(film.last);
    const double t4 = now();
    const auto png = png_bytes(last);
    const double t5 = now();
    const auto svg = svg_text(film.last);
    const double t6 = now();
    save_png(last, folder / (name + ".png"));
    save_svg(film.last, folder / (name + ".svg"));
    if (film.frames.size() > 70) {
      Canvas canvas(background);
      for (std::size_t i = 0; i <= 70; ++i) {
        for (const auto& part : film.frames[i].restored) canvas.copy(background, covering(part));
        canvas.draw(film.frames[i].lasting);
      }
      canvas.draw(film.frames[70].overlay);
      save_png(canvas, folder / (name + "-70.png"));
    }
    const double t7 = now();
    const Animation animation = animate(film);
    const double t8 = now();
    animation.save(folder / (name + ".gif"));
    const Film single = figures.single(scene.trajectories.size() > 1 ? 1 : 0);
    const double t9 = now();
    const Animation animation_single = animate(single);
    const double t10 = now();
    save_png(Canvas(single.last), folder / (name + "-single.png"));
    animation_single.save(folder / (name + "-single.gif"));
    save_png(figures.convergence(), folder / (name + "-convergence.png"));
    std::printf(
        "%-11s shared %5.1f  film %5.1f  background %5.1f  last %5.1f  png %5.1f (%3zu kB)  svg %5.1f (%3zu kB)  "
        "race gif %6.1f (%3zu kB)  single film %.1f gif %6.1f (%3zu kB)\n",
        name.c_str(), t1 - t0, t2 - t1, t3 - t2, t4 - t3, t5 - t4, png.size() / 1000, t6 - t5, svg.size() / 1000,
        t8 - t7, animation.gif.size() / 1000, t9 - t8, t10 - t9, animation_single.gif.size() / 1000);
  }
  return 0;
}
