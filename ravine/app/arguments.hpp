// Values on the command line that are more than a word or a number. All throw InputError with the place in the text.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ravine/analysis/compared_plane.hpp"
#include "ravine/app/commands.hpp"
#include "ravine/expression/function.hpp"
#include "ravine/method/notation.hpp"
#include "ravine/problem/catalogue/catalogue_function.hpp"
#include "ravine/problem/problem.hpp"
#include "ravine/run/minimize.hpp"
#include "ravine/study/plan.hpp"
#include "ravine/view/figure.hpp"

namespace ravine::app {

// A number as it is typed: 0.5, 1e3, inf; or a formula of numbers: 1/3, 2*pi, -2^-3. Nothing where it is neither.
std::optional<double> number_of(std::string_view text);
// "5,-2.5" as coordinates; `option` names the option in errors.
std::vector<double> parse_point(const std::string& text, const char* option);
// "0:10,-5:10": x from 0 to 10, y from -5 to 10; of one variable "0:10" too: as high as f goes there.
view::Box parse_view(const std::string& text, std::size_t dimension);

// "principal", or two of the function's coordinates: "x3,x7".
PlaneChoice parse_plane(const std::string& text, const Problem& problem);

// "600x400": width and height of a picture, pixels.
struct PictureSize {
  double width = 0, height = 0;
};
PictureSize parse_size(const std::string& text);

// What stands where a function is asked for: an expression, or a function of the catalogue, which has more to say.
struct ParsedFunction {
  Function function;
  std::optional<CatalogueFunction> known;
};

// A descent's problem, start and options, fitting each other. The trajectories of `runs` such descents, of which each
// `every`-th point is kept, have to fit into memory; `hint` says what to do where they do not.
struct ParsedDescent {
  std::shared_ptr<const Problem> problem;
  std::vector<double> start;
  RunOptions options;
  std::optional<CatalogueFunction> known;
};
ParsedDescent parse_descent(const DescentArguments& arguments, std::size_t runs, std::size_t every,
                            const std::string& hint);
// Refuses a definition that names programs, unless they are allowed: one from elsewhere starts nothing unasked.
void require_permission(const study::Plan& plan, bool allowed);
// The function of a picture: of two variables.
ParsedFunction parse_plane_function(const std::string& text, const std::vector<std::string>& variables,
                                    const char* command);
// A method on the command line, for a problem of this layout.
WrittenMethod parse_method(const std::string& notation, const std::string& like, const Layout& layout);

}  // namespace ravine::app
