#include "ravine/problem/dataset/partition.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "ravine/base/number_text.hpp"
#include "ravine/problem/dataset/option_error.hpp"
#include "ravine/problem/dataset/stream.hpp"

namespace ravine {
namespace {

using Indices = std::vector<std::size_t>;

std::size_t samples_of(double part, const char* name, std::size_t samples) {
  if (part == 0) return 0;
  const bool share = part < 1;
  if (!(part > 0) || !std::isfinite(part) || (!share && std::floor(part) != part)) {
    throw OptionError(name, "the " + std::string(name) + " part is " + shortest(part),
                      "it is a share of the samples (from 0 to below 1) or a whole number of them");
  }
  const double count = share ? std::floor(part * static_cast<double>(samples) + 0.5) : part;
  if (count < 1) {
    throw OptionError(name,
                      "the " + std::string(name) + " part, " + shortest(part) + " of " + std::to_string(samples) +
                          " samples, has not one",
                      "ask for more, or for a number of samples");
  }
  if (!(count < static_cast<double>(samples))) {
    throw OptionError(name,
                      "the " + std::string(name) + " part of " + shortest(part) + " samples leaves none of " +
                          std::to_string(samples) + " for training",
                      "ask for fewer");
  }
  return static_cast<std::size_t>(count);
}

// Takes the `count` samples with the lowest numbers out of `from`, both increasing.
class Draw {
 public:
  Draw(const Dataset& data, const PartitionOptions& options) : data_(data), stratified_(options.stratified) {
    const auto stream = dataset_stream(options.seed, DatasetStream::partition);
    number_.resize(data.samples);
    for (std::size_t i = 0; i < data.samples; ++i) number_[i] = stream.bits(i);
  }

  Indices take(std::size_t count, Indices& from) const {
    Indices taken;
    if (count == 0) return taken;
    if (!stratified_) {
      take_lowest(count, from, taken);
    } else {
      std::vector<Indices> classes(data_.class_names.size());
      for (const auto i : from) classes[static_cast<std::size_t>(data_.target[i])].push_back(i);
      const auto shares = shares_of(count, from.size(), classes);
      from.clear();
      for (std::size_t c = 0; c < classes.size(); ++c) {
        take_lowest(shares[c], classes[c], taken);
        from.insert(from.end(), classes[c].begin(), classes[c].end());
      }
    }
    std::sort(taken.begin(), taken.end());
    std::sort(from.begin(), from.end());
    return taken;
  }

 private:
  void take_lowest(std::size_t count, Indices& from, Indices& taken) const {
    const auto middle = from.begin() + static_cast<std::ptrdiff_t>(count);
    std::nth_element(from.begin(), middle, from.end(), [this](std::size_t a, std::size_t b) {
      return std::pair(number_[a], a) < std::pair(number_[b], b);
    });
    taken.insert(taken.end(), from.begin(), middle);
    from.erase(from.begin(), middle);
  }

  // Largest remainders: the whole part of each class's share, and one more for the classes that lose most by that.
  static Indices shares_of(std::size_t count, std::size_t total, const std::vector<Indices>& classes) {
    Indices shares(classes.size()), order(classes.size());
    std::vector<double> remainder(classes.size());
    std::size_t left = count;
    for (std::size_t c = 0; c < classes.size(); ++c) {
      const double share =
          static_cast<double>(count) * static_cast<double>(classes[c].size()) / static_cast<double>(total);
      shares[c] = static_cast<std::size_t>(share);
      remainder[c] = share - std::floor(share);
      left -= shares[c];
    }
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return remainder[a] > remainder[b]; });
    for (std::size_t k = 0; k < left; ++k) ++shares[order[k]];
    return shares;
  }

  const Dataset& data_;
  bool stratified_;
  std::vector<std::uint64_t> number_;
};

}  // namespace

Partition partition(const Dataset& data, const PartitionOptions& options) {
  if (options.stratified && !data.is_classification()) {
    throw OptionError("stratified", "a stratified partition needs classes, and the target of the data set is a number",
                      "leave `stratified` out, or say that the target is a class");
  }
  if (data.samples == 0) throw InputError("the data set has no sample to train on");
  const auto test = samples_of(options.test, "test", data.samples);
  const auto validation = samples_of(options.validation, "validation", data.samples);
  if (test + validation >= data.samples) {
    throw OptionError("validation",
                      "the test part (" + std::to_string(test) + ") and the validation part (" +
                          std::to_string(validation) + ") leave none of " + std::to_string(data.samples) +
                          " samples for training",
                      "ask for fewer");
  }
  Partition parts;
  parts.training.resize(data.samples);
  std::iota(parts.training.begin(), parts.training.end(), std::size_t{0});
  if (test + validation == 0) return parts;
  const Draw draw(data, options);
  parts.test = draw.take(test, parts.training);
  parts.validation = draw.take(validation, parts.training);
  return parts;
}

}  // namespace ravine
