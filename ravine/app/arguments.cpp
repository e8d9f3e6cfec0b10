#include "ravine/app/arguments.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "ravine/base/error.hpp"
#include "ravine/base/number_text.hpp"
#include "ravine/expression/lexer.hpp"
#include "ravine/method/library.hpp"
#include "ravine/problem/function_problem.hpp"
#include "ravine/problem/noisy_problem.hpp"

namespace ravine::app {
namespace {

constexpr const char* command_line_place = "command line";

[[noreturn]] void fail(const std::string& text, std::size_t offset, std::size_t length, std::string message,
                       std::string hint) {
  InputError::Parts parts;
  parts.message = std::move(message);
  parts.hint = std::move(hint);
  parts.place.source = command_line_place;
  parts.text = text;
  parts.offset = offset;
  parts.length = length;
  throw InputError(std::move(parts));
}

// The numbers of a text that any of `separators` divides.
std::vector<double> numbers(const std::string& text, std::string_view separators, const char* option,
                            const char* example) {
  std::vector<double> values;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find_first_of(separators, begin), text.size());
    auto word = std::string_view(text).substr(begin, end - begin);
    auto at = begin;
    while (!word.empty() && word.front() == ' ') word.remove_prefix(1), ++at;
    while (!word.empty() && word.back() == ' ') word.remove_suffix(1);
    const auto number = number_of(word);
    if (!number || !std::isfinite(*number))
      fail(text, at, word.size(), std::string(option) + ": `" + std::string(word) + "` is no finite number",
           std::string("write it so: ") + option + " " + example + "; a number is written 0.5, 1e-3 or 1/3");
    values.push_back(*number);
    begin = end + 1;
  }
  return values;
}

std::shared_ptr<const Problem> with_noise(std::shared_ptr<const FunctionProblem> exact, const std::string& noise) {
  if (noise.empty()) return exact;
  try {
    return std::make_shared<NoisyProblem>(exact, GradientNoise::parse(noise),
                                          NoisyProblem::stream_of(exact->identity()));
  } catch (const InputError& error) {
    throw error.at({"--noise", 0, 0});
  }
}

}  // namespace

std::optional<double> number_of(std::string_view text) {
  if (const auto number = parse_number(text)) return number;
  try {
    // No name that a user would type; where it stands it is 0.
    const auto constant = Function::parse(text, {.variables = {"_"}});
    return constant(std::vector{0.0});
  } catch (const InputError&) {
    return std::nullopt;
  }
}

std::vector<double> parse_point(const std::string& text, const char* option) {
  return numbers(text, ",", option, "5,5");
}

view::Box parse_view(const std::string& text, std::size_t dimension) {
  const std::string example = dimension == 1 ? "0:10" : "0:10,-5:10", hint = "write it so: --view " + example;
  const auto values = numbers(text, ":,", "--view", example.c_str());
  const auto comma = text.find(',');
  const bool is_pair = values.size() == 4 && comma != std::string::npos && text.find(':') < comma &&
                       text.find(':', comma) != std::string::npos;
  const bool is_one = values.size() == 2 && comma == std::string::npos;
  if (!is_pair && !(dimension == 1 && is_one))
    fail(text, 0, text.size(),
         dimension == 1 ? "--view wants a range of the variable, or that and one of f"
                        : "--view wants two ranges, of x and of y",
         hint);
  for (std::size_t i = 0; i < values.size(); i += 2) {
    if (!(values[i] < values[i + 1]))
      fail(text, 0, text.size(), "--view: a range goes from its lower end to its higher end", hint);
    if (!std::isfinite(values[i + 1] - values[i]))
      fail(text, 0, text.size(), "--view: the ends of a range are farther apart than the largest number", hint);
  }
  return is_one ? view::Box{values[0], values[1], 0, 0} : view::Box{values[0], values[1], values[2], values[3]};
}

PlaneChoice parse_plane(const std::string& text, const Problem& problem) {
  const char* const hint = "write it so: --plane principal, or --plane x1,x3";
  if (problem.dimension() < 3)
    fail(text, 0, text.size(),
         "--plane is of functions of three variables or more, this one has " + std::to_string(problem.dimension()),
         "leave it out");
  if (text == "principal") return {};
  const auto comma = text.find(',');
  if (comma == std::string::npos || text.find(',', comma + 1) != std::string::npos)
    fail(text, 0, text.size(), "--plane wants `principal` or two coordinates", hint);
  try {
    return coordinates_plane(text.substr(0, comma), text.substr(comma + 1), problem.coordinate_names(),
                             problem.dimension());
  } catch (const InputError& error) {
    fail(text, 0, text.size(), "--plane: " + error.parts().message, error.parts().hint);
  }
}

PictureSize parse_size(const std::string& text) {
  using Limits = view::FigureOptions;
  constexpr double most = 8192;  // 256 MB of pixels
  const auto whole = [](double value) { return value == std::floor(value); };
  const auto values = numbers(text, "x", "--size", "600x400");
  if (values.size() != 2 || !whole(values[0]) || !whole(values[1]))
    fail(text, 0, text.size(), "--size wants a width and a height in whole pixels", "write it so: --size 600x400");
  if (values[0] < Limits::least_width || values[1] < Limits::least_height || values[0] > most || values[1] > most)
    fail(text, 0, text.size(), "--size: this picture cannot be drawn",
         "from " + shortest(Limits::least_width) + "x" + shortest(Limits::least_height) + " to " + shortest(most) +
             "x" + shortest(most));
  return {values[0], values[1]};
}

namespace {

// `dimension`: that of an expression with sums to n, and of a function of the catalogue whose text names none; may be
// 0.
ParsedFunction parse_function(const std::string& text, const std::vector<std::string>& variables,
                              std::size_t dimension) {
  const bool named = variables.empty() && names_test_function(text);
  try {
    if (named) {
      auto known = CatalogueFunction::parse(text, dimension);
      auto function = known.function;
      return {std::move(function), std::move(known)};
    }
    return {Function::parse(text, {.variables = variables, .dimension = dimension}), {}};
  } catch (const InputError& error) {
    auto parts = error.parts();
    parts.place = {command_line_place, 0, 0};
    // An unknown word at the beginning, of which nothing nearer was said.
    const bool is_name = !named && parts.offset == 0 && parts.message.starts_with("unknown ") &&
                         parts.message.find("nearest known") == std::string::npos && !parts.hint.starts_with("write ");
    const auto nearest = nearest_test_function(text);
    if (is_name && !nearest.empty() && !variables.empty())
      parts.hint = "functions of the catalogue have coordinates of their own: leave out --variables";
    else if (is_name && !nearest.empty())
      parts.hint = "nearest function of the catalogue: `" + std::string(nearest) + "`; `ravine problems` lists them";
    else if (variables.empty() && parts.hint.starts_with("the variables are "))
      parts.hint += "; --variables a,b gives them other names";
    throw InputError(std::move(parts));
  }
}

bool mentions_dimension(const std::string& text) {
  const auto words = tokens(text);
  return std::any_of(words.begin(), words.end(),
                     [](const Token& word) { return word.kind == Token::Kind::name && word.text == "n"; });
}

// Sums up to n take the dimension of the start, whose text tells how many it has where nothing else does.
ParsedFunction function_of(const DescentArguments& arguments, std::size_t coordinates) {
  if (arguments.variables.empty() && names_test_function(arguments.function))
    return parse_function(arguments.function, {}, coordinates);
  try {
    return {Function::parse(arguments.function, {.variables = arguments.variables, .dimension = 0}), {}};
  } catch (const InputError&) {
    return parse_function(arguments.function, arguments.variables, coordinates);
  }
}

}  // namespace

ParsedDescent parse_descent(const DescentArguments& arguments, std::size_t runs, std::size_t every,
                            const std::string& hint) {
  auto start = arguments.from.empty() ? std::vector<double>{} : parse_point(arguments.from, "--from");
  const auto require_start = [&](bool there, const char* further) {
    if (!there)
      throw InputError("--from is required: where do the runs start?",
                       std::string("give a number a coordinate: --from 5,5; ") + further);
  };
  const bool named = arguments.variables.empty() && names_test_function(arguments.function);
  require_start(
      named || !arguments.from.empty() || !arguments.variables.empty() || !mentions_dimension(arguments.function),
      "how many they are is the dimension n");
  auto [function, known] = function_of(arguments, start.size());
  if (arguments.from.empty()) {
    require_start(known.has_value(), "functions of the catalogue have a start of their own");
    start = known->start;
  }
  if (function.dimension() != start.size())
    throw InputError(
        {"the function has " + std::to_string(function.dimension()) +
             (function.dimension() == 1 ? " variable" : " variables") + ", --from has " + std::to_string(start.size()) +
             (start.size() == 1 ? " number: " : " numbers: ") + arguments.from,
         "give one number a variable, separated by commas; where the function does not use all of them, --variables "
         "x,y says which there are",
         {command_line_place, 0, 0},
         {},
         0,
         1});
  auto layout = Layout::vector(start.size());
  if (arguments.layout) {
    try {
      layout = parse_layout(*arguments.layout);
    } catch (const InputError& error) {
      throw error.at({"--layout", 0, 0});
    }
  }
  constexpr double most_bytes = 2e9;
  const double values = 2 * static_cast<double>(start.size()) + 2,
               rows = std::floor(static_cast<double>(arguments.steps) / static_cast<double>(every)) + 2;
  if (const double bytes = rows * values * sizeof(double) * static_cast<double>(runs); bytes > most_bytes)
    throw InputError("--steps " + std::to_string(arguments.steps) + ": the trajectories would take " +
                         shortest(std::ceil(bytes / 1e8) / 10) + " GB; at most " + shortest(most_bytes / 1e9) +
                         " GB are kept",
                     hint);
  RunOptions options;
  options.steps = arguments.steps;
  options.seed = arguments.seed;
  if (arguments.target) options.target = *arguments.target;
  if (arguments.gradient_norm) options.gradient_norm = *arguments.gradient_norm;
  std::shared_ptr<const FunctionProblem> exact;
  try {
    exact = std::make_shared<FunctionProblem>(std::move(function), std::move(layout));
  } catch (const InputError& error) {
    throw error.at({"--layout", 0, 0});
  }
  return {with_noise(exact, arguments.noise), std::move(start), options, std::move(known)};
}

void require_permission(const study::Plan& plan, bool allowed) {
  for (const auto& problem : plan.problems)
    if (!problem.program.empty() && !allowed)
      throw InputError("the problem `" + problem.name + "` runs a program, `" + problem.program + "`",
                       "where you trust it, give --allow-exec; `ravine run --dry-run` shows what there is and starts "
                       "nothing");
}

ParsedFunction parse_plane_function(const std::string& text, const std::vector<std::string>& variables,
                                    const char* command) {
  try {
    return parse_function(text, variables, 2);
  } catch (const InputError& error) {
    auto parts = error.parts();
    if (parts.hint.empty()) parts.hint = std::string("`ravine ") + command + "` draws functions of two variables";
    throw InputError(std::move(parts));
  }
}

WrittenMethod parse_method(const std::string& notation, const std::string& like, const Layout& layout) {
  if (!like.empty()) require_library(like);
  try {
    auto written = read_notation(notation, like);
    written.require_fit(layout);
    return written;
  } catch (const InputError& error) {
    throw error.at({command_line_place, 0, 0});
  }
}

}  // namespace ravine::app
