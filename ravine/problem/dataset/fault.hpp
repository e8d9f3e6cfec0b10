// What is wrong in a file, and where.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "ravine/base/error.hpp"
#include "ravine/problem/dataset/option_error.hpp"

namespace ravine::dataset {

// `text` for an error's message: in back quotes, at most some 40 characters, printable, valid UTF-8.
std::string shown(std::string_view text);

[[noreturn]] inline void refuse(Place place, std::string message, std::string hint = {}) {
  throw InputError({std::move(message), std::move(hint), std::move(place), {}, 0, 1});
}
// Of a file as a whole.
[[noreturn]] inline void refuse(const std::string& name, std::string message, std::string hint = {}) {
  refuse(Place{name, 0, 0}, std::move(message), std::move(hint));
}

// Of what was asked of the file, by the option of that name.
[[noreturn]] inline void refuse_option(std::string_view option, const std::string& name, std::string message,
                                       std::string hint = {}) {
  throw OptionError(std::string(option), std::move(message), std::move(hint), Place{name, 0, 0});
}

}  // namespace ravine::dataset
