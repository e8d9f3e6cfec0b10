// The face of ravine::study: many descents from one definition.
//
//   auto plan = ravine::study::read_definition_file("study.toml");
//   ravine::study::ThreadExecutor executor;
//   auto results = ravine::study::run(plan, executor);
//   ravine::study::write_results("out", plan, results, ravine::study::summarise(plan, results));
//
// Of more runs than memory holds: run_records() into a StudyFile.
#pragma once

#include "ravine/study/comparison_plan.hpp"
#include "ravine/study/comparison_result.hpp"
#include "ravine/study/csv.hpp"
#include "ravine/study/definition.hpp"
#include "ravine/study/definition_keys.hpp"
#include "ravine/study/json.hpp"
#include "ravine/study/npy.hpp"
#include "ravine/study/plan.hpp"
#include "ravine/study/result_files.hpp"
#include "ravine/study/run_key.hpp"
#include "ravine/study/run_records.hpp"
#include "ravine/study/significance.hpp"
#include "ravine/study/store.hpp"
#include "ravine/study/stored_study.hpp"
#include "ravine/study/study.hpp"
#include "ravine/study/study_file.hpp"
#include "ravine/study/summary.hpp"
#include "ravine/study/thread_pool.hpp"
#include "ravine/study/trajectory_file.hpp"
