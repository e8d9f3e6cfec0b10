// Which plane a picture of a problem of more than two dimensions shows: chosen by a user, found for compared paths.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/analysis/recorded_path.hpp"
#include "ravine/run/slice.hpp"

namespace ravine {

struct PlaneChoice {
  enum class Kind {
    principal,    // the first two principal directions of all paths together, through their mean
    coordinates,  // two coordinates, through the best point
    directions    // two directions, through the best point
  };
  Kind kind = Kind::principal;
  std::size_t x = 0, y = 1;                      // of coordinates
  std::vector<double> x_direction, y_direction;  // of directions: of length 1 and perpendicular, as directions() gives
};

// Two coordinates, each by its name or its number from 1 on ("x3", "3"). `names`: as Problem::coordinate_names().
// Throws InputError for one that is not there, and for the same one twice.
PlaneChoice coordinates_plane(std::string_view x, std::string_view y, const std::vector<std::string>& names,
                              std::size_t dimension);

// Two directions of any length. The first is kept, the second made perpendicular to it, both made of length 1:
// distances in the plane are then those between points. Throws InputError for directions of another dimension, that are
// not finite or zero, or that are parallel.
PlaneChoice directions_plane(std::vector<double> x, std::vector<double> y, std::size_t dimension);

struct ComparedPlane {
  Slice slice;
  double x_share = 0, y_share = 0;  // of principal directions: of the variance, 0 ... 1
};

// The chosen plane for these paths. Where it goes through the best point, that is the recorded one with the least f,
// of equals the one with lesser coordinates; and u and v are counted from 0, not from there: u of two coordinates is
// the first of them.
ComparedPlane compared_plane(const PlaneChoice& choice, std::size_t dimension, std::span<const RecordedPath> paths);

}  // namespace ravine
