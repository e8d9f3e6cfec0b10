#include "ravine/method/library.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "ravine/base/error.hpp"

namespace ravine {
namespace {

constexpr std::array forms{
    // PyTorch 2.9: torch/optim. SGD's momentum, 0 there, is 0.9.
    LibraryForm{"pytorch", "sgd", "sgd(lr=1e-3)", ""},
    LibraryForm{"pytorch", "momentum", "momentum(lr=1e-3, momentum=0.9, form=buffer)", ""},
    LibraryForm{"pytorch", "nesterov", "nesterov(lr=1e-3, momentum=0.9)", ""},
    LibraryForm{"pytorch", "lbfgs", "lbfgs(line_search=none, memory=100)", "line_search_fn=None, max_iter=1"},
    LibraryForm{"pytorch", "adagrad", "adagrad(lr=1e-2, epsilon=1e-10)", ""},
    LibraryForm{"pytorch", "adadelta", "adadelta(lr=1, decay=0.9, epsilon=1e-6)", ""},
    LibraryForm{"pytorch", "rmsprop", "rmsprop(lr=1e-2, decay=0.99, epsilon=1e-8)", ""},
    LibraryForm{"pytorch", "adam", "adam(lr=1e-3, epsilon=1e-8)", ""},
    LibraryForm{"pytorch", "adamax", "adamax(lr=2e-3, epsilon=1e-8)", ""},
    LibraryForm{"pytorch", "nadam", "nadam(lr=2e-3, momentum_decay=4e-3)", ""},
    LibraryForm{"pytorch", "amsgrad", "amsgrad(lr=1e-3, maximum=raw)", ""},
    LibraryForm{"pytorch", "adamw", "adamw(lr=1e-3, weight_decay=1e-2)", ""},
    LibraryForm{"pytorch", "radam", "radam(lr=1e-3, threshold=5)", ""},
    LibraryForm{"pytorch", "asgd", "asgd(lr=1e-2, decay=1e-4, power=0.75, from=1e6)",
                "its average begins at step 10^6"},
    LibraryForm{"pytorch", "rprop", "rprop(lr=1e-2)", ""},
    LibraryForm{"pytorch", "clip_norm", "clip_norm(epsilon=1e-6)", "torch.nn.utils.clip_grad_norm_"},
    LibraryForm{"pytorch", "adafactor", "adafactor(lr=1e-2, epsilon1=0)", ""},
    // Keras 3.16: keras/src/optimizers. SGD's momentum, 0 there, is 0.9.
    LibraryForm{"keras", "sgd", "sgd(lr=1e-2)", ""},
    LibraryForm{"keras", "momentum", "momentum(lr=1e-2, momentum=0.9, form=velocity)", ""},
    LibraryForm{"keras", "nesterov", "nesterov(lr=1e-2, momentum=0.9)", ""},
    LibraryForm{"keras", "adagrad", "adagrad(lr=1e-3, epsilon=1e-7, epsilon_place=inside, accumulator_start=0.1)", ""},
    LibraryForm{"keras", "adadelta", "adadelta(lr=1e-3, decay=0.95, epsilon=1e-7)", ""},
    LibraryForm{"keras", "rmsprop", "rmsprop(lr=1e-3, decay=0.9, epsilon=1e-7, epsilon_place=inside, form=velocity)",
                ""},
    LibraryForm{"keras", "adam", "adam(lr=1e-3, epsilon=1e-7, epsilon_place=hat)", ""},
    LibraryForm{"keras", "adamax", "adamax(lr=1e-3, epsilon=1e-7, epsilon_place=outside)", ""},
    LibraryForm{"keras", "nadam", "nadam(lr=1e-3, epsilon=1e-7, momentum_decay=1)", ""},
    LibraryForm{"keras", "amsgrad", "amsgrad(lr=1e-3, epsilon=1e-7, epsilon_place=hat, maximum=raw)", ""},
    LibraryForm{"keras", "adamw", "adamw(lr=1e-3, epsilon=1e-7, epsilon_place=hat, weight_decay=4e-3)", ""},
    LibraryForm{"keras", "lion", "lion(lr=1e-3, beta1=0.9, beta2=0.99)", ""},
    LibraryForm{"keras", "lamb", "lamb(lr=1e-3, epsilon=1e-7)", ""},
    LibraryForm{"keras", "adafactor", "adafactor(lr=1e-3)", ""},
    LibraryForm{"keras", "ftrl", "ftrl(lr=1e-3, beta=0, accumulator_start=0.1)", ""},
    LibraryForm{"keras", "schedule_free_adamw", "schedule_free_adamw(lr=2.5e-3, correction=moment)", ""},
    // optax 0.2.9: optax/_src, optax/contrib. It has no default rate: these are the papers'.
    LibraryForm{"optax", "sgd", "sgd(lr=1e-2)", ""},
    LibraryForm{"optax", "momentum", "momentum(lr=1e-2, momentum=0.9, form=buffer)", ""},
    LibraryForm{"optax", "nesterov", "nesterov(lr=1e-2, momentum=0.9)", ""},
    LibraryForm{"optax", "adagrad", "adagrad(lr=1e-2, epsilon=1e-7, epsilon_place=inside, accumulator_start=0.1)", ""},
    LibraryForm{"optax", "adadelta", "adadelta(lr=1, decay=0.9, epsilon=1e-6)", ""},
    LibraryForm{"optax", "rmsprop", "rmsprop(lr=1e-3, decay=0.9, epsilon=1e-8, epsilon_place=inside, form=velocity)",
                ""},
    LibraryForm{"optax", "adam", "adam(lr=1e-3, epsilon=1e-8)", ""},
    LibraryForm{"optax", "adamax", "adamax(lr=1e-3, epsilon=1e-8, epsilon_place=inside)", ""},
    LibraryForm{"optax", "nadam", "nadam(lr=1e-3, momentum_schedule=false)", ""},
    LibraryForm{"optax", "amsgrad", "amsgrad(lr=1e-3, maximum=corrected)", ""},
    LibraryForm{"optax", "adamw", "adamw(lr=1e-3, weight_decay=1e-4)", ""},
    LibraryForm{"optax", "adabelief", "adabelief(lr=1e-3, epsilon=1e-16, moment_epsilon=1e-16)", ""},
    LibraryForm{"optax", "yogi", "yogi(lr=1e-2, epsilon=1e-3, accumulator_start=1e-6)", ""},
    LibraryForm{"optax", "lion", "lion(lr=1e-4, beta1=0.9, beta2=0.99, weight_decay=1e-3)", ""},
    LibraryForm{"optax", "lamb", "lamb(lr=1e-3, epsilon=1e-6)", ""},
    LibraryForm{"optax", "lars", "lars(lr=1, momentum=0.9)", ""},
    LibraryForm{"optax", "sign_sgd", "sign_sgd(lr=1e-2)", ""},
    LibraryForm{"optax", "signum", "signum(lr=1e-2, momentum=0.9)", ""},
    LibraryForm{"optax", "schedule_free_sgd", "schedule_free_sgd(lr=1, first_weight=one)", ""},
    LibraryForm{"optax", "schedule_free_adamw", "schedule_free_adamw(lr=2.5e-3, correction=moment)", ""},
    LibraryForm{"optax", "cocob", "cocob", ""},
    LibraryForm{"optax", "dog", "dog", ""},
    LibraryForm{"optax", "adopt", "adopt(lr=1e-3, clip=true)", ""},
    LibraryForm{"optax", "ademamix", "ademamix(lr=1e-3)", ""},
    LibraryForm{"optax", "simplified_ademamix", "simplified_ademamix(lr=1e-3)", ""},
    LibraryForm{"optax", "acprop", "acprop(lr=1e-3, moment_epsilon=1e-16, center=old)", ""},
    LibraryForm{"optax", "momo", "momo(lr=1)", ""},
    LibraryForm{"optax", "momo_adam", "momo_adam(lr=1e-2)", ""},
    LibraryForm{"optax", "sm3", "sm3(lr=1e-3, momentum=0.9, epsilon=1e-8)", ""},
    LibraryForm{"optax", "fromage", "fromage(lr=1e-2, least_norm=1e-6)", ""},
    LibraryForm{"optax", "optimistic_gradient", "optimistic_gradient(lr=1e-2)", "optimistic_gradient_descent"},
    LibraryForm{"optax", "radam", "radam(lr=1e-3, threshold=5, epsilon_place=outside)", ""},
    LibraryForm{"optax", "novograd", "novograd(lr=1e-3, beta1=0.9, beta2=0.25, epsilon=1e-6, epsilon_at_first=true)",
                ""},
    LibraryForm{"optax", "adafactor", "adafactor(lr=1e-2, bounded=false)", ""},
    LibraryForm{"optax", "rprop", "rprop(lr=1e-2, late=true)", "each step is taken one step later"},
    LibraryForm{"optax", "madgrad", "madgrad(lr=1e-2, rate_epsilon=1e-6)", ""},
    LibraryForm{"optax", "adan", "adan(lr=1e-3, root_epsilon=1e-8, difference_weight=rest)", ""},
    LibraryForm{"optax", "optimistic_adam", "optimistic_adam(lr=1e-3, nesterov=true, single_start=true)",
                "optimistic_adam_v2"},
    LibraryForm{"optax", "prodigy", "prodigy(form=corrected)", ""},
    LibraryForm{"optax", "dadapt_adam", "dadapt_adam(norm=old, bias_correction=true)", ""},
    LibraryForm{"optax", "dowg", "dowg(first_reach=1e-2, relative=false, epsilon=1e-4)", ""},
    LibraryForm{"optax", "polyak", "polyak(bound=1, least_square=2.220446049250313e-16)", "polyak_sgd"},
    // ensmallen 3.11: include/ensmallen_bits.
    LibraryForm{"ensmallen", "sgd", "sgd(lr=1e-2)", ""},
    LibraryForm{"ensmallen", "momentum", "momentum(lr=1e-2, momentum=0.5, form=velocity)", ""},
    LibraryForm{"ensmallen", "nesterov", "nesterov(lr=1e-2, momentum=0.5)", ""},
    LibraryForm{"ensmallen", "adagrad", "adagrad(lr=1e-2, epsilon=1e-8)", ""},
    LibraryForm{"ensmallen", "adadelta", "adadelta(lr=1, decay=0.95, epsilon=1e-6)", ""},
    LibraryForm{"ensmallen", "rmsprop", "rmsprop(lr=1e-2, decay=0.99, epsilon=1e-8)", ""},
    LibraryForm{"ensmallen", "adam", "adam(lr=1e-3, epsilon=1e-8, epsilon_place=hat)", ""},
    LibraryForm{"ensmallen", "adamax", "adamax(lr=1e-3, epsilon=1e-8, epsilon_place=outside)", ""},
    LibraryForm{"ensmallen", "nadam", "nadam(lr=1e-3, epsilon_place=hat)", ""},
    LibraryForm{"ensmallen", "amsgrad", "amsgrad(lr=1e-3, epsilon_place=hat, maximum=raw)", ""},
    LibraryForm{"ensmallen", "adabelief", "adabelief(lr=1e-3, epsilon=1e-12, moment_epsilon=1e-12)", ""},
    LibraryForm{"ensmallen", "yogi", "yogi(lr=1e-3, epsilon=1e-8, accumulator_start=0, bias_correction=false)", ""},
    LibraryForm{"ensmallen", "qhadam", "qhadam(lr=1e-3, beta1=0.9, beta2=0.999, share1=0.7, share2=1)", ""},
    LibraryForm{"ensmallen", "nadamax", "nadamax(lr=1e-3)", ""},
    LibraryForm{"ensmallen", "adabound", "adabound(lr=1e-3)", "with amsgrad: AMSBound"},
    LibraryForm{"ensmallen", "ftml", "ftml(lr=1e-3, beta1=0.9)", ""},
    LibraryForm{"ensmallen", "smorms3", "smorms3(lr=1e-3, capped=true)", ""},
    LibraryForm{"ensmallen", "adasqrt", "adasqrt(lr=1e-2)", ""},
    LibraryForm{"ensmallen", "eve", "eve(lr=1e-3, minimum=-1e-8)", ""},
    LibraryForm{"ensmallen", "swats", "swats(lr=1e-3, epsilon=1e-8, switch_tolerance=1e-8, epsilon_place=outside)",
                "its tolerance is its epsilon"},
    LibraryForm{"ensmallen", "wngrad", "wngrad(lr=0.562, first_counts=true)", "of a vector, not a matrix"},
    LibraryForm{"ensmallen", "padam", "padam(lr=1e-3, partial=0.25, epsilon_place=inside)", ""},
    LibraryForm{"ensmallen", "optimistic_adam", "optimistic_adam(lr=1e-3)", ""},
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
