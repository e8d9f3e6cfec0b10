// Laws of parts and scales, whatever the data.
#include "ravine/problem/dataset/divide.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "ravine/problem/dataset/gather.hpp"
#include "ravine/problem/dataset/synthetic.hpp"
#include "test/problems/dataset_bytes.hpp"

namespace ravine {
namespace {

using Indices = std::vector<std::size_t>;

std::string said(auto action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.parts().message;
  }
  return "no error";
}

RC_GTEST_PROP(Partition, IsWholeDisjointKeyedAndStratified, ()) {
  const auto samples = *rc::gen::inRange<std::size_t>(3, 400);
  const auto classes = *rc::gen::inRange<std::size_t>(1, 8);
  PartitionOptions options;
  options.seed = *rc::gen::arbitrary<std::uint64_t>();
  options.stratified = *rc::gen::arbitrary<bool>();
  const auto test = *rc::gen::inRange<std::size_t>(0, samples / 2);
  const auto validation = *rc::gen::inRange<std::size_t>(0, samples / 2);
  options.test = static_cast<double>(test);
  options.validation = static_cast<double>(validation);
  auto data = synthetic_classes(samples, 1, classes, 1);
  for (auto& target : data.target) {  // classes of very different sizes, some of them empty
    target = std::floor(target * target / static_cast<double>(classes));
  }
  const auto parts = partition(data, options);
  RC_ASSERT(parts.test.size() == test);
  RC_ASSERT(parts.validation.size() == validation);
  Indices all;
  for (const auto* part : {&parts.training, &parts.validation, &parts.test}) {
    RC_ASSERT(std::is_sorted(part->begin(), part->end()));
    all.insert(all.end(), part->begin(), part->end());
  }
  std::sort(all.begin(), all.end());
  Indices every(samples);
  std::iota(every.begin(), every.end(), std::size_t{0});
  RC_ASSERT(all == every);
  RC_ASSERT(partition(data, options).test == parts.test);
  if (!options.stratified) return;
  const auto of_class = [&](const Indices& part, std::size_t c) {
    return static_cast<double>(std::count_if(part.begin(), part.end(),
                                             [&](std::size_t i) { return data.target[i] == static_cast<double>(c); }));
  };
  for (std::size_t c = 0; c < classes; ++c) {
    const double taken = of_class(parts.test, c), all_of_it = of_class(every, c);
    RC_ASSERT(std::fabs(taken - options.test * all_of_it / static_cast<double>(samples)) < 1);
    const double left = options.validation * (all_of_it - taken) / static_cast<double>(samples - test);
    RC_ASSERT(std::fabs(of_class(parts.validation, c) - left) < 1);
  }
}

TEST(Partition, SharesAndCounts) {
  const auto data = synthetic_classes(150, 1, 3, 1);
  const auto sizes = [&](double validation, double test) {
    const auto parts = partition(data, {.validation = validation, .test = test});
    return Indices{parts.training.size(), parts.validation.size(), parts.test.size()};
  };
  EXPECT_EQ(sizes(0, 0), (Indices{150, 0, 0}));
  EXPECT_EQ(sizes(0.2, 0.1), (Indices{105, 30, 15}));
  EXPECT_EQ(sizes(50, 0.01), (Indices{98, 50, 2}));  // 1.5, rounded up
  EXPECT_EQ(sizes(149, 0), (Indices{1, 149, 0}));
  const auto refused = [&](double validation, double test) { return said([&] { sizes(validation, test); }); };
  EXPECT_EQ(refused(-0.1, 0), "the validation part is -0.1");
  EXPECT_EQ(refused(1.5, 0), "the validation part is 1.5");
  EXPECT_EQ(refused(std::nan(""), 0), "the validation part is nan");
  EXPECT_EQ(refused(0, 0.001), "the test part, 0.001 of 150 samples, has not one");
  EXPECT_EQ(refused(0, 150), "the test part of 150 samples leaves none of 150 for training");
  EXPECT_EQ(refused(0.5, 0.5),
            "the test part (75) and the validation part (75) leave none of 150 samples for training");
  EXPECT_EQ(said([&] { partition(synthetic_regression(9, Doubles{1}, 0, 0, 1), {.test = 3, .stratified = true}); }),
            "a stratified partition needs classes, and the target of the data set is a number");
}

TEST(Partition, TheSeedNamesIt) {
  const auto data = synthetic_classes(1000, 1, 2, 1);
  const auto test = [&](std::uint64_t seed) { return partition(data, {.test = 0.5, .seed = seed}).test; };
  EXPECT_EQ(test(1), test(1));
  EXPECT_NE(test(1), test(2));
  // Half of each half is in the other's, as far as five deviations of the hypergeometric distribution.
  const auto one = test(1), other = test(2);
  Indices both;
  std::set_intersection(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(both));
  EXPECT_NEAR(static_cast<double>(both.size()), 250, 5 * std::sqrt(500 * 0.25 * 500.0 / 999));
}

Dataset with_values(FeatureValues values, std::size_t samples, std::size_t features) {
  Dataset data;
  data.samples = samples;
  data.features = features;
  data.values = std::move(values);
  data.target.assign(samples, 0);
  return data;
}

SparseRows sparse_of(const Doubles& values, std::size_t features) {
  SparseRows rows;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] != 0) {
      rows.column.push_back(static_cast<std::uint32_t>(i % features));
      rows.value.push_back(values[i]);
    }
    if (i % features + 1 == features) rows.first.push_back(rows.value.size());
  }
  return rows;
}

// Means of n numbers of size s are off by rounding up to n ulps of s at most; 1e-9 is far above 10^4 * 2^-53 * 20.
TEST(Scaling, TheTrainingPartHasMeanZeroAndVarianceOne) {
  constexpr std::size_t samples = 9000, features = 37;
  auto values = std::get<Doubles>(synthetic_classes(samples, features, 3, 1).values);
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = values[i] * static_cast<double>(i % features + 1) + 20;
    if (i % 3 == 0) values[i] = 0;
  }
  for (const bool sparse : {false, true}) {
    auto data = with_values(values, samples, features);
    if (sparse) data.values = sparse_of(values, features);
    const auto divided = divide(data, {{.test = 0.2}, ScalingKind::standardise});
    const auto& rows = divided.parts.training;
    Doubles x(rows.size() * features);
    gather(divided, rows, x.data());
    for (std::size_t j = 0; j < features; ++j) {
      double sum = 0, squares = 0;
      for (std::size_t i = 0; i < rows.size(); ++i)
        sum += x[i * features + j], squares += std::pow(x[i * features + j], 2);
      EXPECT_NEAR(sum / static_cast<double>(rows.size()), 0, 1e-9);
      EXPECT_NEAR(squares / static_cast<double>(rows.size()), 1, 1e-9);
    }
    // No other sample counts.
    auto& dense = values;
    auto other = with_values(dense, samples, features);
    auto& changed = std::get<Doubles>(other.values);
    for (const auto i : divided.parts.test) changed[i * features] = 1e9;
    if (sparse) other.values = sparse_of(changed, features);
    EXPECT_EQ(divide(other, {{.test = 0.2}, ScalingKind::standardise}).scaling.factor, divided.scaling.factor);
  }
}

TEST(Scaling, SparseIsAsDense) {
  const Doubles values{0, 2, 0, 4, 0, 2, -6, 8, 2, 0, 0, 2};  // of the third column all are 2 or 0; see below
  const Indices rows{0, 1, 2, 3};
  for (const auto kind : {ScalingKind::standardise, ScalingKind::range, ScalingKind::divide}) {
    const auto dense = fit_scaling(with_values(values, 4, 3), rows, kind);
    const auto sparse = fit_scaling(with_values(sparse_of(values, 3), 4, 3), rows, kind);
    const auto bytes = fit_scaling(with_values(std::vector<float>(values.begin(), values.end()), 4, 3), rows, kind);
    EXPECT_EQ(dense.offset, bytes.offset);
    EXPECT_EQ(dense.factor, bytes.factor);
    for (std::size_t j = 0; j < 3; ++j) {
      EXPECT_DOUBLE_EQ(dense.offset[j], sparse.offset[j]);
      EXPECT_DOUBLE_EQ(dense.factor[j], sparse.factor[j]);
    }
  }
}

TEST(Scaling, KnownValues) {
  const Doubles values{0, 7, 0.1, 10, 7, 0.1, 2, 7, 0.1};
  const Indices rows{0, 1, 2};
  const auto data = with_values(values, 3, 3);
  const auto range = fit_scaling(data, rows, ScalingKind::range);
  EXPECT_EQ(range.offset, (Doubles{0, 7, 0.1}));
  EXPECT_EQ(range.factor, (Doubles{1.0 / 10, 1, 1}));
  const auto standard = fit_scaling(data, rows, ScalingKind::standardise);
  EXPECT_EQ(standard.offset, (Doubles{4, 7, 0.1}));  // of equal numbers the number itself
  EXPECT_EQ(standard.factor, (Doubles{1 / std::sqrt(56.0 / 3), 1, 1}));
  const auto divide = fit_scaling(data, rows, ScalingKind::divide, 4);
  EXPECT_EQ(divide.offset, (Doubles{0, 0, 0}));
  EXPECT_EQ(divide.factor, (Doubles{0.25, 0.25, 0.25}));
  EXPECT_TRUE(fit_scaling(data, rows, ScalingKind::none).factor.empty());
  for (const double divisor : Doubles{0, -1, std::nan(""), INFINITY, 1e-310}) {
    EXPECT_NE(said([&] { fit_scaling(data, rows, ScalingKind::divide, divisor); }), "no error");
  }
  auto huge = with_values(Doubles{1e308, -1e308}, 2, 1);
  huge.feature_names = {"mass"};
  EXPECT_EQ(said([&] {
              fit_scaling(huge, Indices{0, 1}, ScalingKind::standardise);
            }),
            "feature 1 (`mass`) goes from -1e308 to 1e308: it cannot be brought to scale in double precision");
}

TEST(Divide, ATestFileFollowsTheSamples) {
  const auto first = read_text("a,b,y\n1,2,red\n3,4,blue\n5,7,red\n"),
             second = read_text("a,b,y\n9,9,green\n8,8,blue\n");
  const auto divided = divide(first, second, {{.validation = 1}, ScalingKind::range});
  EXPECT_EQ(divided.data->samples, 5U);
  EXPECT_EQ(numbers(*divided.data), (Doubles{1, 2, 3, 4, 5, 7, 9, 9, 8, 8}));
  EXPECT_EQ(divided.data->class_names, (Words{"blue", "green", "red"}));
  EXPECT_EQ(divided.data->target, (Doubles{2, 0, 2, 1, 0}));
  EXPECT_EQ(divided.parts.test, (Indices{3, 4}));
  EXPECT_EQ(divided.parts.validation.size(), 1U);
  EXPECT_EQ(divided.parts.training.size(), 2U);
  EXPECT_EQ(said([&] { divide(first, second, {{.test = 0.5}}); }),
            "a test part is drawn from the samples, and another is given by a file");
  EXPECT_EQ(said([&] { joined(first, read_text("a,c,y\n1,2,red\n")); }),
            "the two data sets do not fit: feature 2 is called `b` in the first, `c` in the second");
  EXPECT_EQ(said([&] { joined(first, read_text("a,y\n1,red\n")); }),
            "the two data sets do not fit: the first has 2 features, the second 1");
  EXPECT_EQ(said([&] { joined(first, read_text("a,b,y\n1,2,3\n")); }),
            "the two data sets do not fit: the target of one is a class, of the other a number");
  EXPECT_EQ(said([&] { joined(first, read_text("1 1:2 2:3\n")); }),
            "the two data sets do not fit: one is sparse, the other is not");
}

TEST(Divide, SparseRowsAndOtherTypesJoin) {
  const auto sparse = joined(read_text("1 1:2\n2 2:3\n"), read_text("3 4:5\n"));
  EXPECT_EQ(sparse.features, 4U);
  EXPECT_EQ(numbers(sparse), (Doubles{2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 5}));
  auto bytes = with_values(std::vector<std::uint8_t>{1, 2}, 2, 1), floats = with_values(std::vector<float>{0.5F}, 1, 1);
  EXPECT_EQ(std::get<Doubles>(joined(bytes, floats).values), (Doubles{1, 2, 0.5}));
  EXPECT_TRUE(std::holds_alternative<std::vector<std::uint8_t>>(joined(bytes, bytes).values));
}

}  // namespace
}  // namespace ravine
