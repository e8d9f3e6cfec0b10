#include "ravine/method/library.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "ravine/base/error.hpp"

namespace ravine {
namespace {

constexpr std::array forms{
    // PyTorch 2: torch/optim. Rates are its defaults; SGD's momentum, 0 there, is 0.9.
    LibraryForm{"pytorch", "sgd", "sgd(lr=1e-3)", ""},
    LibraryForm{"pytorch", "momentum", "momentum(lr=1e-3, momentum=0.9, form=buffer)", ""},
    LibraryForm{"pytorch", "nesterov", "nesterov(lr=1e-3, momentum=0.9)", ""},
    LibraryForm{"pytorch", "adagrad", "adagrad(lr=1e-2, epsilon=1e-10)", ""},
    LibraryForm{"pytorch", "adadelta", "adadelta(lr=1, decay=0.9, epsilon=1e-6)", ""},
    LibraryForm{"pytorch", "rmsprop", "rmsprop(lr=1e-2, decay=0.99, epsilon=1e-8)", ""},
    LibraryForm{"pytorch", "adam", "adam(lr=1e-3, epsilon=1e-8)", ""},
    LibraryForm{"pytorch", "adamax", "adamax(lr=2e-3, epsilon=1e-8)", ""},
    LibraryForm{"pytorch", "nadam", "nadam(lr=2e-3, momentum_decay=4e-3)", ""},
    LibraryForm{"pytorch", "amsgrad", "amsgrad(lr=1e-3, maximum=raw)", ""},
    LibraryForm{"pytorch", "adamw", "adamw(lr=1e-3, weight_decay=1e-2)", ""},
    LibraryForm{"pytorch", "radam", "radam(lr=1e-3, threshold=5)", ""},
    LibraryForm{"pytorch", "asgd", "asgd(lr=1e-2, decay=1e-4, power=0.75, from=1e6)", ""},
    LibraryForm{"pytorch", "rprop", "rprop(lr=1e-2)", ""},
    // The lecture notebook that the project grew from: its code, which leaves Adam's moments uncorrected.
    LibraryForm{"notebook", "sgd", "sgd(lr=1e-2)", ""},
    LibraryForm{"notebook", "momentum", "momentum(lr=1e-2, momentum=0.9, form=velocity)", ""},
    LibraryForm{"notebook", "adagrad", "adagrad(lr=0.1, epsilon=1e-6, epsilon_place=inside)", ""},
    LibraryForm{"notebook", "rmsprop", "rmsprop(lr=0.1, decay=0.9, epsilon=1e-6, epsilon_place=inside)", ""},
    LibraryForm{"notebook", "adam", "adam(lr=0.1, beta1=0.9, beta2=0.9, epsilon=1e-6, bias_correction=false)", ""},
};

}  // namespace

std::span<const LibraryForm> library_forms() { return forms; }

std::vector<std::string_view> library_names() {
  std::vector<std::string_view> names;
  for (const auto& form : forms)
    if (std::find(names.begin(), names.end(), form.library) == names.end()) names.push_back(form.library);
  return names;
}

const LibraryForm* find_library_form(std::string_view library, std::string_view method) {
  const auto found = std::find_if(forms.begin(), forms.end(), [&](const LibraryForm& form) {
    return form.library == library && form.method == method;
  });
  return found == forms.end() ? nullptr : &*found;
}

void require_library(std::string_view library) {
  const auto names = library_names();
  if (std::find(names.begin(), names.end(), library) != names.end()) return;
  std::string list;
  for (const auto name : names) list.append(list.empty() ? "" : ", ").append(name);
  throw InputError("unknown library `" + std::string(library) + "`" + nearest_hint(library, names),
                   "libraries: " + list);
}

}  // namespace ravine
