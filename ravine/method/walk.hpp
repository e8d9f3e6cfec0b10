// The state of a block of runs of one chain between two steps, and the only place that knows how links follow each
// other. A lane is a run; a single lane is stepped by the long kernels, its point being contiguous.
//
// A step: every link before the rule changes the gradient, the rule moves x, every link after it changes the point that
// x came to. A link whose step depends on sums first measures all coordinates; links between two such are passed in
// blocks that stay in cache. With an executor the workers share a single lane's coordinates piece by piece; a piece
// ends where a sum's chunk does, so the bits are the same for any number of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "ravine/base/executor.hpp"
#include "ravine/base/layout.hpp"
#include "ravine/method/places.hpp"

namespace ravine {

// T is float or double; float for a single lane only. One caller's at a time.
template <class T>
class Walk {
 public:
  // Of methods of one chain with the same flags and choices, of which this is one; what is not elementwise takes one
  // lane only. The method fits the layout (Method::require_fit).
  Walk(const Method& method, const Layout& layout, std::size_t lanes);

  const Chain& chain() const { return chain_; }

  // Sets what a lane's method has at step t of `total`, which is one of the methods that the walk was made for. Whether
  // any of it is a schedule.
  bool set(std::size_t lane, const Method& method, double t, double total);
  // The same of its schedules alone, before each step. The first that left its range, if one did.
  struct OutOfRange {
    const ParameterInfo* row;
    double value;
  };
  std::optional<OutOfRange> set_schedules(std::size_t lane, const Method& method, double t, double total);
  // Names the random draws of a lane's run, whose first step has the number `began`; 1, 0 and 0 where it is not called.
  void set_stream(std::size_t lane, std::uint64_t seed, std::uint64_t repeat, std::uint64_t began = 0) {
    streams_[lane] = {seed, repeat, began, streams_[lane].used};
  }
  // Who makes the steps of a single lane from now on; blocks of lanes are stepped by their caller. The executor is not
  // owned.
  void use(Executor& executor);
  // The first values of the state. When the settings of the lane, or of every lane, are set.
  void start(std::size_t lane);
  void start() {
    for (std::size_t lane = 0; lane < lanes_; ++lane) start(lane);
  }

  // Moves the points of lanes 0 ... lanes-1 by one step, given f (anything where no link asks for it) and the gradient
  // there. `number` counts steps, for the random draws of links that take any.
  void step(std::size_t lanes, std::uint64_t number, Columns<T> x, Columns<const T> g, const double* f);

  // The same of a solver: it moves where the lane stands, or says why not.
  StepEnd solve(Oracle& oracle, const Standing& at);

  // Whether the rule's step of two coordinates and its observation can be one pass; the point is then left, its
  // successor written. Links before and after it have passes of their own.
  bool in_one_pass() const { return one_pass_; }
  // Sets planes.g, planes.slots and planes.alike itself.
  std::int64_t step_planes(std::size_t lanes, std::uint64_t number, PlaneStep& planes);

  // For chains with a probe: the points at which the step's gradient is taken, from the gradient at x.
  void probe(std::size_t lanes, Columns<const T> x, Columns<const T> g, const double* f, Columns<T> points);

  // Makes lane `to` what lane `from` is.
  void move_lane(std::size_t from, std::size_t to);

  // State, by the chain's numbering of scalars and slots.
  T slot(std::size_t k, std::size_t coordinate, std::size_t lane) const {
    const auto [column, stride] = places_.slots[k];
    return slots_[phase_ + column + coordinate * stride][lane];
  }
  // The same of all lanes.
  const T* slot(std::size_t k, std::size_t coordinate) const {
    const auto [column, stride] = places_.slots[k];
    return slots_[phase_ + column + coordinate * stride];
  }
  // Of a single lane: slot k of coordinate i at k * dimension + i.
  std::vector<double> slots() const;
  std::size_t slot_values() const { return places_.slot_rows * dimension_; }
  const double* scalars() const { return scalars_[0]; }
  std::size_t scalar_values() const { return places_.scalar_columns; }
  // Of a single lane: sets both, of the sizes above.
  void restore(const double* scalars, const double* slots);

 private:
  using Ranges = std::span<const LinkRange>;

  struct Stream {
    std::uint64_t seed = 1, repeat = 0, began = 0;
    bool used = false;  // the lane's state is no longer zero
  };

  bool single() const { return lanes_ == 1; }
  // From one worker's block of what flows to the next one's: what a kernel asks for ahead is its own.
  std::size_t row_of_flow() const { return block_ + reach_ahead<T>; }
  void make_room();
  // Calls part(worker, first, size) for pieces of coordinates 0 ... n-1, each once, by the workers there are; no two
  // calls at once have the same worker.
  template <class Part>
  void in_pieces(std::size_t n, Part part);
  void set(std::size_t lane, std::size_t setting, double value);  // for every group; those that inherit it follow
  void set(std::size_t lane, std::size_t setting, std::size_t group, double value);
  Columns<const double> settings_of(const LinkRange& range) const {
    return {settings_[range.setting], settings_.stride()};
  }
  Columns<double> scalars_of(const LinkRange& range) { return {scalars_[range.scalar], scalars_.stride()}; }
  Columns<double> coefficients_of(const LinkRange& range) {
    return {coefficients_[range.coefficient], scalars_.stride()};
  }
  static std::size_t row_of_slots(std::size_t dimension, std::size_t lanes);
  std::size_t slot_columns() const { return places_.slot_rows * row_; }
  Columns<T> slots_of(const LinkPlace& place, std::size_t coordinate);
  // A long step is fastest where the point and all slots begin at the same place of a cache line: the kernels write
  // whole lines then, and no load seems to overlap a store that is under way (processors compare the lowest 12 bits of
  // both). When the first point is known.
  void lay_slots_as(const T* x);
  // A quantity of all coordinates; one that passes has room for a block a worker, or for all of it.
  template <class U>
  struct Current {
    Columns<U> columns;
    bool passes = false;
    operator Current<const U>() const { return {columns, passes}; }  // NOLINT(google-explicit-constructor)
  };
  // What a link changes, what it sees besides, and where what it makes goes. x stays until the last link.
  struct Flow {
    Current<const T> target, other;
    Current<T> to;
  };
  // Coordinates that go through the links together, of a single lane; `row` is their first in what passes.
  struct Block {
    std::size_t first, size, row;
  };
  Flow flow_of(std::size_t k, Columns<T> x, Columns<const T> g);
  // The coefficients of a link's step.
  void prepare(const LinkPlace& place, std::size_t lanes, const Flow& flow, const double* f);
  // The sums over ranges that follow each other.
  void measure(const LinkPlace& place, Ranges ranges, std::size_t lanes, Columns<const T> x, Columns<const T> u);
  void measure_single(const LinkPlace& place, Ranges ranges, Columns<const T> x, Columns<const T> u);
  void measure_chunks(const LinkPlace& place, Ranges ranges, std::size_t worker, std::size_t first, std::size_t size,
                      Columns<const T> x, Columns<const T> u);
  void update_lanes(const LinkPlace& place, std::size_t lanes, const Flow& flow);  // several
  void update_block(const LinkPlace& place, const Flow& flow, const Block& block);
  void move_matrix(const LinkPlace& place, const LinkRange& range, const LongStep<T>& along);
  bool are_alike(std::size_t lanes) const;
  void draw_noise(std::size_t lanes, std::size_t place, std::uint64_t number);
  void pass(std::size_t begin, std::size_t end, std::size_t lanes, std::uint64_t number, Columns<T> x,
            Columns<const T> g, const double* f);
  void step_lone(std::size_t lanes, Columns<T> x, Columns<const T> g);
  // Whether step_planes of all links together took the step.
  bool step_compiled_planes(std::size_t lanes, const PlaneStep& planes, std::int64_t& attention);
  void update_compiled(Columns<T> x, Columns<const T> g);

  const Chain& chain_;
  const std::size_t dimension_, lanes_;
  const std::size_t row_;  // coordinates from a slot to the next; of a single lane a whole number of lines
  std::size_t phase_ = 0;  // of a single lane: where in a cache line its coordinates begin
  bool stepped_ = false;   // of a single lane
  Places places_;          // of the chain's links
  std::size_t block_ = 0;  // coordinates that go through a pass's links together
  bool one_pass_ = false, lone_ = false;
  const CompiledChain* compiled_ = nullptr;  // where its kernels fit: every link has one range
  bool starts_ = false;                      // a slot's first value may be other than 0
  bool changed_ = true, alike_ = false;      // settings and scalars since they were compared; PlaneStep::alike
  LaneBlock<double> settings_, scalars_, coefficients_, sums_, terms_;
  LaneBlock<double> first_;  // values of a link's slots
  LaneBlock<T> slots_;
  // The gradient on its way, and the next point on its way: a block a worker, or all of it.
  LaneBlock<T> flow_, next_;
  bool whole_flow_ = false;  // all of it
  std::vector<Flow> flows_;  // of the links, in this step
  LaneBlock<T> noise_;       // of the link that is about to take it, all coordinates
  std::vector<double> chunk_sums_;
  std::vector<Stream> streams_;  // of the lanes
  Executor* executor_ = nullptr;
  std::size_t workers_ = 1;
};

extern template class Walk<float>;
extern template class Walk<double>;

}  // namespace ravine
