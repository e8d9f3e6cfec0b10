// Ravine's core in one include: functions with exact gradients, methods, runs.
//
//   auto bowl   = ravine::function([](auto x, auto y) { return 5*x*x + y*y; });
//   auto result = ravine::minimize(bowl, {5, 5}, ravine::Adam{.learning_rate = 0.1}, {.steps = 100});
//
// Pictures are in <ravine/view.hpp>. Objects are independent: any number of them in any threads. Function, Problem,
// Method and results are values or immutable and may be read from several threads; an Evaluator or a Stepper is one
// thread's at a time.
#pragma once

#include "ravine/base/error.hpp"
#include "ravine/expression/function.hpp"
#include "ravine/expression/trace.hpp"
#include "ravine/method/adabelief.hpp"
#include "ravine/method/adadelta.hpp"
#include "ravine/method/adagrad.hpp"
#include "ravine/method/adam.hpp"
#include "ravine/method/adamax.hpp"
#include "ravine/method/adamw.hpp"
#include "ravine/method/amsgrad.hpp"
#include "ravine/method/lion.hpp"
#include "ravine/method/momentum.hpp"
#include "ravine/method/nadam.hpp"
#include "ravine/method/qhadam.hpp"
#include "ravine/method/qhm.hpp"
#include "ravine/method/radam.hpp"
#include "ravine/method/rmsprop.hpp"
#include "ravine/method/schedule.hpp"
#include "ravine/method/sgd.hpp"
#include "ravine/method/sign_sgd.hpp"
#include "ravine/method/signum.hpp"
#include "ravine/method/stepper.hpp"
#include "ravine/method/yogi.hpp"
#include "ravine/problem/as_problem.hpp"
#include "ravine/run/derivative.hpp"
#include "ravine/run/minimize.hpp"
