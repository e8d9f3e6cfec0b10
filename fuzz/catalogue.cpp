// Any bytes as a function of the catalogue: an InputError, or one whose text reads back to the same text.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "ravine/base/error.hpp"
#include "ravine/problem/catalogue/catalogue_function.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  ravine::names_test_function(text);
  std::size_t digits = 0;
  for (const char sign : text) {  // of many coordinates each takes a second
    if (digits > 2 || (digits > 0 && (sign == 'e' || sign == 'E'))) return 0;
    digits = sign >= '0' && sign <= '9' ? digits + 1 : 0;
  }
  if (digits > 2) return 0;
  try {
    const auto written = ravine::CatalogueFunction::parse(text).text();
    if (ravine::CatalogueFunction::parse(written).text() != written) std::abort();
  } catch (const ravine::InputError&) {
  }
  return 0;
}
