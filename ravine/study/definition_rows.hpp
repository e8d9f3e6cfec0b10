// The rows behind definition_keys.hpp: each key of the definition file and the field its entry goes to. Inside study.
#pragma once

#include <array>
#include <variant>

#include "ravine/base/infinity.hpp"
#include "ravine/run/minimize.hpp"
#include "ravine/study/definition_keys.hpp"
#include "ravine/study/document.hpp"

namespace ravine::study {

template <class Raw>
struct KeyRow {
  KeyInfo info;
  const Entry* Raw::*entry;
};

// What ends a run: a field of RunOptions and its range. They stand at the top level, for every run, or in a [[run]].
struct Epochs {};  // the budget in passes over the problem's training samples
struct StopRow {
  KeyInfo info;
  std::variant<std::size_t RunOptions::*, double RunOptions::*, Epochs> field;
  double low = -infinity;
  bool low_open = false;
};

inline constexpr std::array stop_rows{
    StopRow{{"budget", "an integer, at least 1", "1000",
             "gradient evaluations a run; most methods take one a step. Required where anything varies"},
            &RunOptions::steps,
            1},
    StopRow{{"epochs", "a number above 0", "none", "in place of `budget`: passes over the training samples"},
            Epochs{},
            0,
            true},
    StopRow{{"steps", "an integer, at least 1", "none",
             "beside a `budget`: a run ends as `budget` after so many steps too, where that is sooner"},
            &RunOptions::most_steps,
            1},
    StopRow{{"target", "a number", "none", "a run ends as `target` once f is at most this"}, &RunOptions::target},
    StopRow{{"gradient_norm", "a number, at least 0", "none",
             "a run ends as `converged` once the Euclidean norm of the gradient is at most this"},
            &RunOptions::gradient_norm,
            0},
    StopRow{{"stall_steps", "an integer, at least 1", "none",
             "a run ends as `stalled` when the best f has not improved for so many steps"},
            &RunOptions::stall_steps,
            1},
    StopRow{{"stall_tolerance", "a number, at least 0", "1e-12",
             "what counts as an improvement: more than this times max(1, |best f|)"},
            &RunOptions::stall_tolerance,
            0},
    StopRow{{"seconds", "a number above 0", "none",
             "a run ends as `timeout` after this time; at which step is the machine's affair"},
            &RunOptions::seconds,
            0,
            true},
    StopRow{{"divergence", "a number above 0", "1e100", "a run ends as `diverged` once |f| exceeds this"},
            &RunOptions::divergence,
            0,
            true},
};
using StopEntries = std::array<const Entry*, stop_rows.size()>;  // one a row; null where not given

struct RawStudy {
  const Entry *title = nullptr, *seed = nullptr, *record = nullptr, *pictures = nullptr;
  const Entry *data = nullptr, *problem = nullptr, *run = nullptr, *like = nullptr;
  const Entry *search = nullptr, *repeats = nullptr, *compare = nullptr, *curves = nullptr, *score = nullptr;
  StopEntries stops{};
};
inline constexpr std::array study_rows{
    KeyRow<RawStudy>{{"title", "text", "none", "of the study, in any language"}, &RawStudy::title},
    KeyRow<RawStudy>{{"seed", "an integer, at least 0", "1", "of every random draw: noise, directions of some methods"},
                     &RawStudy::seed},
    KeyRow<RawStudy>{{"record", "a table, `{ every = 1 }`", "every step; nothing of a study without pictures",
                      "what is kept of each run"},
                     &RawStudy::record},
    KeyRow<RawStudy>{
        {"pictures", "true or false", "true, but false for sweeps", "whether runs get pictures and files of their own"},
        &RawStudy::pictures},
    KeyRow<RawStudy>{{"search", "a table, `{ strategy = \"sobol\", samples = 1000 }`", "a grid",
                      "how values of settings are put together"},
                     &RawStudy::search},
    KeyRow<RawStudy>{{"repeats", "an integer, at least 1", "1",
                      "how often each run is made, with other random draws of its problem"},
                     &RawStudy::repeats},
    KeyRow<RawStudy>{{"curves", "an integer from 2 to 1000", "none",
                      "of a study without pictures: so many points of each run's f over its evaluations are stored"},
                     &RawStudy::curves},
    KeyRow<RawStudy>{
        {"score", "1e-1, 1e-2, ... 1e-12, or `\"f\"`",
         "the hardest target that a tenth of the settings reach; f where none is or the minimum is unknown",
         "of a study without pictures: what its maps and bands show of a run, the gradient evaluations to f "
         "at most so far above the minimum, or f at its end. A comparison has a `target` of its own"},
        &RawStudy::score},
    KeyRow<RawStudy>{{"compare", "a table, `[compare]`", "none", "compares the runs' methods: see below"},
                     &RawStudy::compare},
    KeyRow<RawStudy>{{"like", "text, a library", "none",
                      "the conventions and defaults that methods have, as `ravine methods NAME` lists them"},
                     &RawStudy::like},
    KeyRow<RawStudy>{{"data", "tables, `[data.NAME]`", "none", "data sets that models learn from"}, &RawStudy::data},
    KeyRow<RawStudy>{{"problem", "tables, `[problem.NAME]`", "required", "what is minimised: one table a problem"},
                     &RawStudy::problem},
    KeyRow<RawStudy>{{"run", "tables, `[[run]]`", "required", "how: one table a run, made on every problem"},
                     &RawStudy::run},
};

struct RawData {
  const Entry *file = nullptr, *format = nullptr, *target = nullptr, *target_file = nullptr, *classes = nullptr;
  const Entry *header = nullptr, *separator = nullptr, *leave_out = nullptr, *first_index = nullptr;
  const Entry *validation = nullptr, *test = nullptr, *test_file = nullptr, *test_target_file = nullptr;
  const Entry *stratified = nullptr, *scaling = nullptr;
};
inline constexpr std::array data_rows{
    KeyRow<RawData>{{"file", "text, a path", "required",
                     "CSV, LIBSVM, IDX or NPY, plain or gzip; relative paths go from the definition's folder"},
                    &RawData::file},
    KeyRow<RawData>{{"format", "`\"auto\"`, `\"csv\"`, `\"libsvm\"`, `\"idx\"` or `\"npy\"`", "auto", "of the file"},
                    &RawData::format},
    KeyRow<RawData>{{"target", "a column's name, or its number (1 the first, -1 the last, 0 none)", "the last column",
                     "what is to be predicted"},
                    &RawData::target},
    KeyRow<RawData>{{"target_file", "text, a path", "the labels beside IDX images", "a file of the targets alone"},
                    &RawData::target_file},
    KeyRow<RawData>{{"classes", "true or false", "true for text and IDX labels", "whether the target is a class"},
                    &RawData::classes},
    KeyRow<RawData>{{"header", "true or false", "as the first line looks", "whether a CSV file begins with names"},
                    &RawData::header},
    KeyRow<RawData>{{"separator", "`\",\"`, `\";\"` or a tab", "as the first line looks", "of a CSV file"},
                    &RawData::separator},
    KeyRow<RawData>{{"leave_out", "a list of columns", "none", "columns that are neither feature nor target"},
                    &RawData::leave_out},
    KeyRow<RawData>{{"first_index", "0 or 1", "1", "what a LIBSVM file counts its features from"},
                    &RawData::first_index},
    KeyRow<RawData>{{"validation", "a share below 1, or a number of samples", "0", "the validation part, by seed"},
                    &RawData::validation},
    KeyRow<RawData>{{"test", "a share below 1, or a number of samples", "0", "the test part, by seed"}, &RawData::test},
    KeyRow<RawData>{{"test_file", "text, a path", "none", "a file of the test part, in place of `test`"},
                    &RawData::test_file},
    KeyRow<RawData>{{"test_target_file", "text, a path", "the labels beside IDX images", "its targets"},
                    &RawData::test_target_file},
    KeyRow<RawData>{{"stratified", "true or false", "false", "whether each part gets its share of every class"},
                    &RawData::stratified},
    KeyRow<RawData>{{"scaling", "`\"none\"`, `\"standardise\"`, `\"range\"`, or a number to divide by", "none",
                     "of the features, by what the training part has"},
                    &RawData::scaling},
};

struct RawProblem {
  const Entry *title = nullptr, *function = nullptr, *catalogue = nullptr, *variables = nullptr, *dimension = nullptr;
  const Entry *model = nullptr, *data = nullptr, *noise = nullptr;
  const Entry *layout = nullptr, *start = nullptr, *minimum = nullptr, *minimisers = nullptr, *view = nullptr,
              *levels = nullptr, *plane = nullptr;
  const Entry *external = nullptr, *timeout = nullptr, *differences = nullptr;
};
inline constexpr std::array problem_rows{
    KeyRow<RawProblem>{{"title", "text", "NAME, or the catalogue's", "for people, in any language"},
                       &RawProblem::title},
    KeyRow<RawProblem>{
        {"function", "text, an expression", "required", "f, of x, y, z, of x1 ... xn, or of `variables`"},
        &RawProblem::function},
    KeyRow<RawProblem>{{"catalogue", "text, a function of the catalogue", "none",
                        "instead of `function`: `rosenbrock(dimension = 10)`; `ravine problems` lists them"},
                       &RawProblem::catalogue},
    KeyRow<RawProblem>{{"model", "text, a model", "none", "instead of `function`: `mlp(hidden = [128], batch = 128)`"},
                       &RawProblem::model},
    KeyRow<RawProblem>{{"data", "text, a name", "required with `model`", "the [data.NAME] that the model learns from"},
                       &RawProblem::data},
    KeyRow<RawProblem>{{"variables", "a list of names", "those of the function", "the coordinates, in order"},
                       &RawProblem::variables},
    KeyRow<RawProblem>{
        {"dimension", "an integer, at least 1", "as `function`, `catalogue` or `start` say", "number of coordinates"},
        &RawProblem::dimension},
    KeyRow<RawProblem>{{"layout", "text, `w[2x3] b[3]@slow`", "one vector",
                        "how the coordinates divide into tensors, row by row, and these into groups"},
                       &RawProblem::layout},
    KeyRow<RawProblem>{{"start", "a list of numbers, or one number for every coordinate; a list of points; a box",
                        "required; the catalogue's; a model's, by seed", "where the runs start: see below"},
                       &RawProblem::start},
    KeyRow<RawProblem>{
        {"minimum", "a number", "the catalogue's, or unknown", "the least value of f; results count from it"},
        &RawProblem::minimum},
    KeyRow<RawProblem>{{"minimisers", "a list of points, or one point", "the catalogue's, or none",
                        "where f is least; pictures mark it"},
                       &RawProblem::minimisers},
    KeyRow<RawProblem>{{"plane", "\"principal\", a list of two coordinates, or a table `{ x = [...], y = [...] }`",
                        "\"principal\"", "what pictures of more than two coordinates show: see below"},
                       &RawProblem::plane},
    KeyRow<RawProblem>{{"view", "a table, `{ x = [low, high], y = [low, high] }`",
                        "the catalogue's, or around the runs", "the box that pictures show"},
                       &RawProblem::view},
    KeyRow<RawProblem>{{"levels", "a list of increasing numbers", "chosen from the values",
                        "values of f at which pictures draw level lines"},
                       &RawProblem::levels},
    KeyRow<RawProblem>{{"noise", "text, a noise, `gaussian(sigma = 0.1)`", "none",
                        "what disturbs the gradients that methods get; f has no noise"},
                       &RawProblem::noise},
    KeyRow<RawProblem>{{"external", "a list of words, or text that spaces divide", "none",
                        "instead of `function`: a program that gives the values; see external.md"},
                       &RawProblem::external},
    KeyRow<RawProblem>{{"timeout", "a number above 0, at most 1e6", "10", "seconds that `external` has for an answer"},
                       &RawProblem::timeout},
    KeyRow<RawProblem>{{"differences", "true or false", "false",
                        "ask `external` for f alone and take central differences: 2n + 1 values a gradient"},
                       &RawProblem::differences},
};

struct RawView {
  const Entry *x = nullptr, *y = nullptr;
};
inline constexpr std::array view_rows{
    KeyRow<RawView>{{"x", "a list `[low, high]` with low < high", "required", "the first axis of the picture"},
                    &RawView::x},
    KeyRow<RawView>{
        {"y", "a list `[low, high]` with low < high", "required of two coordinates and more; of one as high as f goes",
         "the second axis of the picture; of one coordinate f"},
        &RawView::y},
};

struct RawPlane {
  const Entry *x = nullptr, *y = nullptr;
};
inline constexpr std::array plane_rows{
    KeyRow<RawPlane>{{"x", "a list of numbers, one a coordinate", "required", "the direction of the first axis"},
                     &RawPlane::x},
    KeyRow<RawPlane>{{"y", "a list of numbers, one a coordinate", "required",
                      "of the second, made perpendicular to the first; the picture has both of length 1"},
                     &RawPlane::y},
};

struct RawRun {
  const Entry *method = nullptr, *label = nullptr, *problem = nullptr, *start = nullptr, *record = nullptr;
  const Entry *pictures = nullptr, *like = nullptr, *search = nullptr, *repeats = nullptr, *map = nullptr;
  StopEntries stops{};
  std::vector<const Entry*> settings;
};
inline constexpr std::array run_rows{
    KeyRow<RawRun>{{"method", "text, a method; or a list of such", "required",
                    "a name, `adam`, or the notation, `adam(lr = 0.1)`; of a list each is a run of its own"},
                   &RawRun::method},
    KeyRow<RawRun>{{"like", "text, a library", "the study's", "the conventions and defaults of its method"},
                   &RawRun::like},
    KeyRow<RawRun>{{"label", "text", "the method's title", "for people and file names, in any language"},
                   &RawRun::label},
    KeyRow<RawRun>{{"problem", "text or a list of texts", "every problem", "the only problems it is made on"},
                   &RawRun::problem},
    KeyRow<RawRun>{{"start", "as a problem's", "the problem's", "where this run starts"}, &RawRun::start},
    KeyRow<RawRun>{{"search", "a table, `{ strategy = \"sobol\", samples = 1000 }`", "the study's",
                    "how values of its settings are put together"},
                   &RawRun::search},
    KeyRow<RawRun>{{"repeats", "an integer, at least 1", "the study's", "how often it is made"}, &RawRun::repeats},
    KeyRow<RawRun>{{"record", "a table, `{ every = 1 }`", "the study's", "what is kept of this run"}, &RawRun::record},
    KeyRow<RawRun>{{"map", "two names, `[\"learning_rate\", \"beta1\"]`", "the first two that vary",
                    "which settings of a grid its map lies over: across, and up"},
                   &RawRun::map},
    KeyRow<RawRun>{{"pictures", "true or false", "the study's", "whether it gets pictures and files of its own"},
                   &RawRun::pictures},
};

// A setting's value that stands for several.
struct RawRange {
  const Entry *range = nullptr, *log_range = nullptr, *integer_range = nullptr, *points = nullptr;
};
inline constexpr std::array range_rows{
    KeyRow<RawRange>{{"log_range", "a list `[low, high]` with 0 < low < high", "none", "evenly spaced logarithms"},
                     &RawRange::log_range},
    KeyRow<RawRange>{{"range", "a list `[low, high]` with low < high", "none", "evenly spaced values"},
                     &RawRange::range},
    KeyRow<RawRange>{{"integer_range", "a list `[low, high]` of integers with low < high", "none", "whole numbers"},
                     &RawRange::integer_range},
    KeyRow<RawRange>{{"points", "an integer, at least 2", "required in a grid; all of an `integer_range`",
                      "how many values, both ends among them; a `search` that draws values needs none"},
                     &RawRange::points},
};

// Where runs start, in place of a point.
struct RawStart {
  const Entry *box = nullptr, *lattice = nullptr, *random = nullptr;
};
inline constexpr std::array start_rows{
    KeyRow<RawStart>{{"box", "a list `[low, high]` with low < high, or such a list for each coordinate", "required",
                      "what starts are taken from"},
                     &RawStart::box},
    KeyRow<RawStart>{{"lattice", "an integer, at least 2, or a list of one for each coordinate", "none",
                      "so many starts along each side, evenly, both ends among them"},
                     &RawStart::lattice},
    KeyRow<RawStart>{{"random", "an integer, at least 1", "none; one a sample of a `search` that draws",
                      "so many starts, drawn by the seed"},
                     &RawStart::random},
};

// How the values of a run's settings are put together.
struct RawSearch {
  const Entry *strategy = nullptr, *samples = nullptr, *halving = nullptr, *least_budget = nullptr;
};
inline constexpr std::array search_rows{
    KeyRow<RawSearch>{
        {"strategy", "`\"grid\"`, `\"sobol\"` or `\"random\"`", "grid",
         "every value with every other; or so many samples, evenly spread as Sobol' does it, or independent"},
        &RawSearch::strategy},
    KeyRow<RawSearch>{{"samples", "an integer, at least 1", "required, but for a grid",
                       "how many settings are drawn; the same of contenders, by the seed"},
                      &RawSearch::samples},
    KeyRow<RawSearch>{
        {"halving", "an integer, at least 2", "none is ended early",
         "successive halving: of so many settings the best gets so many times the evaluations, the others "
         "end as `pruned`; again and again, up to the budget"},
        &RawSearch::halving},
    KeyRow<RawSearch>{{"least_budget", "an integer, at least 1", "a hundredth of the budget",
                       "with `halving`: gradient evaluations that every setting gets at least"},
                      &RawSearch::least_budget},
};

struct RawCompare {
  const Entry *target = nullptr, *tuning = nullptr, *starts = nullptr, *scored = nullptr, *halving = nullptr;
};
inline constexpr std::array compare_rows{
    KeyRow<RawCompare>{
        {"target", "1e-1, 1e-2, ... 1e-12, or `\"none\"`", "1e-6",
         "a run's score is the gradient evaluations to f at most so far above the minimum; none: f at its end"},
        &RawCompare::target},
    KeyRow<RawCompare>{{"tuning", "an integer, at least 1", "32", "settings that each method tries on each problem"},
                       &RawCompare::tuning},
    KeyRow<RawCompare>{{"starts", "an integer, at least 1", "5", "starts that each setting is tried from"},
                       &RawCompare::starts},
    KeyRow<RawCompare>{{"scored", "an integer, at least 1", "15", "other starts, that methods are judged from"},
                       &RawCompare::scored},
    KeyRow<RawCompare>{{"halving", "an integer, at least 2", "none is ended early",
                        "successive halving of the settings that are tried, as in `search`"},
                       &RawCompare::halving},
};

struct RawRecord {
  const Entry *every = nullptr, *point = nullptr, *gradient = nullptr, *update = nullptr, *slots = nullptr,
              *answer = nullptr, *measure = nullptr;
};
inline constexpr std::array record_rows{
    KeyRow<RawRecord>{
        {"every", "an integer, at least 0", "1", "each how many steps a point is kept; 0: the first and the last only"},
        &RawRecord::every},
    KeyRow<RawRecord>{{"point", "true or false", "true up to 1000 coordinates", "the point itself, beside f"},
                      &RawRecord::point},
    KeyRow<RawRecord>{{"gradient", "true or false", "true up to 1000 coordinates", "the gradient at each point kept"},
                      &RawRecord::gradient},
    KeyRow<RawRecord>{{"update", "true or false", "false", "the displacement from each point kept"},
                      &RawRecord::update},
    KeyRow<RawRecord>{{"slots", "true or false", "false", "the method's state after each step kept"},
                      &RawRecord::slots},
    KeyRow<RawRecord>{{"answer", "true or false", "false",
                       "keep the average where a method answers with one, in place of the point that it walks to"},
                      &RawRecord::answer},
    KeyRow<RawRecord>{{"measure", "an integer, at least 0", "an epoch, or a 200th of the budget",
                       "each how many steps losses and accuracies are measured; 0: at the first and the last only"},
                      &RawRecord::measure},
};

template <class Raw, std::size_t count>
std::string_view rule_of(const std::array<KeyRow<Raw>, count>& rows, const Entry* Raw::*entry) {
  for (const auto& row : rows) {
    if (row.entry == entry) return row.info.value;
  }
  return {};
}
// What the value of a key must be: rule(&RawRun::method).
inline std::string_view rule(const Entry* RawStudy::*entry) { return rule_of(study_rows, entry); }
inline std::string_view rule(const Entry* RawData::*entry) { return rule_of(data_rows, entry); }
inline std::string_view rule(const Entry* RawProblem::*entry) { return rule_of(problem_rows, entry); }
inline std::string_view rule(const Entry* RawView::*entry) { return rule_of(view_rows, entry); }
inline std::string_view rule(const Entry* RawPlane::*entry) { return rule_of(plane_rows, entry); }
inline std::string_view rule(const Entry* RawRun::*entry) { return rule_of(run_rows, entry); }
inline std::string_view rule(const Entry* RawRange::*entry) { return rule_of(range_rows, entry); }
inline std::string_view rule(const Entry* RawStart::*entry) { return rule_of(start_rows, entry); }
inline std::string_view rule(const Entry* RawSearch::*entry) { return rule_of(search_rows, entry); }
inline std::string_view rule(const Entry* RawCompare::*entry) { return rule_of(compare_rows, entry); }
inline std::string_view rule(const Entry* RawRecord::*entry) { return rule_of(record_rows, entry); }

}  // namespace ravine::study
