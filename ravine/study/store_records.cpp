#include "ravine/study/store_records.hpp"

#include <algorithm>
#include <limits>

namespace ravine::study {
TargetCounts stored_targets(std::string_view text) {
  TargetCounts counts{};
  std::size_t place = 0, value = 0;
  bool digits = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      value = value * 10 + static_cast<std::size_t>(c - '0');
      digits = true;
    } else if (c == ',' || c == ']') {
      if (digits && place < counts.size()) counts[place] = value;
      ++place;
      value = 0;
      digits = false;
    }
  }
  return counts;
}

RunKey stored_key(std::string_view bytes) {
  RunKey key{};
  for (std::size_t i = 0; i < std::min<std::size_t>(bytes.size(), 16); ++i)
    key[i / 8] = key[i / 8] << 8 | static_cast<unsigned char>(bytes[i]);
  return key;
}

std::string record_columns(std::size_t end) {
  std::string text =
      "id, key, outcome, reason, steps, evaluations, f, grad_norm, best_f, best_step, answer_f, seconds, steps_to, "
      "evaluations_to";
  for (std::size_t i = 1; i <= end; ++i) text += ", end" + std::to_string(i);
  return text;
}

RunRecord stored_record(const Query& row, std::size_t end) {
  const auto real = [&](int column) {
    return row.is_null(column) ? std::numeric_limits<double>::quiet_NaN() : row.real(column);
  };
  int column = 0;
  RunRecord record;
  record.index = static_cast<std::size_t>(row.integer(column++));
  record.key = stored_key(row.text(column++));
  record.kind = static_cast<OutcomeKind>(row.integer(column++));
  record.reason = row.text(column++);
  record.steps = static_cast<std::size_t>(row.integer(column++));
  record.evaluations = static_cast<std::size_t>(row.integer(column++));
  record.f = real(column++);
  record.gradient_norm = real(column++);
  record.best_f = real(column++);
  record.best_step = static_cast<std::size_t>(row.integer(column++));
  record.answer_f = row.is_null(column) ? record.f : row.real(column);
  ++column;
  record.seconds = row.real(column++);
  record.steps_to = stored_targets(row.text(column++));
  record.evaluations_to = record.steps_to;
  if (!row.is_null(column)) {
    record.evaluations_to = stored_targets(row.text(column));
  }
  ++column;
  for (std::size_t i = 0; i < end; ++i) record.end.push_back(real(column++));
  return record;
}

std::vector<CurvePoint> stored_curve(Query& rows, std::int64_t run) {
  std::vector<CurvePoint> curve;
  for (rows.again(run); rows.next();)
    curve.push_back({static_cast<std::size_t>(rows.integer(0)),
                     rows.is_null(1) ? std::numeric_limits<double>::quiet_NaN() : rows.real(1)});
  return curve;
}

}  // namespace ravine::study
