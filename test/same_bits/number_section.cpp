// Random streams, sums, and numbers as text.
#include <bit>
#include <string>
#include <vector>

#include "ravine/base/number_text.hpp"
#include "ravine/base/random.hpp"
#include "ravine/base/sum.hpp"
#include "report.hpp"

namespace ravine::same_bits {

void number_section(Report& report) {
  std::vector<double> x(100003);
  const math::RandomStream random({.seed = 1, .purpose = math::Purpose::test, .problem = 2, .repeat = 3, .step = 4});
  random.uniform(5, x);
  report.add("random.uniform", math::Hash().add(x));
  random.normal(5, x);
  report.add("random.normal", math::Hash().add(x));
  math::Hash below;
  for (std::uint64_t i = 0; i < 1000; ++i) below.add(random.below(i * i * i + 1, i));
  report.add("random.below", below);

  math::Hash sums;
  const std::vector<float> floats(x.begin(), x.end());
  for (std::size_t n = 1; n < x.size(); n = 2 * n + 1) {
    const std::span<const double> head(x.data(), n);
    sums.add(math::sum(head)).add(math::squared_norm(head)).add(math::sum(std::span(floats.data(), n)));
    sums.add(math::dot(head, std::span<const double>(x).last(n)));
  }
  report.add("sum", sums);

  math::Hash text;
  for (std::uint64_t i = 0; i < 2000; ++i) {
    const double number = i % 2 == 0 ? __builtin_bit_cast(double, random.bits(i)) : x[i];
    const auto written = shortest(number);
    text.add(std::string_view(written));
    text.add(parse_number(written).value_or(-77));
  }
  report.add("number_text", text);
}

}  // namespace ravine::same_bits
