// Scenes for the tests of pictures: the notebook's two problems from its trajectories, and hard cases.
#pragma once

#include <cmath>
#include <fstream>
#include <functional>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "ravine/view/figure.hpp"

namespace ravine::view::scenes {

using Surface = std::function<double(double, double)>;

inline Field sample(const Box& box, std::size_t columns, std::size_t rows, const Surface& f) {
  Field field{box, columns, rows, {}};
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c)
      field.values.push_back(
          f(box.x_low + (box.x_high - box.x_low) * static_cast<double>(c) / static_cast<double>(columns - 1),
            box.y_low + (box.y_high - box.y_low) * static_cast<double>(r) / static_cast<double>(rows - 1)));
  return field;
}

// |gradient| by central differences: good enough for a curve.
inline double gradient_norm(const Surface& f, double x, double y) {
  const double h = 1e-6;
  return std::hypot((f(x + h, y) - f(x - h, y)) / (2 * h), (f(x, y + h) - f(x, y - h)) / (2 * h));
}

// step,x,y,f rows of test/golden/notebook.
inline Trajectory read(const std::string& name, const std::string& label, const Surface& f) {
  Trajectory t;
  t.label = label;
  t.outcome = "budget";
  std::ifstream file(std::string(RAVINE_SOURCE_DIR) + "/test/golden/notebook/" + name + ".csv");
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream row(line);
    double v[4];
    char comma;
    row >> v[0] >> comma >> v[1] >> comma >> v[2] >> comma >> v[3];
    t.step.push_back(v[0]);
    t.x.push_back(v[1]);
    t.y.push_back(v[2]);
    t.f.push_back(v[3]);
    t.gradient_norm.push_back(gradient_norm(f, v[1], v[2]));
  }
  return t;
}

inline double bowl_f(double x, double y) { return 5 * x * x + y * y; }
inline double valley_f(double x, double y) {
  return (x - 3) * (x - 3) + 8 * std::pow(y - 5, 4) + std::sqrt(x) + std::sin(x * y);
}

inline Scene bowl() {
  Scene s;
  s.title = "Six methods from one start";
  s.formula = "f(x, y) = 5x² + y²";
  s.field = sample({-7, 7, -7, 7}, 300, 300, bowl_f);
  s.minimum = 0;
  s.minimisers = {{0, 0}};
  s.start = Point{5, 5};
  for (const auto& [file, label] : {std::pair{"sgd", "SGD"},
                                    {"momentum-0.9", "momentum 0.9"},
                                    {"momentum-0.7", "momentum 0.7"},
                                    {"adagrad", "Adagrad"},
                                    {"rmsprop", "RMSProp"},
                                    {"adam-notebook", "Adam"}})
    s.trajectories.push_back(read(std::string("simple-") + file, label, bowl_f));
  return s;
}

inline Scene valley() {
  Scene s;
  s.title = "Six methods from one start";
  s.formula = "f(x, y) = (x − 3)² + 8(y − 5)⁴ + √x + sin(xy)";
  s.field = sample({0, 10, -5, 10}, 300, 300, valley_f);
  s.start = Point{5, -2};
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < s.field.values.size(); ++i)
    if (s.field.values[i] < best) {
      best = s.field.values[i];
      const std::size_t row = i / s.field.columns, column = i % s.field.columns;
      s.minimisers = {{10.0 * static_cast<double>(column) / 299, -5 + 15.0 * static_cast<double>(row) / 299}};
    }
  for (const auto& [file, label] : {std::pair{"sgd", "SGD"},
                                    {"momentum-0.9", "momentum 0.9"},
                                    {"momentum-0.7", "momentum 0.7"},
                                    {"adagrad", "Adagrad"},
                                    {"rmsprop", "RMSProp"},
                                    {"adam-notebook", "Adam"}})
    s.trajectories.push_back(read(std::string("complex-") + file, label, valley_f));
  return s;
}

// Gradient descent, with momentum where asked, on any surface.
inline Trajectory descend(const Surface& f, Point p, double rate, double momentum, std::size_t steps,
                          const std::string& label) {
  Trajectory t;
  t.label = label;
  double vx = 0, vy = 0;
  for (std::size_t i = 0; i <= steps; ++i) {
    t.step.push_back(static_cast<double>(i));
    t.x.push_back(p.x);
    t.y.push_back(p.y);
    t.f.push_back(f(p.x, p.y));
    t.gradient_norm.push_back(gradient_norm(f, p.x, p.y));
    if (!std::isfinite(t.f.back()) || std::abs(t.f.back()) > 1e100) {
      t.failed = true;
      t.outcome = std::isnan(t.f.back()) ? "left domain" : "diverged";
      return t;
    }
    if (t.gradient_norm.back() < 1e-9) {
      t.outcome = "converged";
      return t;
    }
    const double h = 1e-6;
    vx = momentum * vx - rate * (f(p.x + h, p.y) - f(p.x - h, p.y)) / (2 * h);
    vy = momentum * vy - rate * (f(p.x, p.y + h) - f(p.x, p.y - h)) / (2 * h);
    p = {p.x + vx, p.y + vy};
  }
  t.outcome = "budget";
  return t;
}

}  // namespace ravine::view::scenes
