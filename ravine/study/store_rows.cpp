#include "ravine/study/store_rows.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "ravine/base/bits_version.hpp"
#include "ravine/study/draw.hpp"
#include "ravine/study/store.hpp"

namespace ravine::study {
namespace {

constexpr std::size_t rows_at_once = 20;

void write_outcomes(const Database& database) {
  Insert outcome(database, "outcome", 2);
  for (int kind = 0; kind <= static_cast<int>(OutcomeKind::error); ++kind)
    outcome.integer(static_cast<std::uint64_t>(kind)).text(name(static_cast<OutcomeKind>(kind))).done();
}

void write_problems(const Database& database, const Plan& plan, std::span<const double> minimum) {
  constexpr std::size_t most_coordinates = 64;
  Insert rows(database, "problem", 8), coordinates(database, "coordinate", 3);
  for (std::size_t i = 0; i < plan.problems.size(); ++i) {
    const auto& problem = plan.problems[i];
    const auto names = problem.problem->coordinate_names();
    rows.integer(i).text(problem.name).text(problem.title).text(problem.problem->formula()).text(problem.identity);
    rows.integer(problem.problem->dimension());
    if (std::isnan(minimum[i]))
      rows.null().null();
    else
      rows.real(minimum[i]).text(problem.minimum ? "known" : "seen");
    rows.done();
    for (std::size_t k = 0; k < std::min(names.size(), most_coordinates); ++k)
      coordinates.integer(i).integer(k + 1).text(names[k]).done();
  }
}

// A setting's value: a number, or the text of a word or schedule.
void add(Insert& insert, const ParameterInfo& info, const Setting& setting) {
  if (setting.schedule)
    insert.text(setting.schedule->text());
  else if (info.kind == ParameterInfo::Kind::number)
    insert.real(setting.value);
  else
    insert.text(info.value_text(setting.value));
}

void write_blocks(const Database& database, const Plan& plan) {
  Insert rows(database, "block", 6), settings(database, "setting", 4);
  for (std::size_t i = 0; i < plan.blocks().size(); ++i) {
    const auto& block = plan.blocks()[i];
    const auto& parameters = block.method.info().parameters;
    rows.integer(i).integer(block.problem).text(block.label).text(block.method.info().name);
    rows.text(block.method.text()).integer(block.options.steps).done();
    for (std::size_t row = 0; row < parameters.size(); ++row) {
      if (std::any_of(block.axes.begin(), block.axes.end(), [&](const Axis& axis) { return axis.parameter == row; }))
        continue;
      settings.integer(i).text(parameters[row].name).text(parameters[row].symbol);
      add(settings, parameters[row], block.method.settings()[row]);
      settings.done();
    }
  }
}

// "[3,17,null,40]": the counts to each target, without the nulls at the end.
void write_targets(const TargetCounts& counts, std::string& text) {
  text = '[';
  std::size_t nulls = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (!counts[i]) {
      ++nulls;
      continue;
    }
    for (auto k = i - nulls; k < i; ++k) text += k == 0 ? "null" : ",null";
    nulls = 0;
    if (i > 0) text += ',';
    std::array<char, 20> digits;  // of any count
    text.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), *counts[i]).ptr);
  }
  text += ']';
}

}  // namespace

void write_meta(const Database& database, std::string_view key, double value) {
  Insert(database, "meta", 2).text(key).real(value).done();
}
void write_meta(const Database& database, std::string_view key, std::string_view value) {
  Insert(database, "meta", 2).text(key).text(value).done();
}

void write_plan(const Database& database, const Plan& plan, std::span<const double> minimum, const Provenance& made) {
  Insert meta(database, "meta", 2);
  meta.text("schema_version").integer(static_cast<std::uint64_t>(store_schema_version)).done();
  meta.text("bits_version").integer(static_cast<std::uint64_t>(bits_version)).done();
  meta.text("seed").integer(plan.seed).done();
  if (plan.curves > 0) meta.text("curves").integer(plan.curves).done();
  std::string overrides;
  for (const auto& text : plan.overrides) overrides += text + "\n";
  for (const auto& [key, value] : {std::pair<std::string_view, std::string_view>{"program_version", made.version},
                                   {"compiler", made.compiler},
                                   {"host", made.host},
                                   {"date", made.date},
                                   {"title", plan.title},
                                   {"definition", plan.definition},
                                   {"overrides", overrides}})
    meta.text(key).text(value).done();
  write_outcomes(database);
  write_problems(database, plan, minimum);
  write_blocks(database, plan);
}

RunRows::RunRows(const Database& database, const Plan& plan)
    : plan_(plan),
      columns_(run_columns(plan)),
      one_(database, "run", columns_.count()),
      many_(database, "run", columns_.count(), rows_at_once),
      descent_{{}, plan.blocks().front().method, {}},
      keys_(rows_at_once),
      targets_(2 * rows_at_once) {
  if (plan.curves == 0) return;
  curve_point_.emplace(database, "curve", 3);
  curve_points_.emplace(database, "curve", 3, rows_at_once);
}

void RunRows::write(std::size_t block, std::span<const RunRecord> records, std::span<const std::string> labels) {
  const auto& planned = plan_.blocks()[block];
  const auto first = plan_.first_run(block);
  Draw draw(plan_, block);
  descent_ = {{}, planned.method, planned.options};
  places_ = columns_of(planned, columns_);
  own_.assign(columns_.settings.size(), nullptr);
  infos_.assign(columns_.settings.size(), nullptr);
  for (std::size_t k = 0; k < planned.axes.size(); ++k)
    infos_[places_[k]] = &planned.method.info().parameters[planned.axes[k].parameter];
  for (std::size_t i = 0; i < records.size(); ++i) {
    const bool together = i + rows_at_once - i % rows_at_once <= records.size();
    auto& insert = together ? many_ : one_;
    const auto& record = records[i];
    const auto place = draw.set(record.index - first, descent_);
    const auto at = i % rows_at_once;
    keys_[at] = key_bytes(record.key);
    insert.integer(record.index).integer(block).lasting_blob(keys_[at]);
    add(insert, record, labels.empty() ? std::string_view() : labels[i], at);
    add_settings(insert, planned);
    if (columns_.repeat) insert.integer(place.repeat);
    const auto number = [&](std::span<const double> point, std::size_t columns) {
      for (std::size_t k = 0; k < columns; ++k) {
        if (k < point.size())
          insert.real(point[k]);
        else
          insert.null();
      }
    };
    number(descent_.start, columns_.start);
    number(record.end, columns_.end);
    if (!together || i % rows_at_once + 1 == rows_at_once) insert.done();
    if (plan_.curves > 0) write_curve(record);
  }
}

void RunRows::write_curve(const RunRecord& record) {
  for (std::size_t i = 0; i < record.curve.size(); ++i) {
    const bool together = i + rows_at_once - i % rows_at_once <= record.curve.size();
    auto& insert = together ? *curve_points_ : *curve_point_;
    insert.integer(record.index).integer(record.curve[i].evaluations).real(record.curve[i].f);
    if (!together || i % rows_at_once + 1 == rows_at_once) insert.done();
  }
}

void RunRows::add(Insert& insert, const RunRecord& record, std::string_view label, std::size_t place) {
  if (label.empty())
    insert.null();
  else
    insert.text(label);
  insert.integer(static_cast<std::uint64_t>(record.kind));
  if (record.reason.empty())
    insert.null();
  else
    insert.lasting_text(record.reason);
  insert.integer(record.steps).integer(record.evaluations).real(record.f).real(record.gradient_norm);
  insert.real(record.best_f).integer(record.best_step);
  if (record.answer_f == record.f || std::isnan(record.answer_f))
    insert.null();
  else
    insert.real(record.answer_f);
  insert.real(record.seconds);
  auto &steps_to = targets_[2 * place], &evaluations_to = targets_[2 * place + 1];
  write_targets(record.steps_to, steps_to);
  insert.lasting_text(steps_to);
  if (record.evaluations_to == record.steps_to) {
    insert.null();
  } else {
    write_targets(record.evaluations_to, evaluations_to);
    insert.lasting_text(evaluations_to);
  }
}

void RunRows::add_settings(Insert& insert, const Block& block) {
  for (std::size_t k = 0; k < block.axes.size(); ++k)
    own_[places_[k]] = &descent_.method.settings()[block.axes[k].parameter];
  for (std::size_t column = 0; column < own_.size(); ++column) {
    if (own_[column] == nullptr) {
      insert.null();
      continue;
    }
    study::add(insert, *infos_[column], *own_[column]);
  }
}

}  // namespace ravine::study
