#include "ravine/view/animation.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "ravine/base/error.hpp"
#include "ravine/base/file.hpp"
#include "ravine/view/film_canvas.hpp"
#include "ravine/view/gif/encoder.hpp"

namespace ravine::view {
namespace {

std::span<const std::uint32_t> row(const Canvas& canvas, int y) {
  return {canvas.pixels() + static_cast<std::size_t>(y) * canvas.stride(), static_cast<std::size_t>(canvas.width())};
}

std::span<const std::uint32_t> row(const Canvas& canvas, int y, const PixelBox& box) {
  return row(canvas, y).subspan(static_cast<std::size_t>(box.left), static_cast<std::size_t>(box.width()));
}

bool same_paper(const DisplayList& a, const DisplayList& b) {
  return a.width == b.width && a.height == b.height && a.background == b.background;
}

// Clips that the items leave pushed. Items after them would be clipped, so such items cannot be drawn apart.
std::ptrdiff_t open_clips(std::span<const Item> items) {
  std::ptrdiff_t open = 0;
  for (const auto& item : items) {
    if (std::holds_alternative<PushClip>(item)) ++open;
    if (std::holds_alternative<PopClip>(item) && open > 0) --open;
  }
  return open;
}

Canvas drawn(const DisplayList& list, const Backdrop& backdrop) {
  if (!backdrop.begins(list)) return Canvas(list);
  Canvas canvas(backdrop.canvas());
  canvas.draw(std::span(list.items).subspan(backdrop.list().items.size()));
  return canvas;
}

// The colours that lines, markers and letters ask for. They are kept exactly, however few their pixels.
void count_colors(std::span<const Item> items, gif::Histogram& histogram) {
  constexpr std::uint32_t enough = 2000;  // pixels, to be among the exact ones
  const auto add = [&](const Color& color) {
    if (color.alpha < 1) return;
    std::uint32_t rgb = 0;
    for (const double primary : {color.red, color.green, color.blue}) {
      rgb = (rgb << 8) | static_cast<std::uint32_t>(std::clamp(primary, 0.0, 1.0) * 255 + 0.5);
    }
    histogram.add(rgb, enough);
  };
  for (const auto& item : items) {
    if (const auto* line = std::get_if<Polyline>(&item)) add(line->stroke.color);
    if (const auto* text = std::get_if<Text>(&item)) add(text->color);
    if (const auto* marker = std::get_if<Marker>(&item)) {
      add(marker->fill);
      if (marker->outline.width > 0) add(marker->outline.color);
    }
  }
}

// Calls change(pixels, known pixels) for each run of pixels of a row that differ.
template <class Change>
void each_difference(const Canvas& canvas, const Canvas& known, const Change& change) {
  for (int y = 0; y < canvas.height(); ++y) {
    const auto a = row(canvas, y), b = row(known, y);
    if (std::memcmp(a.data(), b.data(), a.size_bytes()) == 0) continue;
    auto from = std::mismatch(a.begin(), a.end(), b.begin());
    while (from.first != a.end()) {
      auto end = from;
      while (end.first != a.end() && *end.first != *end.second) ++end.first, ++end.second;
      change(std::span(from.first, end.first), std::span(from.second, end.second));
      from = std::mismatch(end.first, a.end(), end.second);
    }
  }
}

gif::Histogram counted(const Canvas& canvas) {
  gif::Histogram histogram;
  for (int y = 0; y < canvas.height(); ++y) histogram.add(row(canvas, y));
  return histogram;
}

// Pixels of a canvas on their way into frames.
class Frames {
 public:
  Frames(const Canvas& canvas, const std::vector<std::uint32_t>& colors)
      : quantizer_(colors), encoder_(canvas.width(), canvas.height(), colors) {}

  void put(const Canvas& canvas, const PixelBox& box) {
    indices_.resize(static_cast<std::size_t>(box.width()));
    for (int y = box.top; y < box.bottom; ++y) {
      quantizer_.map(row(canvas, y, box), indices_.data());
      encoder_.put({box.left, y, box.width(), 1}, indices_.data(), indices_.size());
    }
  }
  void end_frame(double seconds) { encoder_.end_frame(seconds); }
  std::vector<unsigned char> finish() { return encoder_.finish(); }

 private:
  gif::Quantizer quantizer_;
  gif::Encoder encoder_;
  std::vector<std::uint8_t> indices_;
};

// As counted(background), from what the backdrop has counted.
gif::Histogram background_histogram(const Film& film, const Canvas& background, const Backdrop& backdrop) {
  if (!backdrop.begins(film.background)) return counted(background);
  auto histogram = backdrop.histogram();
  each_difference(background, backdrop.canvas(), [&](auto pixels, auto known) {
    histogram.add(pixels);
    histogram.remove(known);
  });
  return histogram;
}

std::vector<std::uint32_t> film_colors(const Film& film, const Canvas& background, const Canvas& last,
                                       gif::Histogram histogram) {
  each_difference(last, background, [&](auto pixels, auto) { histogram.add(pixels); });
  count_colors(film.background.items, histogram);
  for (const auto& frame : film.frames) {
    count_colors(frame.lasting, histogram);
    count_colors(frame.overlay, histogram);
  }
  // With 255, edges are no better to the eye and files a seventh larger; with 63, level lines get patches.
  constexpr std::size_t enough = 127;
  return gif::choose_colors(histogram, enough);
}

std::vector<unsigned char> encode(const Film& film, const Canvas& background, const Canvas& last,
                                  const gif::Histogram& histogram) {
  Frames frames(background, film_colors(film, background, last, histogram));
  frames.put(background, background.box());
  FilmCanvas canvas(background);
  for (const auto& frame : film.frames) {
    for (const auto& box : canvas.show(frame)) frames.put(canvas.canvas(), box);
    frames.end_frame(frame.seconds);
  }
  frames.put(last, last.box());
  frames.end_frame(film.last_seconds);
  return frames.finish();
}

}  // namespace

void Animation::save(const std::filesystem::path& path) const { write_file(path, gif); }

Backdrop::Backdrop(DisplayList list) : list_(std::move(list)), canvas_(list_), histogram_(counted(canvas_)) {}

DisplayList Backdrop::common(const DisplayList& a, const DisplayList& b) {
  DisplayList list{a.width, a.height, a.background, {}};
  if (!same_paper(a, b)) return list;
  const auto end = std::mismatch(a.items.begin(), a.items.end(), b.items.begin(), b.items.end()).first;
  auto items = std::span(a.items.begin(), end);
  while (open_clips(items) > 0) items = items.first(items.size() - 1);
  list.items.assign(items.begin(), items.end());
  return list;
}

bool Backdrop::begins(const DisplayList& list) const {
  return same_paper(list, list_) && list.items.size() >= list_.items.size() && open_clips(list_.items) == 0 &&
         std::equal(list_.items.begin(), list_.items.end(), list.items.begin());
}

Animation animate(const Film& film) { return animate(film, Backdrop(film.background)); }

Animation animate(const Film& film, const Backdrop& backdrop) {
  std::optional<Canvas> own;  // where the film's background is more than the backdrop
  if (!backdrop.begins(film.background) || film.background.items.size() > backdrop.list().items.size()) {
    own.emplace(drawn(film.background, backdrop));
  }
  const Canvas& background = own ? *own : backdrop.canvas();
  Canvas last = drawn(film.last, backdrop);
  if (last.box() != background.box()) {
    throw InputError("a film whose last frame is " + std::to_string(last.width()) + " x " +
                         std::to_string(last.height()) + " pixels and whose background is " +
                         std::to_string(background.width()) + " x " + std::to_string(background.height()),
                     "draw both on pictures of one size");
  }
  auto gif = encode(film, background, last, background_histogram(film, background, backdrop));
  return {std::move(gif), std::move(last)};
}

}  // namespace ravine::view
