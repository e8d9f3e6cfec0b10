// A film's picture, brought from frame to frame by drawing only what changes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ravine/view/cairo/draw.hpp"
#include "ravine/view/geometry/display_list.hpp"

namespace ravine::view {

class FilmCanvas {
 public:
  // The background is kept by reference and must outlive this object, as must each frame the next call to `show`.
  explicit FilmCanvas(const Canvas& background);

  // Draws the next frame and says where the picture may have changed; boxes may overlap a little.
  std::vector<PixelBox> show(const Film::Frame& frame);
  const Canvas& canvas() const { return canvas_; }

 private:
  // An item drawn over the lasting picture. It stays on the canvas while frames show the same and nothing else comes
  // near; the pixels under it are kept until it goes.
  struct Drawn {
    const Item* item;
    std::vector<Rectangle> clips;  // it is drawn inside all of them
    PixelBox box;
    std::vector<std::uint32_t> under;
  };

  std::vector<Drawn> placed(std::span<const Item> items) const;
  void keep_under(Drawn& drawn) const;
  void draw(const Drawn& drawn);

  const Canvas& background_;
  Canvas canvas_;
  std::vector<Drawn> overlay_;
};

}  // namespace ravine::view
