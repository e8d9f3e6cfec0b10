#include "ravine/view/film_canvas.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace ravine::view {
namespace {

bool overlap(const PixelBox& a, const PixelBox& b) { return !intersection(a, b).empty(); }

long area(const PixelBox& box) { return static_cast<long>(box.width()) * box.height(); }

bool touches_any(const PixelBox& box, const std::vector<PixelBox>& boxes) {
  return std::any_of(boxes.begin(), boxes.end(), [&](const PixelBox& other) { return overlap(box, other); });
}

// Fewer boxes with the same pixels and few more: overlapping ones become one where that is no more to go through.
void merge(std::vector<PixelBox>& boxes) {
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    for (std::size_t j = i + 1; j < boxes.size();) {
      const auto both = bounds(boxes[i], boxes[j]);
      if (overlap(boxes[i], boxes[j]) && area(both) <= area(boxes[i]) + area(boxes[j])) {
        boxes[i] = both;
        boxes[j] = boxes.back();
        boxes.pop_back();
        j = i + 1;
      } else {
        ++j;
      }
    }
  }
}

}  // namespace

FilmCanvas::FilmCanvas(const Canvas& background) : background_(background), canvas_(background) {}

// The items with the clips that hold for each and the boxes that drawing them can change; not those out of sight.
std::vector<FilmCanvas::Drawn> FilmCanvas::placed(std::span<const Item> items) const {
  std::vector<Drawn> result;
  std::vector<Rectangle> clips;
  for (const auto& item : items) {
    if (const auto* clip = std::get_if<PushClip>(&item)) {
      clips.push_back(clip->area);
    } else if (std::holds_alternative<PopClip>(item)) {
      if (!clips.empty()) clips.pop_back();
    } else {
      auto box = extents({&item, 1}, canvas_.width(), canvas_.height());
      for (const auto& outer : clips) box = intersection(box, covering(outer));
      if (!box.empty()) result.push_back({&item, clips, box, {}});
    }
  }
  return result;
}

void FilmCanvas::keep_under(Drawn& drawn) const {
  const auto& box = drawn.box;
  drawn.under.reserve(static_cast<std::size_t>(area(box)));
  for (int y = box.top; y < box.bottom; ++y) {
    const auto* row = canvas_.pixels() + static_cast<std::size_t>(y) * canvas_.stride();
    drawn.under.insert(drawn.under.end(), row + box.left, row + box.right);
  }
}

void FilmCanvas::draw(const Drawn& drawn) {
  if (drawn.clips.empty()) {
    canvas_.draw({drawn.item, 1});
    return;
  }
  std::vector<Item> items;
  for (const auto& clip : drawn.clips) items.emplace_back(PushClip{clip});
  items.push_back(*drawn.item);
  canvas_.draw(items);
}

std::vector<PixelBox> FilmCanvas::show(const Film::Frame& frame) {
  std::vector<PixelBox> changed;
  for (const auto& rectangle : frame.restored) {
    const auto box = intersection(covering(rectangle), canvas_.box());
    if (!box.empty()) changed.push_back(box);
  }
  const auto restored = changed.size();
  for (const auto& lasting : placed(frame.lasting)) changed.push_back(lasting.box);
  auto next = placed(frame.overlay);

  // Items that this frame shows as the last one did stay where they are: partner[i] is the place of next[i] in
  // overlay_.
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> partner(next.size(), none);
  std::vector<bool> stays(overlay_.size(), false);
  std::size_t from = 0;  // both in one order, so that stays on top what was on top
  for (std::size_t i = 0; i < next.size(); ++i) {
    for (auto j = from; j < overlay_.size(); ++j) {
      if (overlay_[j].box == next[i].box && overlay_[j].clips == next[i].clips && *overlay_[j].item == *next[i].item) {
        partner[i] = j;
        stays[j] = true;
        from = j + 1;
        break;
      }
    }
    if (partner[i] == none) changed.push_back(next[i].box);
  }
  for (std::size_t j = 0; j < overlay_.size(); ++j) {
    if (!stays[j]) changed.push_back(overlay_[j].box);
  }
  // Unless something changes where they are; then they are drawn again, which may touch others.
  for (bool more = true; more;) {
    more = false;
    for (std::size_t i = 0; i < next.size(); ++i) {
      if (partner[i] == none || !touches_any(next[i].box, changed)) continue;
      stays[partner[i]] = false;
      partner[i] = none;
      changed.push_back(next[i].box);
      more = true;
    }
  }

  for (std::size_t j = 0; j < overlay_.size(); ++j) {
    if (!stays[j]) canvas_.write(overlay_[j].box, overlay_[j].under);
  }
  for (std::size_t i = 0; i < restored; ++i) canvas_.copy(background_, changed[i]);
  canvas_.draw(frame.lasting);
  for (std::size_t i = 0; i < next.size(); ++i) {
    if (partner[i] == none) {
      keep_under(next[i]);
    } else {
      next[i].under = std::move(overlay_[partner[i]].under);
    }
  }
  for (std::size_t i = 0; i < next.size(); ++i) {
    if (partner[i] == none) draw(next[i]);
  }
  overlay_ = std::move(next);
  merge(changed);
  return changed;
}

}  // namespace ravine::view
