// Writing a study into its store's tables. Inside study.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ravine/study/plan.hpp"
#include "ravine/study/provenance.hpp"
#include "ravine/study/sqlite.hpp"
#include "ravine/study/store_schema.hpp"
#include "ravine/study/summary.hpp"

namespace ravine::study {

// What stands once, whatever the runs come to: `meta`, `outcome`, `problem`, `coordinate`, `block`, `setting`.
// `minimum`: one a problem, seen where it is not known; a NaN where there is none.
void write_plan(const Database& database, const Plan& plan, std::span<const double> minimum, const Provenance& made);

// A row of `meta`.
void write_meta(const Database& database, std::string_view key, double value);
void write_meta(const Database& database, std::string_view key, std::string_view value);

// Rows of `run`.
class RunRows {
 public:
  RunRows(const Database& database, const Plan& plan);
  // Of runs of one block, in their order; a label that is the block's may be left out: empty.
  void write(std::size_t block, std::span<const RunRecord> records, std::span<const std::string> labels = {});

 private:
  void add(Insert& insert, const RunRecord& record, std::string_view label, std::size_t place);
  void add_settings(Insert& insert, const Block& block);
  void write_curve(const RunRecord& record);
  const Plan& plan_;
  RunColumns columns_;
  Insert one_, many_;
  std::optional<Insert> curve_point_, curve_points_;  // where the plan has curves
  // Of the block that is written: the columns of its axes, and what each column of settings holds.
  std::vector<std::size_t> places_;
  std::vector<const ParameterInfo*> infos_;
  std::vector<const Setting*> own_;
  Descent descent_;
  // Of the rows that go into the store together.
  std::vector<std::array<unsigned char, 16>> keys_;
  std::vector<std::string> targets_;  // two each
};

}  // namespace ravine::study
