#include "ravine/method/walk.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <type_traits>
#include <utility>

#include "ravine/base/random.hpp"
#include "ravine/base/sum.hpp"

namespace ravine {
namespace {

constexpr std::size_t block_of_single = 16384;  // coordinates; their columns stay in the second-level cache
// What a worker takes at a time, at least: whole chunks of sums, and long enough (some 10 microseconds) to be worth
// waking for.
constexpr std::size_t least_piece = 4 * math::sum_chunk;

template <class C>
C rows_from(C columns, std::size_t i) {
  return {columns[i], columns.stride};
}

// Of ranges that follow each other.
template <class Ranges>
std::size_t span_of(const Ranges& ranges) {
  return ranges.back().first + ranges.back().size - ranges.front().first;
}

}  // namespace

template <class T>
Walk<T>::Walk(const Method& method, const Layout& layout, std::size_t lanes)
    : chain_(method.chain()), dimension_(layout.size()), lanes_(lanes), row_(row_of_slots(dimension_, lanes)) {
  for (const auto& own : method.group_settings()) {
    groups_ = layout.groups.size();
    group_of_.push_back(static_cast<std::size_t>(std::find(layout.groups.begin(), layout.groups.end(), own.group) -
                                                 layout.groups.begin()));
  }
  places_ = placed(method, layout);
  find_segments();
  settings_ = LaneBlock<double>(setting_columns_, lanes);
  set(0, method, 0, 0);
  for (const auto& place : places_)  // a solver's
    if (place.entry->further_slots != nullptr)
      slot_rows_ += place.entry->further_slots(settings_[place.setting], dimension_);
  scalars_ = LaneBlock<double>(scalar_columns_, lanes);
  coefficients_ = LaneBlock<double>(coefficient_columns_, lanes);
  sums_ = LaneBlock<double>(most_sums_, lanes);
  slots_ = LaneBlock<T>(slot_columns() + (single() ? numbers_a_line<T> : 0), lanes);
  chunk_sums_.resize(single() && most_sums_ > 0 ? most_sums_ * (dimension_ / math::sum_chunk + 1) : 0);
  block_ =
      single() && places_.size() > 1 && !chain_.moves_matrices() ? std::min(block_of_single, dimension_) : dimension_;
  streams_.resize(lanes);
  std::size_t most_slots = 0;
  for (const auto& place : places_) most_slots = std::max(most_slots, place.entry->slots);
  first_ = LaneBlock<double>(most_slots, 1);
  for (const auto& place : places_) starts_ = starts_ || place.entry->start != nullptr;
  for (const auto& place : places_)
    if (place.entry->uses_noise && noise_.stride() == 0) noise_ = LaneBlock<T>(dimension_, lanes);
  const auto is_plain = [](const Place& place) { return place.ranges.size() == 1 && place.ranges[0].rows == 0; };
  if (std::all_of(places_.begin(), places_.end(), is_plain) && (!single() || segments_.size() == 2))
    compiled_ = chain_.compiled();
  make_room();
  const auto& own = places_[chain_.rule_place()];
  const bool plain = is_plain(own);
  lone_ = plain && places_.size() == 1 && own.entry->sums == 0 && own.entry->is_elementwise();
  one_pass_ = plain && !single() && dimension_ == 2 && own.entry->step_planes != nullptr;
}

template <class T>
void Walk<T>::make_room() {
  const auto chunk = std::min(math::sum_chunk, dimension_);
  terms_ = LaneBlock<double>(most_sums_ * (single() ? workers_ * chunk : dimension_), lanes_);
  const auto rows = keeps_whole_flow() ? dimension_ : workers_ * block_;
  const auto rule = chain_.rule_place();
  if (single() && compiled_ != nullptr) return;
  if (rule > segments_.front()) flow_ = LaneBlock<T>(rows, lanes_);
  if (rule + 1 < places_.size()) left_ = LaneBlock<T>(rows, lanes_);
}

template <class T>
void Walk<T>::use(Executor& executor) {
  if (!single() || chain_.moves_matrices()) return;
  const auto pieces = (dimension_ + least_piece - 1) / least_piece;
  executor_ = &executor;
  workers_ = std::clamp<std::size_t>(executor.workers(), 1, std::max<std::size_t>(pieces, 1));
  make_room();
}

template <class T>
template <class Part>
void Walk<T>::in_pieces(std::size_t n, Part part) {
  if (workers_ == 1 || n <= 2 * least_piece) return part(std::size_t{0}, std::size_t{0}, n);
  // A worker takes a share of what is left, so that pieces are few and long at first and short at the end, where who is
  // done waits for the others (guided self-scheduling; Polychronopoulos and Kuck 1987, doi:10.1109/TC.1987.5009495).
  std::atomic<std::size_t> next{0};
  executor_->run(workers_, [&](std::size_t worker) {
    for (auto first = next.load();;) {
      const auto left = n - first;
      if (left == 0) return;
      const auto share = std::max(least_piece, left / (2 * workers_) / least_piece * least_piece);
      const auto size = std::min(share, left);
      if (!next.compare_exchange_weak(first, first + size)) continue;
      part(worker, first, size);
      first = next.load();
    }
  });
}

template <class T>
std::vector<typename Walk<T>::Place> Walk<T>::placed(const Method& method, const Layout& layout) {
  std::vector<Place> places;
  for (const auto& link : chain_.links()) {
    const auto& entry = *link.entry;
    const bool by_tensor = entry.by_tensor || (entry.by_tensor_if != MethodEntry::none &&
                                               method.settings()[link.setting_of[entry.by_tensor_if]].value != 0);
    Place place{&entry, ranges_of(entry, layout, by_tensor), !by_tensor, setting_columns_, slot_rows_ * row_};
    setting_columns_ += groups_ * entry.inherited.size();
    for (std::size_t k = 0; k < entry.slots; ++k)
      slot_places_.push_back(single() ? SlotPlace{(slot_rows_ + k) * row_, 1}
                                      : SlotPlace{slot_rows_ * row_ + k, entry.slots});
    slot_rows_ += entry.slots;
    most_sums_ = std::max(most_sums_, entry.sums);
    places.push_back(std::move(place));
  }
  return places;
}

template <class T>
std::vector<typename Walk<T>::Range> Walk<T>::ranges_of(const MethodEntry& entry, const Layout& layout,
                                                        bool by_tensor) {
  std::vector<Range> ranges;
  const auto add = [&](std::size_t first, std::size_t size, std::size_t group) {
    ranges.push_back(
        {first, size, setting_columns_ + group * entry.inherited.size(), scalar_columns_, coefficient_columns_});
    scalar_columns_ += entry.scalars;
    coefficient_columns_ += entry.coefficients;
  };
  if (!by_tensor && groups_ == 1) {
    add(0, dimension_, 0);
    return ranges;
  }
  for (const auto& tensor : layout.tensors) {
    const auto group = groups_ == 1 ? 0 : tensor.group;
    if (!by_tensor && !ranges.empty() && ranges.back().setting == setting_columns_ + group * entry.inherited.size()) {
      ranges.back().size += tensor.size();  // of one group, side by side
      continue;
    }
    add(tensor.first, tensor.size(), group);
    if (entry.move_matrix == nullptr || (entry.is_elementwise() && !tensor.is_matrix())) continue;
    auto& range = ranges.back();
    range.rows = tensor.rows(), range.columns = tensor.size() / tensor.rows();
    scalar_columns_ += entry.matrix_state(range.rows, range.columns);
  }
  return ranges;
}

template <class T>
void Walk<T>::find_segments() {
  for (std::size_t k = 0; k < places_.size(); ++k) {
    if (places_[k].entry->info.part == Part::probe) continue;
    // A second link that takes noise needs the buffer anew.
    if (segments_.empty() || places_[k].entry->sums > 0 || places_[k].entry->uses_noise) segments_.push_back(k);
  }
  segments_.push_back(places_.size());
}

template <class T>
std::size_t Walk<T>::row_of_slots(std::size_t dimension, std::size_t lanes) {
  return lanes == 1 ? whole_lines<T>(dimension) : dimension;
}

template <class T>
Columns<T> Walk<T>::slots_of(const Place& place, std::size_t coordinate) {
  if (single()) return {slots_[phase_ + place.slot + coordinate], row_};
  return {slots_[place.slot + coordinate * place.entry->slots], slots_.stride()};
}

template <class T>
void Walk<T>::set(std::size_t lane, std::size_t setting, std::size_t group, double value) {
  changed_ = true;
  for (std::size_t k = 0; k < places_.size(); ++k) {
    const auto& own = chain_.links()[k].setting_of;
    for (std::size_t i = 0; i < own.size(); ++i)
      if (own[i] == setting) settings_[places_[k].setting + group * own.size() + i][lane] = value;
  }
}
template <class T>
void Walk<T>::set(std::size_t lane, std::size_t setting, double value) {
  for (std::size_t group = 0; group < groups_; ++group) set(lane, setting, group, value);
}
template <class T>
bool Walk<T>::set(std::size_t lane, const Method& method, double t, double total) {
  const auto* const settings = method.settings().data();
  const auto stride = settings_.stride();
  bool scheduled = false;
  changed_ = true;
  for (std::size_t k = 0; k < places_.size(); ++k) {
    double* to = settings_[places_[k].setting] + lane;
    for (std::size_t group = 0; group < groups_; ++group)
      for (const auto row : chain_.links()[k].setting_of) {
        const auto& setting = settings[row];
        const bool varies = setting.schedule != nullptr;
        scheduled |= varies;
        *to = varies ? setting.schedule->at(t, total) : setting.value;
        to += stride;
      }
  }
  for (std::size_t k = 0; k < group_of_.size(); ++k) {
    const auto& own = method.group_settings()[k];
    scheduled = scheduled || own.value.schedule;
    set(lane, own.parameter, group_of_[k], own.value.at(t, total));
  }
  return scheduled;
}

template <class T>
std::optional<typename Walk<T>::OutOfRange> Walk<T>::set_schedules(std::size_t lane, const Method& method, double t,
                                                                   double total) {
  std::optional<OutOfRange> fault;
  const auto value_of = [&](const Setting& setting, std::size_t parameter) {
    const double now = setting.at(t, total);
    const auto& row = chain_.info().parameters[parameter];
    if (!fault && !row.accepts(now)) fault = OutOfRange{&row, now};
    return now;
  };
  const auto& settings = method.settings();
  for (std::size_t k = 0; k < settings.size(); ++k)
    if (settings[k].schedule) set(lane, k, value_of(settings[k], k));
  for (std::size_t k = 0; k < group_of_.size(); ++k) {
    const auto& own = method.group_settings()[k];
    set(lane, own.parameter, group_of_[k], value_of(own.value, own.parameter));
  }
  return fault;
}

template <class T>
void Walk<T>::start(std::size_t lane) {
  if (std::exchange(streams_[lane].used, true)) {
    const auto clear = [](auto* to, std::size_t columns, std::size_t stride) {
      for (; columns > 0; --columns, to += stride) *to = 0;
    };
    clear(scalars_[0] + lane, scalar_columns_, scalars_.stride());
    clear(slots_[phase_] + lane, slot_columns(), slots_.stride());
  }
  if (!starts_) return;
  for (const auto& place : places_) {
    if (place.entry->start == nullptr) continue;  // zero
    for (const auto& range : place.ranges) {
      const auto settings = settings_of(range);
      place.entry->start(1, {settings.data + lane, settings.stride}, first_.columns());
      for (std::size_t k = 0; k < place.entry->slots; ++k) {
        const auto value = static_cast<T>(first_[k][0]);
        if (single()) {
          if (value != 0) std::fill_n(slots_of(place, range.first)[k], range.size, value);
          continue;
        }
        for (std::size_t i = range.first; i < range.first + range.size; ++i) slots_of(place, i)[k][lane] = value;
      }
    }
  }
}

template <class T>
void Walk<T>::copy(std::size_t lanes, std::size_t size, Columns<const T> from, Columns<T> to) const {
  if (single())
    std::copy_n(from[0], size, to[0]);
  else
    for (std::size_t i = 0; i < size; ++i) std::copy_n(from[i], lanes, to[i]);
}

template <class T>
void Walk<T>::measure_chunks(const Place& place, Ranges ranges, std::size_t worker, std::size_t first, std::size_t size,
                             Columns<const T> x, Columns<const T> u) {
  const auto sums = place.entry->sums, row = std::min(math::sum_chunk, dimension_);
  const auto chunks = (span_of(ranges) + math::sum_chunk - 1) / math::sum_chunk;
  const Columns<double> terms{terms_[worker * most_sums_ * row], row};
  const auto start = ranges.front().first;
  for (std::size_t chunk = first; chunk < first + size; chunk += math::sum_chunk) {
    const auto chunk_end = std::min(chunk + math::sum_chunk, first + size);
    for (const auto& range : ranges) {
      const auto begin = std::max(start + chunk, range.first),
                 end = std::min(start + chunk_end, range.first + range.size);
      if (begin >= end) continue;
      const Columns<double> own{terms.data + (begin - start - chunk), row};
      if constexpr (std::is_same_v<T, float>)
        place.entry->measure_long_float(end - begin, coefficients_of(range)[0], x[begin], u[begin],
                                        slots_of(place, begin), own);
      else
        place.entry->measure_long(end - begin, coefficients_of(range)[0], x[begin], u[begin], slots_of(place, begin),
                                  own);
    }
    for (std::size_t k = 0; k < sums; ++k)
      chunk_sums_[k * chunks + chunk / math::sum_chunk] = math::sum(std::span(terms[k], chunk_end - chunk));
  }
}

template <class T>
void Walk<T>::measure_single(const Place& place, Ranges ranges, Columns<const T> x, Columns<const T> u) {
  const auto n = span_of(ranges);
  in_pieces(n, [&](std::size_t worker, std::size_t first, std::size_t size) {
    measure_chunks(place, ranges, worker, first, size, x, u);
  });
  const auto chunks = (n + math::sum_chunk - 1) / math::sum_chunk;
  for (std::size_t k = 0; k < place.entry->sums; ++k)
    sums_[k][0] = math::sum_of_chunks(std::span(chunk_sums_.data() + k * chunks, chunks));
}

template <class T>
void Walk<T>::measure(const Place& place, Ranges ranges, std::size_t lanes, Columns<const T> x, Columns<const T> u) {
  if (single()) return measure_single(place, ranges, x, u);
  if constexpr (std::is_same_v<T, double>) {
    const auto n = span_of(ranges), start = ranges.front().first;
    const auto terms = terms_.columns();
    const auto into = [&](const Range& range, Columns<double> to) {
      place.entry->measure_wide(lanes, range.size, coefficients_of(range), rows_from(x, range.first),
                                rows_from(u, range.first), slots_of(place, range.first), to);
    };
    if (ranges.size() == 1) {
      into(ranges.front(), terms);
    } else {  // each range's terms by themselves, then side by side
      LaneBlock<double> part(place.entry->sums * n, lanes_);
      for (const auto& range : ranges) {
        into(range, part.columns());
        for (std::size_t k = 0; k < place.entry->sums; ++k)
          for (std::size_t i = 0; i < range.size; ++i)
            std::copy_n(part[k * range.size + i], lanes, terms[k * n + range.first - start + i]);
      }
    }
    for (std::size_t k = 0; k < place.entry->sums; ++k)
      math::sum(n, lanes, rows_from(Columns<const double>(terms), k * n), sums_[k]);
  }
}

template <class T>
void Walk<T>::prepare(const Place& place, std::size_t lanes, Columns<const T> target, Columns<const T> other,
                      const double* f) {
  const auto& entry = *place.entry;
  const bool rule = entry.info.part == Part::rule || entry.info.part == Part::probe;
  const Ranges all(place.ranges);
  const auto several = place.together ? all.size() : 1;
  for (std::size_t k = 0; k < all.size(); k += several) {
    if (all[k].rows > 0) continue;  // a matrix prepares itself
    const auto own = all.subspan(k, several);
    for (const auto& range : own) entry.prepare(lanes, settings_of(range), scalars_of(range), coefficients_of(range));
    if (entry.sums == 0) continue;
    measure(place, own, lanes, rule ? target : other, rule ? other : target);
    for (const auto& range : own)
      entry.settle(lanes, settings_of(range), scalars_of(range), coefficients_of(range), std::as_const(sums_).columns(),
                   f);
  }
}

template <class T>
void Walk<T>::update(const Place& place, std::size_t lanes, std::size_t first, std::size_t size, Columns<T> target,
                     Columns<const T> other) {
  for (const auto& range : place.ranges) {
    const auto begin = std::max(first, range.first), end = std::min(first + size, range.first + range.size);
    if (begin >= end) continue;
    const auto coefficients = coefficients_of(range);
    const auto to = rows_from(target, begin - first);
    const auto with = rows_from(other, begin - first);
    if (range.rows > 0) {
      move_matrix(place, range, to[0], with[0]);
    } else if constexpr (std::is_same_v<T, float>) {
      place.entry->update_long_float(end - begin, coefficients[0], to[0], with[0], slots_of(place, begin));
    } else if (single()) {
      place.entry->update_long(end - begin, coefficients[0], to[0], with[0], slots_of(place, begin));
    } else {
      place.entry->update_wide(lanes, end - begin, coefficients, to, with, slots_of(place, begin));
    }
  }
}

// In double, whatever the run's type: a matrix's products and roots are not worth a second form.
template <class T>
void Walk<T>::move_matrix(const Place& place, const Range& range, T* x, const T* g) {
  const auto& entry = *place.entry;
  const auto slots = slots_of(place, range.first);
  double* const scalars = scalars_[range.scalar];
  const auto step = [&](double* to, const double* with, Columns<double> state) {
    entry.move_matrix(settings_[range.setting],
                      {range.rows, range.columns, to, with, scalars, scalars + entry.scalars, state});
  };
  if constexpr (std::is_same_v<T, double>) {
    step(x, g, slots);
  } else {
    const auto n = range.size;
    std::vector<double> doubles(x, x + n);
    doubles.insert(doubles.end(), g, g + n);
    for (std::size_t k = 0; k < entry.slots; ++k) doubles.insert(doubles.end(), slots[k], slots[k] + n);
    step(doubles.data(), doubles.data() + n, {doubles.data() + 2 * n, n});
    const auto narrow = [](double value) { return static_cast<float>(value); };
    const auto from = [&](std::size_t k) { return doubles.begin() + static_cast<std::ptrdiff_t>(k * n); };
    std::transform(from(0), from(1), x, narrow);
    for (std::size_t k = 0; k < entry.slots; ++k) std::transform(from(2 + k), from(3 + k), slots[k], narrow);
  }
}

template <class T>
StepEnd Walk<T>::solve(Oracle& oracle, const Standing& at) {
  const auto& place = places_.front();
  if constexpr (std::is_same_v<T, double>)
    return place.entry->solve(settings_[place.setting], oracle, at, {scalars_[0], {slots_[phase_], row_}});
  return StepEnd::no_lower_point;  // floats have no solvers: Stepper refuses them
}

template <class T>
void Walk<T>::pass(std::size_t begin, std::size_t end, std::size_t lanes, std::uint64_t number, Columns<T> x,
                   Columns<const T> g, const double* f) {
  if (places_[begin].entry->uses_noise) draw_noise(lanes, begin, number);
  const auto rule = chain_.rule_place(), first_link = segments_.front();
  const bool whole = keeps_whole_flow();
  const Columns<T> flow = flow_.columns(), left = left_.columns();
  const auto seen = [&](std::size_t k) { return k <= rule ? Columns<const T>(x) : Columns<const T>(left); };
  for (std::size_t k = begin; k < end; ++k) {
    if (places_[k].entry->info.part == Part::probe) continue;
    const Columns<const T> gradient = k == first_link ? g : Columns<const T>(flow);
    if (k < rule)
      prepare(places_[k], lanes, gradient, seen(k), f);
    else
      prepare(places_[k], lanes, x, k == rule ? gradient : seen(k), f);
  }
  if (single() && compiled_ != nullptr) return update_compiled(x, g);
  in_pieces(dimension_, [&](std::size_t worker, std::size_t begin_of_piece, std::size_t size_of_piece) {
    const auto end_of_piece = begin_of_piece + size_of_piece;
    for (std::size_t first = begin_of_piece; first < end_of_piece; first += block_) {
      const auto size = std::min(block_, end_of_piece - first), row = whole ? first : worker * block_;
      const auto own_x = rows_from(x, first), own_flow = rows_from(flow, row), own_left = rows_from(left, row);
      if (begin == first_link && rule > first_link) copy(lanes, size, rows_from(g, first), own_flow);
      for (std::size_t k = begin; k < end; ++k) {
        if (places_[k].entry->info.part == Part::probe) continue;
        if (k < rule) {
          const bool noise = places_[k].entry->uses_noise;
          update(places_[k], lanes, first, size, own_flow,
                 noise ? Columns<const T>(rows_from(noise_.columns(), first)) : Columns<const T>(own_x));
        } else if (k == rule) {
          if (rule + 1 < places_.size()) copy(lanes, size, own_x, own_left);
          update(places_[k], lanes, first, size, own_x, rule == first_link ? rows_from(g, first) : own_flow);
        } else {
          update(places_[k], lanes, first, size, own_x, own_left);
        }
      }
    }
  });
}

// All links in one pass over the coordinates.
template <class T>
void Walk<T>::update_compiled(Columns<T> x, Columns<const T> g) {
  std::array<const double*, CompiledChain::most_links> coefficients;
  for (std::size_t k = 0; k < places_.size(); ++k) coefficients[k] = coefficients_of(places_[k].ranges[0])[0];
  in_pieces(dimension_, [&](std::size_t /*worker*/, std::size_t first, std::size_t size) {
    std::array<Columns<T>, CompiledChain::most_links> slots;
    for (std::size_t k = 0; k < places_.size(); ++k) slots[k] = slots_of(places_[k], first);
    if constexpr (std::is_same_v<T, float>)
      compiled_->update_long_float(size, coefficients.data(), x[first], g[first], slots.data());
    else
      compiled_->update_long(size, coefficients.data(), x[first], g[first], slots.data());
  });
}

template <class T>
void Walk<T>::draw_noise(std::size_t lanes, std::size_t place, std::uint64_t number) {
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    // Links that take noise are independent of each other: each is a problem of its own to the stream.
    const math::RandomStream stream({streams_[lane].seed, math::Purpose::gradient_noise, place, streams_[lane].repeat,
                                     number - streams_[lane].began});
    in_pieces(dimension_, [&](std::size_t /*worker*/, std::size_t first, std::size_t size) {
      std::array<double, 512> row;
      for (std::size_t at = first; at < first + size; at += row.size()) {
        const auto count = std::min(row.size(), first + size - at);
        stream.normal(at, std::span(row.data(), count));
        for (std::size_t i = 0; i < count; ++i) noise_[at + i][lane] = static_cast<T>(row[i]);
      }
    });
  }
}

// The commonest: no order of links, no sums.
template <class T>
void Walk<T>::step_lone(std::size_t lanes, Columns<T> x, Columns<const T> g) {
  const auto& place = places_.front();
  const auto& entry = *place.entry;
  entry.prepare(lanes, settings_of(place.ranges[0]), scalars_.columns(), coefficients_.columns());
  if constexpr (std::is_same_v<T, double>) {
    if (!single())
      return entry.update_wide(lanes, dimension_, std::as_const(coefficients_).columns(), x, g, slots_.columns());
  }
  in_pieces(dimension_, [&](std::size_t /*worker*/, std::size_t first, std::size_t size) {
    const Columns<T> slots{slots_[phase_ + first], row_};
    if constexpr (std::is_same_v<T, float>)
      entry.update_long_float(size, coefficients_[0], x[first], g[first], slots);
    else
      entry.update_long(size, coefficients_[0], x[first], g[first], slots);
  });
}

template <class T>
void Walk<T>::step(std::size_t lanes, std::uint64_t number, Columns<T> x, Columns<const T> g, const double* f) {
  if (single() && !std::exchange(stepped_, true)) lay_slots_as(x[0]);
  if (lone_) return step_lone(lanes, x, g);
  for (std::size_t s = 0; s + 1 < segments_.size(); ++s) pass(segments_[s], segments_[s + 1], lanes, number, x, g, f);
}

template <class T>
std::int64_t Walk<T>::step_planes(std::size_t lanes, std::uint64_t number, PlaneStep& planes) {
  std::int64_t attention = 0;
  if constexpr (std::is_same_v<T, double>) {
    if (step_compiled_planes(lanes, planes, attention)) return attention;
    const auto rule = chain_.rule_place(), first = segments_.front();
    const auto* const f = planes.observed.f;
    const Columns<double> flow = flow_.columns();
    if (rule > first) copy(lanes, dimension_, planes.gradient, flow);
    for (auto k = first; k < rule; ++k) {
      const bool noise = places_[k].entry->uses_noise;
      if (noise) draw_noise(lanes, k, number);
      prepare(places_[k], lanes, flow, planes.x, f);
      update(places_[k], lanes, 0, dimension_, flow, noise ? Columns<const double>(noise_.columns()) : planes.x);
    }
    const auto& own = places_[rule];
    planes.g = rule > first ? Columns<const double>(flow) : planes.gradient;
    planes.slots = slots_of(own, 0);
    if (std::exchange(changed_, false)) alike_ = are_alike(lanes);
    planes.alike = alike_;
    attention = own.entry->step_planes(lanes, settings_of(own.ranges[0]), scalars_of(own.ranges[0]), planes);
    for (auto k = rule + 1; k < places_.size(); ++k) {
      prepare(places_[k], lanes, planes.next, planes.x, f);
      update(places_[k], lanes, 0, dimension_, planes.next, planes.x);
    }
  }
  return attention;
}

template <class T>
bool Walk<T>::step_compiled_planes(std::size_t lanes, const PlaneStep& planes, std::int64_t& attention) {
  if (compiled_ == nullptr) return false;
  std::array<LinkColumns, CompiledChain::most_links> links;
  for (std::size_t k = 0; k < places_.size(); ++k) {
    const auto& range = places_[k].ranges[0];
    if constexpr (std::is_same_v<T, double>)
      links[k] = {settings_of(range), scalars_of(range), slots_of(places_[k], 0)};
  }
  if (!compiled_->has_standard_choices(links.data())) return false;
  attention = compiled_->step_planes(lanes, links.data(), planes);
  return true;
}

template <class T>
bool Walk<T>::are_alike(std::size_t lanes) const {
  const auto& own = places_[chain_.rule_place()];
  const auto& range = own.ranges[0];
  if (own.entry->rate_row == MethodEntry::none) return false;
  const auto same = [&](const double* column) {
    return std::all_of(column, column + lanes, [&](double value) {
      return __builtin_bit_cast(std::uint64_t, value) == __builtin_bit_cast(std::uint64_t, *column);
    });
  };
  for (std::size_t k = 0; k < own.entry->inherited.size(); ++k)
    if (k != own.entry->rate_row && !same(settings_[range.setting + k])) return false;
  for (std::size_t k = 0; k < own.entry->scalars; ++k)
    if (!same(scalars_[range.scalar + k])) return false;
  return true;
}

template <class T>
void Walk<T>::probe(std::size_t lanes, Columns<const T> x, Columns<const T> g, const double* f, Columns<T> points) {
  const auto& place = places_[static_cast<std::size_t>(chain_.probe() - chain_.links().data())];
  const auto all = [&](auto part) {
    in_pieces(dimension_, [&](std::size_t /*worker*/, std::size_t first, std::size_t size) { part(first, size); });
  };
  all([&](std::size_t first, std::size_t size) { copy(lanes, size, rows_from(x, first), rows_from(points, first)); });
  prepare(place, lanes, points, g, f);
  all([&](std::size_t first, std::size_t size) {
    update(place, lanes, first, size, rows_from(points, first), rows_from(g, first));
  });
}

template <class T>
void Walk<T>::move_lane(std::size_t from, std::size_t to) {
  const auto move = [&](auto& block, std::size_t columns) {
    for (std::size_t k = 0; k < columns; ++k) block[k][to] = block[k][from];
  };
  move(settings_, setting_columns_);
  move(scalars_, scalar_columns_);
  move(slots_, slot_columns());
  streams_[to] = streams_[from];
}

template <class T>
void Walk<T>::lay_slots_as(const T* x) {
  const auto phase = reinterpret_cast<std::uintptr_t>(x) % lane_alignment / sizeof(T);
  if (phase == phase_) return;
  std::copy_backward(slots_[phase_], slots_[phase_ + slot_columns()], slots_[phase + slot_columns()]);
  phase_ = phase;
}

template <class T>
std::vector<double> Walk<T>::slots() const {
  std::vector<double> all;
  all.reserve(slot_values());
  for (std::size_t k = 0; k < slot_rows_; ++k) {
    const auto* const row = slots_[phase_ + k * row_];
    all.insert(all.end(), row, row + dimension_);
  }
  return all;
}

template <class T>
void Walk<T>::restore(const double* scalars, const double* slots) {
  std::copy_n(scalars, scalar_columns_, scalars_[0]);
  for (std::size_t k = 0; k < slot_rows_; ++k)
    std::transform(slots + k * dimension_, slots + (k + 1) * dimension_, slots_[phase_ + k * row_],
                   [](double value) { return static_cast<T>(value); });
}

template class Walk<float>;
template class Walk<double>;

}  // namespace ravine
