#include "ravine/problem/dataset/raw_array.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>
#include <variant>

#include "ravine/problem/dataset/columns.hpp"
#include "ravine/problem/dataset/fault.hpp"
#include "ravine/problem/dataset/formats.hpp"
#include "ravine/problem/dataset/target_builder.hpp"

namespace ravine::dataset {
namespace {

using Kind = RawType::Kind;

template <std::size_t size>
using Word = std::conditional_t<
    size == 1, std::uint8_t,
    std::conditional_t<size == 2, std::uint16_t, std::conditional_t<size == 4, std::uint32_t, std::uint64_t>>>;

template <class Stored>
Stored stored(const unsigned char* bytes, bool swap) {
  Word<sizeof(Stored)> word;
  std::memcpy(&word, bytes, sizeof word);
  if (swap) {
    if constexpr (sizeof word == 2) word = __builtin_bswap16(word);
    if constexpr (sizeof word == 4) word = __builtin_bswap32(word);
    if constexpr (sizeof word == 8) word = __builtin_bswap64(word);
  }
  return std::bit_cast<Stored>(word);
}

// Calls action(Stored{}, Value{}): the type in the file, and that in memory.
template <class Action>
void by_type(const RawType& type, Action action) {
  const bool is_signed = type.kind == Kind::signed_integer;
  if (type.kind == Kind::floating) return type.size == 4 ? action(float{}, float{}) : action(double{}, double{});
  switch (type.size) {
    case 1:
      return is_signed ? action(std::int8_t{}, float{}) : action(std::uint8_t{}, std::uint8_t{});
    case 2:
      return is_signed ? action(std::int16_t{}, float{}) : action(std::uint16_t{}, float{});
    case 4:
      return is_signed ? action(std::int32_t{}, double{}) : action(std::uint32_t{}, double{});
    default:
      return is_signed ? action(std::int64_t{}, double{}) : action(std::uint64_t{}, double{});
  }
}

std::string shape_text(const std::vector<std::uint64_t>& shape) {
  std::string text;
  for (const auto size : shape) text += (text.empty() ? "" : " x ") + std::to_string(size);
  return text;
}

class ArrayReader {
 public:
  ArrayReader(const RawArray& array, ByteSource& source, const std::string& name, const ReadOptions& options)
      : array_(array), source_(source), name_(name), options_(options) {
    measure();
  }

  std::size_t samples() const { return samples_; }
  std::size_t features() const { return features_; }

  FeatureValues read() {
    FeatureValues result;
    by_type(array_.type, [&](auto as_stored, auto as_value) {
      std::vector<decltype(as_value)> values;
      if (array_.first_fastest && features_ > 1) {
        read_by_columns<decltype(as_stored)>(values);
      } else {
        read_in_order<decltype(as_stored)>(values);
      }
      if (array_.type.kind == Kind::floating) check_finite(values);
      result = std::move(values);
    });
    unsigned char beyond = 0;
    if (source_.read(&beyond, 1) != 0) {
      refuse(name_, "the file goes on after the " + shape_text(array_.shape) + " numbers that its header tells of");
    }
    return result;
  }

 private:
  static constexpr std::size_t block = std::size_t{1} << 18;

  // Samples, features and bytes; and that the source can have so many.
  void measure() {
    const auto& shape = array_.shape;
    if (shape.empty()) refuse(name_, "the file holds a single number, not samples");
    if (shape[0] == 0) refuse(name_, "there is no sample in the file");
    std::uint64_t features = 1;
    for (std::size_t k = 1; k < shape.size(); ++k) {
      if (shape[k] == 0) refuse(name_, "a sample has no features: the file is " + shape_text(shape));
      if (shape[k] > options_.most_features / features) {
        refuse(name_,
               "the file is " + shape_text(shape) + ", and a sample has at most " +
                   std::to_string(options_.most_features) + " features",
               "mend it, or raise most_features");
      }
      features *= shape[k];
    }
    const auto most = source_.most_left() / array_.type.size;
    if (shape[0] > most / features) {
      refuse(name_, "the header tells of " + shape_text(shape) + " numbers, and the file is too short for them",
             "fetch it again");
    }
    samples_ = static_cast<std::size_t>(shape[0]);
    features_ = static_cast<std::size_t>(features);
  }

  void fill(unsigned char* to, std::size_t size) {
    if (source_.read(to, size) < size) {
      refuse(name_, "the file ends before the " + shape_text(array_.shape) + " numbers that its header tells of",
             "fetch it again");
    }
  }

  bool swaps() const { return array_.type.big_endian != (std::endian::native == std::endian::big); }

  template <class Stored, class Value>
  Value converted(const unsigned char* bytes) const {
    const auto value = stored<Stored>(bytes, swaps());
    if (array_.type.kind == Kind::truth) return value != 0 ? Value{1} : Value{0};
    return static_cast<Value>(value);
  }

  template <class Stored, class Value>
  void read_in_order(std::vector<Value>& values) {
    const auto total = samples_ * features_;
    values.reserve(total);
    std::vector<unsigned char> bytes(block);
    while (values.size() < total) {  // grows by what has come: a header may lie
      const auto done = values.size(), count = std::min(block / sizeof(Stored), total - done);
      values.resize(done + count);
      if (std::is_same_v<Stored, Value> && !(sizeof(Stored) > 1 && swaps()) && array_.type.kind != Kind::truth) {
        fill(reinterpret_cast<unsigned char*>(values.data() + done), count * sizeof(Stored));
        continue;
      }
      fill(bytes.data(), count * sizeof(Stored));
      for (std::size_t i = 0; i < count; ++i) {
        values[done + i] = converted<Stored, Value>(bytes.data() + i * sizeof(Stored));
      }
    }
  }

  // The samples' numbers of one feature after those of another; of features of several dimensions the first is fastest.
  template <class Stored, class Value>
  void read_by_columns(std::vector<Value>& values) {
    values.resize(samples_ * features_);
    std::vector<unsigned char> bytes(block);
    const auto& shape = array_.shape;
    for (std::size_t k = 0; k < features_; ++k) {
      std::size_t rest = k, feature = 0, stride = features_;
      for (std::size_t d = 1; d < shape.size(); ++d) {
        const auto size = static_cast<std::size_t>(shape[d]);
        stride /= size;
        feature += rest % size * stride;
        rest /= size;
      }
      for (std::size_t done = 0; done < samples_;) {
        const auto count = std::min(block / sizeof(Stored), samples_ - done);
        fill(bytes.data(), count * sizeof(Stored));
        for (std::size_t i = 0; i < count; ++i) {
          values[(done + i) * features_ + feature] = converted<Stored, Value>(bytes.data() + i * sizeof(Stored));
        }
        done += count;
      }
    }
  }

  template <class Value>
  void check_finite(const std::vector<Value>& values) const {
    const auto found = std::find_if_not(values.begin(), values.end(),
                                        [](Value value) { return std::isfinite(static_cast<double>(value)); });
    if (found == values.end()) return;
    const auto index = static_cast<std::size_t>(found - values.begin());
    refuse(name_,
           "sample " + std::to_string(index / features_ + 1) + ", column " + std::to_string(index % features_ + 1) +
               " is not a finite number",
           "a sample needs all its values: fill it in, or remove the sample");
  }

  const RawArray& array_;
  ByteSource& source_;
  const std::string& name_;
  const ReadOptions& options_;
  std::size_t samples_ = 0, features_ = 0;
};

// Moves the target's column from the values to the target, and drops those left out.
template <class Value>
void divide_columns(std::vector<Value>& values, std::size_t samples, const Columns& columns, TargetBuilder& target) {
  const auto count = columns.roles.size();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < samples; ++i) {
    for (std::size_t j = 0; j < count; ++j) {
      const Value value = values[i * count + j];
      if (columns.roles[j] == Role::feature) values[kept++] = value;
      if (columns.roles[j] == Role::target) target.add(static_cast<double>(value));
    }
  }
  values.resize(kept);
}

Columns columns_of(const RawArray& array, std::size_t features, const ReadOptions& options, Part part,
                   const std::string& name) {
  auto told = options;
  if (array.shape.size() != 2 && part == Part::samples && told.target.empty() && !told.target_column) {
    told.target_column = 0;
  }
  return choose_columns(features, {}, told, part, name);
}

}  // namespace

Dataset read_array(const RawArray& array, ByteSource& source, const std::string& name, const ReadOptions& options,
                   Part part, bool labels) {
  ArrayReader reader(array, source, name, options);
  const auto columns = columns_of(array, reader.features(), options, part, name);
  Dataset data;
  data.samples = reader.samples();
  data.features = columns.features;
  data.values = reader.read();
  if (!columns.target && columns.features == columns.roles.size()) return data;
  TargetBuilder target(labels && options.target_kind == TargetKind::automatic ? TargetKind::classes
                                                                              : options.target_kind);
  if (columns.target) target.reserve(data.samples);
  std::visit(
      [&](auto& values) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(values)>, SparseRows>) {
          divide_columns(values, data.samples, columns, target);
        }
      },
      data.values);
  if (columns.target) target.finish(data, name);
  return data;
}

}  // namespace ravine::dataset
