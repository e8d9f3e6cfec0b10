// What other languages have a name or a sign for, and formulas write otherwise: advice for where such a one is met.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace ravine {

struct OtherForm {
  std::string_view sign;     // a name or a sign, as it is typed elsewhere
  std::string_view written;  // a formula that does it
  std::string_view meant;    // what of it the formula does: "relu(x)"
};
std::span<const OtherForm> other_forms();

// "write max(0, x) for relu(x)"; empty where nothing is known of the name or sign.
std::string other_form_hint(std::string_view sign);

}  // namespace ravine
