#include "ravine/study/draw.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <string>

#include "ravine/base/hash.hpp"
#include "ravine/base/math.hpp"
#include "ravine/base/math_lanes.hpp"
#include "ravine/base/random.hpp"
#include "ravine/study/spacing.hpp"

namespace ravine::study {
namespace {

constexpr double unit_of_share = 0x1p-53;
// Samples drawn together, unless their coordinates are many.
constexpr std::size_t most_samples_at_once = 64, most_numbers_at_once = 65536;

double share_of(std::uint64_t digits) { return static_cast<double>(digits >> 11) * unit_of_share; }

math::RandomStream stream_of(const Plan& plan, math::Purpose purpose, std::uint64_t name) {
  return math::RandomStream({plan.seed, purpose, name, 0, 0});
}

double even(double low, double high, double share) { return low * (1 - share) + high * share; }

}  // namespace

double Interval::at(double share) const {
  double value = 0;
  Draw::Spread(*this).at({&share, 1}, &value);
  return value;
}

Draw::Spread::Spread(const Interval& from) : interval(from) {
  if (!from.logarithmic) return;
  log_low = math::log(from.low);
  log_high = math::log(from.high);
}

void Draw::Spread::at(std::span<const double> shares, double* values) const {
  const auto [low, high, logarithmic, integer] = interval;
  const auto n = shares.size();
  if (integer) {
    for (std::size_t i = 0; i < n; ++i) values[i] = std::min(high, std::floor(even(low, high + 1, shares[i])));
    return;
  }
  const double first = logarithmic ? log_low : low, last = logarithmic ? log_high : high;
  for (std::size_t i = 0; i < n; ++i) values[i] = even(first, last, shares[i]);
  if (logarithmic) math::lanes::exp(n, values, values);
  for (std::size_t i = 0; i < n; ++i) values[i] = std::clamp(values[i], low, high);
}

RunPlace place_of(const Block& block, std::size_t run) {
  const auto starts = block.starts.size();
  if (starts == 1 && block.repeats == 1) return {run, 0, 0};
  return {run / block.repeats / starts, run / block.repeats % starts, run % block.repeats};
}

// Points of the sequence in their order, or from another place on.
class Draw::Sequence {
 public:
  explicit Sequence(const std::vector<math::RandomStream>& streams) : engine_(streams.size()), digits_(streams.size()) {
    for (const auto& stream : streams) shifts_.push_back(stream.bits(0));
  }
  // Of every dimension, the shares[k * stride].
  void shares(std::size_t sample, double* shares, std::size_t stride) {
    go_to(sample);
    for (std::size_t k = 0; k < digits_.size(); ++k) shares[k * stride] = share_of(digits_[k] ^ shifts_[k]);
  }

 private:
  // Boost's sequence begins after the point that is 0, without which no 2^k points are a net.
  void go_to(std::size_t sample) {
    if (sample != next_) {
      engine_.seed();
      if (sample > 1) engine_.discard(static_cast<std::uint64_t>(sample - 1) * digits_.size());
    }
    for (auto& digits : digits_) digits = sample == 0 ? 0 : engine_();
    next_ = sample + 1;
  }
  boost::random::sobol_engine<std::uint64_t, 64> engine_;
  std::vector<std::uint64_t> digits_, shifts_;
  std::size_t next_ = 0;
};

Draw::Draw(const Plan& plan, std::size_t block) : block_(plan.blocks()[block]), chosen_(block_.axes.size()) {
  const auto& starts = block_.starts;
  for (const auto& axis : block_.axes) {
    const auto name = block_.method.info().parameters[axis.parameter].name;
    streams_.push_back(stream_of(plan, math::Purpose::sweep, math::Hash().add(name).value()));
    spreads_.emplace_back(axis.interval.value_or(Interval{}));
  }
  for (std::size_t i = 0; i < starts.box.size(); ++i) {
    streams_.push_back(stream_of(plan, math::Purpose::start, i));
    spreads_.emplace_back(starts.box[i]);
    if (!starts.lattice.empty())
      lattice_.push_back(spaced(starts.box[i].low, starts.box[i].high, starts.lattice[i], starts.box[i].logarithmic));
  }
  if (block_.sampling.strategy == Strategy::sobol && !streams_.empty())
    sequence_ = std::make_unique<Sequence>(streams_);
}
Draw::~Draw() = default;
Draw::Draw(Draw&&) noexcept = default;

void Draw::draw_samples(std::size_t sample) {
  if (sample - first_sample_ < samples_) return;  // wraps where it is before them
  const auto dimensions = streams_.size();
  first_sample_ = sample;
  samples_ =
      std::clamp<std::size_t>(most_numbers_at_once / std::max<std::size_t>(dimensions, 1), 1, most_samples_at_once);
  shares_.resize(dimensions * samples_), values_.resize(shares_.size());
  for (std::size_t i = 0; i < samples_; ++i) {
    if (sequence_)
      sequence_->shares(sample + i, &shares_[i], samples_);
    else
      for (std::size_t k = 0; k < dimensions; ++k) shares_[k * samples_ + i] = share_of(streams_[k].bits(sample + i));
  }
  for (std::size_t k = 0; k < dimensions; ++k)
    spreads_[k].at(std::span(shares_).subspan(k * samples_, samples_), &values_[k * samples_]);
}
double Draw::share(std::size_t dimension, std::size_t sample) const {
  return shares_[dimension * samples_ + sample - first_sample_];
}
double Draw::value(std::size_t dimension, std::size_t sample) const {
  return values_[dimension * samples_ + sample - first_sample_];
}

void Draw::draw_settings(std::size_t sample, Descent& descent) {
  auto left = sample, stride = block_.settings();
  for (std::size_t k = 0; k < block_.axes.size(); ++k) {
    const auto& axis = block_.axes[k];
    if (axis.interval) {
      descent.method.set_row(axis.parameter, value(k, sample));
      continue;
    }
    const auto count = axis.values.size();
    if (block_.sampling.strategy == Strategy::grid) {
      stride /= count;
      chosen_[k] = left / stride;
      left %= stride;
    } else {
      chosen_[k] = std::min(count - 1, static_cast<std::size_t>(share(k, sample) * static_cast<double>(count)));
    }
    const auto& value = axis.values[chosen_[k]];
    if (value.schedule)
      descent.method.set(block_.method.info().parameters[axis.parameter].name, value);
    else
      descent.method.set_row(axis.parameter, value.value);
  }
}

void Draw::draw_start(const RunPlace& place, std::vector<double>& start) {
  const auto& starts = block_.starts;
  if (starts.box.empty()) {
    start = starts.points.empty() ? block_.start : starts.points[place.start];
    return;
  }
  const auto n = starts.box.size(), axes = block_.axes.size();
  start.resize(n);
  if (starts.each_sample()) {
    for (std::size_t i = 0; i < n; ++i) start[i] = value(axes + i, place.settings);
    return;
  }
  auto left = place.start;
  for (std::size_t i = n; i-- > 0;) {
    if (!starts.lattice.empty()) {
      const auto count = starts.lattice[i];
      start[i] = lattice_[i][left % count];
      left /= count;
    } else {
      const double drawn = share_of(streams_[axes + i].bits(place.start));
      spreads_[axes + i].at({&drawn, 1}, &start[i]);
    }
  }
}

RunPlace Draw::set(std::size_t run, Descent& descent) {
  const auto place = place_of(block_, run);
  if (block_.sampling.strategy != Strategy::grid || block_.starts.each_sample()) draw_samples(place.settings);
  draw_settings(place.settings, descent);
  draw_start(place, descent.start);
  descent.options.repeat = place.repeat;
  return place;
}

}  // namespace ravine::study
