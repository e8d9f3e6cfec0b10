// What heads a study's picture: title, note, methods, and a key of colours and marks.
#pragma once

#include <string>
#include <vector>

#include "ravine/view/geometry/display_list.hpp"
#include "ravine/view/geometry/legend.hpp"

namespace ravine::view {

// Throws InputError for a size outside of FigureOptions' limits.
void require_size(const FigureOptions& options);

// An empty list of the options' size with title and note (may be empty); `top`: where what follows may begin. Throws
// InputError as require_size.
DisplayList study_list(const std::string& title, const std::string& note, const FigureOptions& options, double& top);

// Where panels begin and end across when nothing stands beside them.
double study_left();
double study_right(const FigureOptions& options);

// The methods' legend from `top` on, which moves below it. Never more than half of the picture, and less where
// it is low: of more methods the last row says how many they are.
void draw_methods(std::vector<LegendRow> rows, const std::string& value_title, const FigureOptions& options,
                  double& top, std::vector<Item>& items);

struct KeyEntry {
  enum class Sample { fill, hatched, frame, line, marker };
  Sample sample = Sample::fill;
  Color color;
  std::string text;
  MarkerShape shape = MarkerShape::circle;
};
// Samples with their texts, side by side from `left`, in as many lines as they need up to `right`; `top` moves below.
void draw_key(const std::vector<KeyEntry>& entries, double left, double right, double& top, std::vector<Item>& items);

// A rectangle's corners, as one ring.
std::vector<Point> ring_of(const Rectangle& area);

}  // namespace ravine::view
