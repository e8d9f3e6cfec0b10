// A method's settings as a picture says them.
#pragma once

#include <string>

#include "ravine/method/method.hpp"

namespace ravine::app {

// "0.1", "inside", "0.1/(1 + t)": row k of its parameters.
std::string setting_text(const Method& method, std::size_t k);

// "η = 0.1"; of a flag its name where it is raised.
std::string labelled(const Method& method, std::size_t k);

// Its learning rate, what each link beside the rule is written with, and all that differs from the default, "η = 0.01,
// μ = 0.8", "c = 1, η = 0.1, λ = 0.01", but for what `label` says already and
// what has no effect beside the choices made.
std::string settings_text(const Method& method, const std::string& label);

}  // namespace ravine::app
