// Numbers as text and back, the same on every platform and in every locale.
//
// The canonical form has the fewest digits that read back to the same double, and of these the nearest to it. Decimal
// exponents -4 ... 15 are written out ("0.0001", "100000", "0.1"), others as digits and exponent without padding
// ("1e-5", "2.5e300", "1e16"). Also "-0", "nan", "inf", "-inf".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ravine {

// The canonical form of `value`, at most 24 characters.
std::string shortest(double value);

// The double nearest to the decimal number that the whole of `text` is (ties to even; too large is an infinity, too
// small a zero), or nothing when it is no number. A number is an optional sign, digits with an optional point, an
// optional exponent: "5", "-.5", "+1.", "2e-8". So are "inf" and "nan" with an optional sign. No spaces, no
// hexadecimals.
std::optional<double> parse_number(std::string_view text);

// The two halves of the above for C++ libraries without std::to_chars and std::from_chars for doubles. They give the
// same answers; declared for the test that says so.
namespace portable {
std::string shortest(double value);
std::optional<double> parse_number(std::string_view text);
}  // namespace portable

namespace math {
using ravine::parse_number;
using ravine::shortest;
}  // namespace math

// "1,234,567"
std::string count_text(std::uint64_t count);

}  // namespace ravine
