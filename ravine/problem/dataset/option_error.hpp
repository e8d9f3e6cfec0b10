// A fault of what was asked of a data set, not of its file: which option it is of, as doc/definition.md calls it. Who
// reads options from somewhere finds the place by it.
#pragma once

#include <string>
#include <utility>

#include "ravine/base/error.hpp"

namespace ravine {

class OptionError : public InputError {
 public:
  OptionError(std::string option, std::string message, std::string hint = {}, Place place = {})
      : InputError({std::move(message), std::move(hint), std::move(place), {}, 0, 1}), option_(std::move(option)) {}
  const std::string& option() const { return option_; }

 private:
  std::string option_;
};

}  // namespace ravine
