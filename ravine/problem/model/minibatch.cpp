#include "ravine/problem/model/minibatch.hpp"

#include <numeric>

#include "ravine/base/random.hpp"

namespace ravine::model {
namespace {

math::RandomStream stream(const StreamKey& key, std::uint64_t step) {
  return math::RandomStream({key.seed, math::Purpose::minibatch, 0, key.repeat, step});
}

// The finaliser of MurmurHash3: every bit of the result depends on every bit of x.
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 33)) * 0xff51afd7ed558ccd;
  x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53;
  return x ^ (x >> 33);
}

}  // namespace

Permutation::Permutation(std::size_t samples, const StreamKey& key, std::uint64_t epoch) : samples_(samples) {
  while ((std::uint64_t{1} << (2 * half_)) < samples) ++half_;
  mask_ = (std::uint64_t{1} << half_) - 1;
  const auto random = stream(key, epoch);
  for (std::size_t round = 0; round < rounds; ++round) keys_[round] = random.bits(round);
}

std::size_t Permutation::operator[](std::size_t place) const {
  std::uint64_t x = place;
  do {
    auto left = x >> half_, right = x & mask_;
    for (const auto key : keys_) {
      const auto next = left ^ (mixed(right + key) & mask_);
      left = right;
      right = next;
    }
    x = left << half_ | right;
  } while (x >= samples_);
  return x;
}

void Minibatch::draw(const StreamKey& key, std::span<std::size_t> rows) const {
  if (replacement) {
    const auto random = stream(key, key.step);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = random.below(samples, i);
    return;
  }
  if (batch == samples) {
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    return;
  }
  // The place key.step * batch of the row of epochs; step * batch may exceed 64 bits only after 10^19 samples.
  const auto first = key.step * batch;
  auto epoch = first / samples, place = first % samples;
  Permutation order(samples, key, epoch);
  for (auto& row : rows) {
    if (place == samples) {
      order = Permutation(samples, key, ++epoch);
      place = 0;
    }
    row = order[place++];
  }
}

}  // namespace ravine::model
