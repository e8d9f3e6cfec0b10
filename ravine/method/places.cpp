#include "ravine/method/places.hpp"

#include <algorithm>
#include <utility>

namespace ravine {

Places::Places(const Method& method, const Layout& layout, bool single, std::size_t row) {
  for (const auto& own : method.group_settings()) {
    groups = layout.groups.size();
    group_of.push_back(static_cast<std::size_t>(std::find(layout.groups.begin(), layout.groups.end(), own.group) -
                                                layout.groups.begin()));
  }
  for (const auto& link : method.chain().links()) {
    const auto& entry = *link.entry;
    const bool by_tensor = entry.by_tensor || (entry.by_tensor_if != MethodEntry::none &&
                                               method.settings()[link.setting_of[entry.by_tensor_if]].value != 0);
    LinkPlace place{&entry,          ranges_of(entry, layout, by_tensor), !by_tensor, setting_columns,
                    slot_rows * row, entry.info.part != Part::probe};
    setting_columns += groups * entry.inherited.size();
    for (std::size_t k = 0; k < entry.slots; ++k)
      slots.push_back(single ? SlotPlace{(slot_rows + k) * row, 1} : SlotPlace{slot_rows * row + k, entry.slots});
    slot_rows += entry.slots;
    most_sums = std::max(most_sums, entry.sums);
    links.push_back(std::move(place));
  }
  find_segments();
}

std::vector<LinkRange> Places::ranges_of(const MethodEntry& entry, const Layout& layout, bool by_tensor) {
  std::vector<LinkRange> ranges;
  const auto add = [&](std::size_t first, std::size_t size, std::size_t group) {
    ranges.push_back(
        {first, size, setting_columns + group * entry.inherited.size(), scalar_columns, coefficient_columns});
    scalar_columns += entry.scalars;
    coefficient_columns += entry.coefficients;
  };
  if (!by_tensor && groups == 1) {
    add(0, layout.size(), 0);
    return ranges;
  }
  for (const auto& tensor : layout.tensors) {
    const auto group = groups == 1 ? 0 : tensor.group;
    if (!by_tensor && !ranges.empty() && ranges.back().setting == setting_columns + group * entry.inherited.size()) {
      ranges.back().size += tensor.size();  // of one group, side by side
      continue;
    }
    add(tensor.first, tensor.size(), group);
    if (entry.move_matrix == nullptr || (entry.is_elementwise() && !tensor.is_matrix())) continue;
    auto& range = ranges.back();
    range.rows = tensor.rows(), range.columns = tensor.size() / tensor.rows();
    scalar_columns += entry.matrix_state(range.rows, range.columns);
  }
  return ranges;
}

void Places::find_segments() {
  for (std::size_t k = 0; k < links.size(); ++k) {
    if (!links[k].steps) continue;
    // A second link that takes noise needs the buffer anew.
    if (segments.empty() || links[k].entry->sums > 0 || links[k].entry->uses_noise) segments.push_back(k);
  }
  segments.push_back(links.size());
}

}  // namespace ravine
