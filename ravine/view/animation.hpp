// Films drawn into animations. A frame costs what changes in it: only the rectangles that items touch are drawn again,
// mapped to the palette and encoded.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "ravine/view/cairo/draw.hpp"
#include "ravine/view/geometry/display_list.hpp"
#include "ravine/view/gif/palette.hpp"

namespace ravine::view {

struct Animation {
  std::vector<unsigned char> gif;  // the file's bytes
  Canvas last;                     // the last frame in full colour: what the film's PNG shows

  // Writes the GIF, whole or not at all (base/file.hpp). Throws SystemError.
  void save(const std::filesystem::path& path) const;
};

// What many films show below everything else (the level sets of their problem, say), drawn and its colours counted
// once. Read-only after it is made: any number of threads may animate with it.
class Backdrop {
 public:
  explicit Backdrop(DisplayList list);
  // The items that the lists begin with in common, empty where size or background differ: a backdrop for all of them.
  static DisplayList common(const DisplayList& a, const DisplayList& b);

  // Whether `list` begins with all of this backdrop: then its drawing may start from `canvas`.
  bool begins(const DisplayList& list) const;
  const DisplayList& list() const { return list_; }
  const Canvas& canvas() const { return canvas_; }
  const gif::Histogram& histogram() const { return histogram_; }

 private:
  DisplayList list_;
  Canvas canvas_;
  gif::Histogram histogram_;
};

// Draws a film: its frames, then its last one. The backdrop saves work where the film's background or last frame begins
// with it, and changes no pixel. Same film, same bytes, whatever the machine and thread. Throws InputError when
// background and last frame differ in size or a frame's time is outside 0 ... 655.35 s.
Animation animate(const Film& film);
Animation animate(const Film& film, const Backdrop& backdrop);

}  // namespace ravine::view
