#include "ravine/study/definition_keys.hpp"

#include "ravine/study/definition_rows.hpp"

namespace ravine::study {
namespace {

template <class Rows>
constexpr auto infos(const Rows& rows) {
  std::array<KeyInfo, std::tuple_size_v<Rows>> keys;
  for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = rows[i].info;
  return keys;
}

constexpr auto study_keys = infos(study_rows);
constexpr auto stop_keys = infos(stop_rows);
constexpr auto data_keys = infos(data_rows);
constexpr auto problem_keys = infos(problem_rows);
constexpr auto view_keys = infos(view_rows);
constexpr auto plane_keys = infos(plane_rows);
constexpr auto run_keys = infos(run_rows);
constexpr auto range_keys = infos(range_rows);
constexpr auto start_keys = infos(start_rows);
constexpr auto search_keys = infos(search_rows);
constexpr auto compare_keys = infos(compare_rows);
constexpr auto record_keys = infos(record_rows);

constexpr std::array key_tables{
    KeyTable{"Top level", "Stands before the first table.", study_keys},
    KeyTable{"Stop rules",
             "Stand at the top level, for every run, or in a `[[run]]`. A value may be given by problem: "
             "`budget = { bowl = 100, valley = 1000 }`.",
             stop_keys},
    KeyTable{"[data.NAME]", "A data set ([datasets.md](datasets.md)). NAME is what problems call it.", data_keys},
    KeyTable{"[problem.NAME]", "A function to minimise. NAME is yours.", problem_keys},
    KeyTable{"view", "The box of a problem's pictures.", view_keys},
    KeyTable{"plane",
             "What the map of a problem of more than two coordinates shows. `plane = \"principal\"`: the first two "
             "principal directions of all its pictured runs together, through the mean of their points. "
             "`plane = [\"x3\", \"x7\"]`, by name or by number: two coordinates, the others as in the best recorded "
             "point. `plane = { x = [1, 0, 0], y = [0, 1, 1] }`: two directions, through the best recorded point. "
             "Then `view` is in coordinates of the plane.",
             plane_keys},
    KeyTable{
        "[[run]]",
        "A method, made on every problem. Every other key is a stop rule or a setting of the method, by its name or "
        "an alias (`ravine methods NAME` lists them). In a chain a setting of a link goes by its own name where no "
        "other "
        "link has it, `bound = 2`, and always by both, in quotes: `\"clip_norm.bound\" = 2`.",
        run_keys},
    KeyTable{"A range", "In place of a setting's value: as many runs. A list of values does the same.", range_keys},
    KeyTable{"A start", "In place of one point: a list of points, `start = [[1, 2], [3, 4]]`, or a table.", start_keys},
    KeyTable{"search", "How values of settings are put together. A `search` that draws needs a `budget`.", search_keys},
    KeyTable{
        "[compare]",
        "Each method tries settings of its `[[run]]`, lists and ranges without `points`, as Sobol' spreads them; from "
        "starts drawn in the problem's `box`, or around its start. Needs a `budget`.",
        compare_keys},
    KeyTable{"record", "What is kept of a run. The first and the last point always are.", record_keys},
};

// A cell of a Markdown table.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char c : text) escaped += c == '|' ? std::string("\\|") : std::string(1, c);
  return escaped;
}

}  // namespace

std::span<const KeyTable> definition_keys() { return key_tables; }

std::string definition_reference() {
  std::string text;
  for (const auto& table : key_tables) {
    text += (text.empty() ? "### " : "\n### ") + std::string(table.title) + "\n\n" + std::string(table.meaning) +
            "\n\n" + "| key | value | when not given | meaning |\n|---|---|---|---|\n";
    for (const auto& key : table.keys) {
      text += "| `" + std::string(key.name) + "` | " + cell(key.value) + " | " + cell(key.standard) + " | " +
              cell(key.meaning) + " |\n";
    }
  }
  return text;
}

}  // namespace ravine::study
