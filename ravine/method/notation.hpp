// A method together with how the notation writes it: which settings it gives, and where what stands.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/base/error.hpp"
#include "ravine/method/method.hpp"

namespace ravine {

// Why a run on a layout makes no sense, and which part of the method it lies in.
struct Misfit {
  InputError::Parts error;
  std::size_t link = 0;                      // of the chain
  std::optional<std::size_t> group_setting;  // of Method::group_settings(), where it is one of these
};

struct WrittenMethod {
  struct Extent {
    std::size_t offset = 0, length = 0;  // bytes of the notation
  };
  struct Given {
    std::size_t parameter = 0;  // row of info().parameters
    std::string group;          // empty: for all coordinates
    Extent extent;              // the name, where it has one, and the value
  };
  Method method;
  std::string notation;
  std::vector<Given> given;   // by name or by place
  std::vector<Extent> links;  // names, one a link of the chain

  // Whether the notation gives the setting for all coordinates, be it at its default.
  bool gives(std::size_t parameter) const;
  // As Method::require_fit; the error shows the notation and what of it does not fit.
  void require_fit(const Layout& layout) const;
};

// As Method::parse.
WrittenMethod read_notation(std::string_view notation, std::string_view library = {});

}  // namespace ravine
