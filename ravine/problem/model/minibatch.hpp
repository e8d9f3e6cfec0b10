// Which samples one evaluation sees. No state: the samples follow from the stream key alone, so that a run resumed in
// the middle, a lane of a block and a contender with another method meet the same minibatches.
//
// Without replacement the evaluations read one endless row of epochs, each a permutation of all samples: evaluation k
// sees places k*batch ... (k+1)*batch - 1, and epoch e has places e*samples ... (e+1)*samples - 1. So every epoch sees
// each sample once and every evaluation sees `batch` of them; where the batch does not divide the number of samples, an
// evaluation has the end of one epoch and the beginning of the next.
//
// A permutation is a keyed bijection: a balanced Feistel network (Luby & Rackoff 1988, doi 10.1137/0217022) on the
// least power of 4 that holds all samples, walked until it falls among them (Black & Rogaway 2002,
// doi 10.1007/3-540-45760-7_9, "cycle walking": less than 4 walks on average). Any of its places is had at once,
// without the others.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "ravine/problem/problem.hpp"

namespace ravine::model {

// A permutation of 0 ... samples-1, samples > 0.
class Permutation {
 public:
  Permutation(std::size_t samples, const StreamKey& key, std::uint64_t epoch);
  std::size_t operator[](std::size_t place) const;

 private:
  static constexpr std::size_t rounds = 8;
  std::uint64_t samples_, mask_;
  unsigned half_ = 0;  // bits of a half
  std::array<std::uint64_t, rounds> keys_;
};

struct Minibatch {
  std::size_t samples = 0;  // of the training part
  std::size_t batch = 0;    // 1 ... samples
  bool replacement = false;
  // Fills `rows`, as many as the batch, with indices 0 ... samples-1; in their order where the batch is all of them.
  void draw(const StreamKey& key, std::span<std::size_t> rows) const;
};

}  // namespace ravine::model
