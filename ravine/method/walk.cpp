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

// Coordinates that pass all links together: few, so that what flows stays in the nearest cache and one link's
// arithmetic hides another's wait for memory.
constexpr std::size_t block_of_single = 512;
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
    : chain_(method.chain()),
      dimension_(layout.size()),
      lanes_(lanes),
      row_(row_of_slots(dimension_, lanes)),
      places_(method, layout, lanes == 1, row_) {
  settings_ = LaneBlock<double>(places_.setting_columns, lanes);
  set(0, method, 0, 0);
  for (const auto& place : places_.links)  // a solver's
    if (place.entry->further_slots != nullptr)
      places_.slot_rows += place.entry->further_slots(settings_[place.setting], dimension_);
  scalars_ = LaneBlock<double>(places_.scalar_columns, lanes);
  coefficients_ = LaneBlock<double>(places_.coefficient_columns, lanes);
  sums_ = LaneBlock<double>(places_.most_sums, lanes);
  slots_ = LaneBlock<T>(slot_columns() + (single() ? numbers_a_line<T> : 0), lanes);
  chunk_sums_.resize(single() && places_.most_sums > 0 ? places_.most_sums * (dimension_ / math::sum_chunk + 1) : 0);
  block_ = single() && places_.links.size() > 1 && !chain_.moves_matrices() ? std::min(block_of_single, dimension_)
                                                                            : dimension_;
  streams_.resize(lanes);
  std::size_t most_slots = 0;
  for (const auto& place : places_.links) most_slots = std::max(most_slots, place.entry->slots);
  first_ = LaneBlock<double>(most_slots, 1);
  for (const auto& place : places_.links) starts_ = starts_ || place.entry->start != nullptr;
  for (const auto& place : places_.links)
    if (place.entry->uses_noise && noise_.stride() == 0) noise_ = LaneBlock<T>(dimension_, lanes);
  const auto is_plain = [](const LinkPlace& place) { return place.ranges.size() == 1 && place.ranges[0].rows == 0; };
  if (std::all_of(places_.links.begin(), places_.links.end(), is_plain) && (!single() || places_.segments.size() == 2))
    compiled_ = chain_.compiled();
  whole_flow_ = !single() || places_.segments.size() > 2;
  flows_.resize(places_.links.size());
  make_room();
  const auto& own = places_.links[chain_.rule_place()];
  const bool plain = is_plain(own);
  lone_ = plain && places_.links.size() == 1 && own.entry->sums == 0 && own.entry->is_elementwise();
  one_pass_ = plain && !single() && dimension_ == 2 && own.entry->step_planes != nullptr;
}

template <class T>
void Walk<T>::make_room() {
  const auto chunk = std::min(math::sum_chunk, dimension_);
  terms_ = LaneBlock<double>(places_.most_sums * (single() ? workers_ * chunk : dimension_), lanes_);
  const auto rows = whole_flow_ ? dimension_ : workers_ * row_of_flow();
  const auto rule = chain_.rule_place();
  if (single() && compiled_ != nullptr) return;
  if (rule > places_.segments.front()) flow_ = LaneBlock<T>(rows, lanes_);
  if (rule + 1 < places_.links.size()) next_ = LaneBlock<T>(rows, lanes_);
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
std::size_t Walk<T>::row_of_slots(std::size_t dimension, std::size_t lanes) {
  return lanes == 1 ? whole_lines<T>(dimension) : dimension;
}

template <class T>
Columns<T> Walk<T>::slots_of(const LinkPlace& place, std::size_t coordinate) {
  if (single()) return {slots_[phase_ + place.slot + coordinate], row_};
  return {slots_[place.slot + coordinate * place.entry->slots], slots_.stride()};
}

template <class T>
void Walk<T>::set(std::size_t lane, std::size_t setting, std::size_t group, double value) {
  changed_ = true;
  for (std::size_t k = 0; k < places_.links.size(); ++k) {
    const auto& own = chain_.links()[k].setting_of;
    for (std::size_t i = 0; i < own.size(); ++i)
      if (own[i] == setting) settings_[places_.links[k].setting + group * own.size() + i][lane] = value;
  }
}
template <class T>
void Walk<T>::set(std::size_t lane, std::size_t setting, double value) {
  for (std::size_t group = 0; group < places_.groups; ++group) set(lane, setting, group, value);
}
template <class T>
bool Walk<T>::set(std::size_t lane, const Method& method, double t, double total) {
  const auto* const settings = method.settings().data();
  const auto stride = settings_.stride();
  bool scheduled = false;
  changed_ = true;
  for (std::size_t k = 0; k < places_.links.size(); ++k) {
    double* to = settings_[places_.links[k].setting] + lane;
    for (std::size_t group = 0; group < places_.groups; ++group)
      for (const auto row : chain_.links()[k].setting_of) {
        const auto& setting = settings[row];
        const bool varies = setting.schedule != nullptr;
        scheduled |= varies;
        *to = varies ? setting.schedule->at(t, total) : setting.value;
        to += stride;
      }
  }
  for (std::size_t k = 0; k < places_.group_of.size(); ++k) {
    const auto& own = method.group_settings()[k];
    scheduled = scheduled || own.value.schedule;
    set(lane, own.parameter, places_.group_of[k], own.value.at(t, total));
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
  for (std::size_t k = 0; k < places_.group_of.size(); ++k) {
    const auto& own = method.group_settings()[k];
    set(lane, own.parameter, places_.group_of[k], value_of(own.value, own.parameter));
  }
  return fault;
}

template <class T>
void Walk<T>::start(std::size_t lane) {
  if (std::exchange(streams_[lane].used, true)) {
    const auto clear = [](auto* to, std::size_t columns, std::size_t stride) {
      for (; columns > 0; --columns, to += stride) *to = 0;
    };
    clear(scalars_[0] + lane, places_.scalar_columns, scalars_.stride());
    clear(slots_[phase_] + lane, slot_columns(), slots_.stride());
  }
  if (!starts_) return;
  for (const auto& place : places_.links) {
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
void Walk<T>::measure_chunks(const LinkPlace& place, Ranges ranges, std::size_t worker, std::size_t first,
                             std::size_t size, Columns<const T> x, Columns<const T> u) {
  const auto sums = place.entry->sums, row = std::min(math::sum_chunk, dimension_);
  const auto chunks = (span_of(ranges) + math::sum_chunk - 1) / math::sum_chunk;
  const Columns<double> terms{terms_[worker * places_.most_sums * row], row};
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
void Walk<T>::measure_single(const LinkPlace& place, Ranges ranges, Columns<const T> x, Columns<const T> u) {
  const auto n = span_of(ranges);
  in_pieces(n, [&](std::size_t worker, std::size_t first, std::size_t size) {
    measure_chunks(place, ranges, worker, first, size, x, u);
  });
  const auto chunks = (n + math::sum_chunk - 1) / math::sum_chunk;
  for (std::size_t k = 0; k < place.entry->sums; ++k)
    sums_[k][0] = math::sum_of_chunks(std::span(chunk_sums_.data() + k * chunks, chunks));
}

template <class T>
void Walk<T>::measure(const LinkPlace& place, Ranges ranges, std::size_t lanes, Columns<const T> x,
                      Columns<const T> u) {
  if (single()) return measure_single(place, ranges, x, u);
  if constexpr (std::is_same_v<T, double>) {
    const auto n = span_of(ranges), start = ranges.front().first;
    const auto terms = terms_.columns();
    const auto into = [&](const LinkRange& range, Columns<double> to) {
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
void Walk<T>::prepare(const LinkPlace& place, std::size_t lanes, const Flow& flow, const double* f) {
  const auto& entry = *place.entry;
  const bool rule = entry.info.part == Part::rule || entry.info.part == Part::probe;
  const Ranges all(place.ranges);
  const auto several = place.together ? all.size() : 1;
  for (std::size_t k = 0; k < all.size(); k += several) {
    if (all[k].rows > 0) continue;  // a matrix prepares itself
    const auto own = all.subspan(k, several);
    for (const auto& range : own) entry.prepare(lanes, settings_of(range), scalars_of(range), coefficients_of(range));
    if (entry.sums == 0) continue;
    const auto &u = rule ? flow.other : flow.target, &at = rule ? flow.target : flow.other;
    measure(place, own, lanes, at.columns, u.columns);
    for (const auto& range : own)
      entry.settle(lanes, settings_of(range), scalars_of(range), coefficients_of(range), std::as_const(sums_).columns(),
                   f);
  }
}

template <class T>
typename Walk<T>::Flow Walk<T>::flow_of(std::size_t k, Columns<T> x, Columns<const T> g) {
  const auto rule = chain_.rule_place(), first = places_.segments.front(), last = places_.links.size() - 1;
  const Current<const T> point{x}, noise{std::as_const(noise_).columns()}, gradient{g};
  const Current<T> flow{flow_.columns(), true}, next{next_.columns(), true}, end{x};
  const auto arriving = k == first ? gradient : Current<const T>(flow);
  if (k < rule) return {arriving, places_.links[k].entry->uses_noise ? noise : point, flow};
  if (k == rule) return {point, arriving, k == last ? end : next};
  return {next, point, k == last ? end : next};
}

template <class T>
void Walk<T>::update_lanes(const LinkPlace& place, std::size_t lanes, const Flow& flow) {
  if constexpr (std::is_same_v<T, double>)
    for (const auto& range : place.ranges) {
      const auto first = range.first;
      place.entry->update_wide({lanes, range.size, coefficients_of(range), rows_from(flow.target.columns, first),
                                rows_from(flow.other.columns, first), rows_from(flow.to.columns, first),
                                slots_of(place, first)});
    }
}

template <class T>
void Walk<T>::update_block(const LinkPlace& place, const Flow& flow, const Block& block) {
  auto range = place.ranges.begin();
  if (place.ranges.size() > 1)
    range = std::upper_bound(range, place.ranges.end(), block.first,
                             [](std::size_t first, const LinkRange& own) { return first < own.first; }) -
            1;
  for (const auto end = block.first + block.size; range != place.ranges.end() && range->first < end; ++range) {
    const auto begin = std::max(block.first, range->first), size = std::min(end, range->first + range->size) - begin;
    const auto at = [&](auto current) {
      return current.columns.data + (current.passes ? block.row + (begin - block.first) : begin);
    };
    const LongStep<T> step{
        size,        dimension_ - begin,    coefficients_[range->coefficient], at(flow.target), at(flow.other),
        at(flow.to), slots_of(place, begin)};
    if (range->rows > 0)
      move_matrix(place, *range, step);
    else if constexpr (std::is_same_v<T, float>)
      place.entry->update_long_float(step);
    else
      place.entry->update_long(step);
  }
}

// In double, whatever the run's type: a matrix's products and roots are not worth a second form.
template <class T>
void Walk<T>::move_matrix(const LinkPlace& place, const LinkRange& range, const LongStep<T>& along) {
  const auto& entry = *place.entry;
  const auto slots = along.slots;
  T* const x = along.to;
  const T* const g = along.other;
  if (along.target != x) std::copy_n(along.target, along.n, x);
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

// In double too.
template <class T>
StepEnd Walk<T>::solve(Oracle& oracle, const Standing& at) {
  const auto& place = places_.links.front();
  const auto* const settings = settings_[place.setting];
  if constexpr (std::is_same_v<T, double>) {
    return place.entry->solve(settings, oracle, at, {scalars_[0], {slots_[phase_], row_}});
  } else {
    auto doubles = slots();
    const auto end = place.entry->solve(settings, oracle, at, {scalars_[0], {doubles.data(), dimension_}});
    restore(scalars_[0], doubles.data());
    return end;
  }
}

template <class T>
void Walk<T>::pass(std::size_t begin, std::size_t end, std::size_t lanes, std::uint64_t number, Columns<T> x,
                   Columns<const T> g, const double* f) {
  if (places_.links[begin].entry->uses_noise) draw_noise(lanes, begin, number);
  for (std::size_t k = begin; k < end; ++k) {
    flows_[k] = flow_of(k, x, g);
    if (places_.links[k].steps) prepare(places_.links[k], lanes, flows_[k], f);
    if (places_.links[k].steps && !single()) update_lanes(places_.links[k], lanes, flows_[k]);
  }
  if (!single()) return;
  if (compiled_ != nullptr) return update_compiled(x, g);
  in_pieces(dimension_, [&](std::size_t worker, std::size_t begin_of_piece, std::size_t size_of_piece) {
    const auto end_of_piece = begin_of_piece + size_of_piece;
    const auto row = worker * row_of_flow();
    Block block{begin_of_piece, block_ < dimension_ ? block_ - phase_ : block_, 0};  // the next begin with a cache line
    for (; block.first < end_of_piece; block.first += block.size, block.size = block_) {
      block.size = std::min(block.size, end_of_piece - block.first);
      block.row = whole_flow_ ? block.first : row;
      for (auto k = begin; k < end; ++k)
        if (places_.links[k].steps) update_block(places_.links[k], flows_[k], block);
    }
  });
}

// All links in one pass over the coordinates.
template <class T>
void Walk<T>::update_compiled(Columns<T> x, Columns<const T> g) {
  std::array<const double*, CompiledChain::most_links> coefficients;
  for (std::size_t k = 0; k < places_.links.size(); ++k)
    coefficients[k] = coefficients_of(places_.links[k].ranges[0])[0];
  in_pieces(dimension_, [&](std::size_t /*worker*/, std::size_t first, std::size_t size) {
    std::array<Columns<T>, CompiledChain::most_links> slots;
    for (std::size_t k = 0; k < places_.links.size(); ++k) slots[k] = slots_of(places_.links[k], first);
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
  const auto& place = places_.links.front();
  const auto& entry = *place.entry;
  entry.prepare(lanes, settings_of(place.ranges[0]), scalars_.columns(), coefficients_.columns());
  if constexpr (std::is_same_v<T, double>) {
    if (!single())
      return entry.update_wide({lanes, dimension_, std::as_const(coefficients_).columns(), x, g, x, slots_.columns()});
  }
  in_pieces(dimension_, [&](std::size_t /*worker*/, std::size_t first, std::size_t size) {
    const LongStep<T> step{
        size, dimension_ - first, coefficients_[0], x[first], g[first], x[first], {slots_[phase_ + first], row_}};
    if constexpr (std::is_same_v<T, float>)
      entry.update_long_float(step);
    else
      entry.update_long(step);
  });
}

template <class T>
void Walk<T>::step(std::size_t lanes, std::uint64_t number, Columns<T> x, Columns<const T> g, const double* f) {
  if (single() && !std::exchange(stepped_, true)) lay_slots_as(x[0]);
  if (lone_) return step_lone(lanes, x, g);
  for (std::size_t s = 0; s + 1 < places_.segments.size(); ++s)
    pass(places_.segments[s], places_.segments[s + 1], lanes, number, x, g, f);
}

template <class T>
std::int64_t Walk<T>::step_planes(std::size_t lanes, std::uint64_t number, PlaneStep& planes) {
  std::int64_t attention = 0;
  if constexpr (std::is_same_v<T, double>) {
    if (step_compiled_planes(lanes, planes, attention)) return attention;
    const auto rule = chain_.rule_place(), first = places_.segments.front();
    const auto step_link = [&](std::size_t k, Columns<const double> x, Columns<const double> u, Columns<double> to) {
      const auto& range = places_.links[k].ranges[0];
      auto own = planes;
      own.x = x, own.g = u, own.next = to, own.slots = slots_of(places_.links[k], 0);
      places_.links[k].entry->step_planes(lanes, settings_of(range), scalars_of(range), own);
    };
    for (auto k = first; k < rule; ++k) {
      const bool noise = places_.links[k].entry->uses_noise;
      if (noise) draw_noise(lanes, k, number);
      step_link(k, noise ? Columns<const double>(noise_.columns()) : planes.x,
                k == first ? planes.gradient : Columns<const double>(flow_.columns()), flow_.columns());
    }
    const auto& own = places_.links[rule];
    planes.g = rule > first ? Columns<const double>(flow_.columns()) : planes.gradient;
    planes.slots = slots_of(own, 0);
    if (std::exchange(changed_, false)) alike_ = are_alike(lanes);
    planes.alike = alike_;
    attention = own.entry->step_planes(lanes, settings_of(own.ranges[0]), scalars_of(own.ranges[0]), planes);
    for (auto k = rule + 1; k < places_.links.size(); ++k) step_link(k, planes.x, planes.next, planes.next);
  }
  return attention;
}

template <class T>
bool Walk<T>::step_compiled_planes(std::size_t lanes, const PlaneStep& planes, std::int64_t& attention) {
  if (compiled_ == nullptr) return false;
  std::array<LinkColumns, CompiledChain::most_links> links;
  for (std::size_t k = 0; k < places_.links.size(); ++k) {
    const auto& range = places_.links[k].ranges[0];
    if constexpr (std::is_same_v<T, double>)
      links[k] = {settings_of(range), scalars_of(range), slots_of(places_.links[k], 0)};
  }
  if (!compiled_->has_standard_choices(links.data())) return false;
  attention = compiled_->step_planes(lanes, links.data(), planes);
  return true;
}

template <class T>
bool Walk<T>::are_alike(std::size_t lanes) const {
  const auto& own = places_.links[chain_.rule_place()];
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
  const auto& place = places_.links[static_cast<std::size_t>(chain_.probe() - chain_.links().data())];
  const Flow flow{{x}, {g}, {points}};
  prepare(place, lanes, flow, f);
  if (!single()) return update_lanes(place, lanes, flow);
  in_pieces(dimension_, [&](std::size_t /*worker*/, std::size_t first, std::size_t size) {
    update_block(place, flow, {first, size, 0});
  });
}

template <class T>
void Walk<T>::move_lane(std::size_t from, std::size_t to) {
  const auto move = [&](auto& block, std::size_t columns) {
    for (std::size_t k = 0; k < columns; ++k) block[k][to] = block[k][from];
  };
  move(settings_, places_.setting_columns);
  move(scalars_, places_.scalar_columns);
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
  for (std::size_t k = 0; k < places_.slot_rows; ++k) {
    const auto* const row = slots_[phase_ + k * row_];
    all.insert(all.end(), row, row + dimension_);
  }
  return all;
}

template <class T>
void Walk<T>::restore(const double* scalars, const double* slots) {
  std::copy_n(scalars, places_.scalar_columns, scalars_[0]);
  for (std::size_t k = 0; k < places_.slot_rows; ++k)
    std::transform(slots + k * dimension_, slots + (k + 1) * dimension_, slots_[phase_ + k * row_],
                   [](double value) { return static_cast<T>(value); });
}

template class Walk<float>;
template class Walk<double>;

}  // namespace ravine
