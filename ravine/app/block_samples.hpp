// The runs of one block as its pictures see them: a choice of settings has a run from each start and with each repeat,
// and is as good as their median.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ravine/app/study_rows.hpp"
#include "ravine/study/plan.hpp"

namespace ravine::app {

// Scores of all starts and repeats of one choice of settings, each with its run; and how many failed.
struct Sample {
  using Scored = std::pair<double, std::size_t>;
  std::vector<Scored> scores;
  std::size_t failures = 0;
  std::size_t failed_run = 0, missed_run = 0;  // the last of each, if any

  void add(std::size_t run, const StudyRow& row, const Score& score);
  bool mostly_fails() const { return 2 * failures > scores.size(); }
  // The score that a share of them does not exceed.
  Scored at(double share);
  double quantile(double share) { return at(share).first; }
  Scored middle() { return at(0.5); }
  double median() { return middle().first; }
};

class BlockSamples {
 public:
  // `score`: of the block's problem; `setting`: the one whose values are looked at. Plan and rows must outlive it.
  BlockSamples(const study::Plan& plan, const StudyRows& rows, const Score& score, std::size_t number,
               std::string setting);
  // The same runs, judged otherwise.
  BlockSamples judged_by(const Score& score) const;

  const study::Block& block() const { return plan_.blocks()[number_]; }
  const study::PlannedProblem& problem() const { return plan_.problems[block().problem]; }
  const study::Plan& plan() const { return plan_; }
  const StudyRows& rows() const { return rows_; }
  std::size_t number() const { return number_; }
  const Score& score() const { return score_; }

  bool is_grid() const { return block().sampling.strategy == study::Strategy::grid && rows_.stride() == 1; }
  // Whether every run has settings and a start of its own, or not all runs of a setting are kept: then a setting's own
  // runs say too little of it.
  bool is_scattered() const;
  std::size_t runs_a_setting() const { return block().starts.size() * block().repeats; }
  Sample sample_of(std::size_t setting) const;
  // Runs of the block that are kept.
  std::vector<std::size_t> runs() const;
  // Settings of which runs are kept. Of those that are ended early the ones that went on to the budget are worth a
  // look.
  std::vector<std::size_t> settings_made() const;
  // Of those made the one with the least median that is a number; of equals a map's first cell, else the first. Every
  // picture of the block marks it.
  std::optional<std::size_t> best_setting() const;
  // Which value of an axis of a grid a choice of settings has: the last axis goes fastest.
  std::size_t value_of_axis(std::size_t axis, std::size_t setting) const;
  const std::string& setting() const { return setting_; }
  // Its place among the axes, where it varies and is a number: on a grid, or drawn from an interval.
  std::optional<std::size_t> axis() const { return axis_; }
  // Its values where they are drawn, each with its choice of settings, of which runs are kept; ascending. They are
  // drawn once: of a large study all samples are, to find those that are kept.
  const std::vector<std::pair<double, std::size_t>>& drawn_values() const { return values_; }
  // The two axes of a grid's map.
  std::pair<std::size_t, std::size_t> map_axes() const;

 private:
  const study::Plan& plan_;
  const StudyRows& rows_;
  std::size_t number_;
  Score score_;
  std::string setting_;
  std::optional<std::size_t> axis_{};
  std::vector<std::pair<double, std::size_t>> values_{};
};

// The setting that most blocks of a problem vary, of most methods the learning rate; empty where none varies any.
std::string common_setting(const study::Plan& plan, std::size_t problem);
// Of each block of the plan, in its order.
std::vector<BlockSamples> block_samples(const study::Plan& plan, const StudyRows& rows);
// Those of one problem, which stand together.
std::span<const BlockSamples> of_problem(std::span<const BlockSamples> blocks, std::size_t problem);

}  // namespace ravine::app
