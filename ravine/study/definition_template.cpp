#include "ravine/study/definition_keys.hpp"

namespace ravine::study {

std::string_view definition_template() {
  return R"toml(# A study: what is minimised ([problem.NAME]), and how ([[run]]). It runs as it is:
#
#   ravine run FILE --dry-run        says what would run and what it costs
#   ravine run FILE --out DIR        runs it, draws it, writes the results
#   ravine methods [NAME]            lists the methods and their settings
#
# Any value can be changed from the command line: --set problem.bowl.start=[4,4] --set run.0.learning_rate=0.05

title  = "Methods from one start"               # titles and labels in any language
budget = 100                                    # gradient evaluations a run, one a step
# seed = 1                                      # of random draws; functions draw nothing
# target = 1e-6                                 # more ways to end, here or in a [[run]]: f at most this,
# gradient_norm = 1e-9                          # the gradient's norm at most this,
# stall_steps = 50                              # no better f for so many steps,
# steps = 50                                    # so many steps,
# seconds = 10                                  # so much time

[problem.bowl]
title    = "A bowl"
function = "5*x^2 + y^2"                        # + - * / ^, sqrt exp log sin cos ... of x, y, z or x1 ... xn
start    = [5, 5]
minimum  = 0                                    # the least value, if you know it
minimisers = [[0, 0]]                           # and where
view     = { x = [-7, 7], y = [-7, 7] }         # the box that pictures show

[problem.valley]
title    = "A curved valley"
function = "(1 - x)^2 + 20*(y - x^2)^2"
start    = [-1.2, 1]
minimum  = 0
minimisers = [[1, 1]]
view     = { x = [-2, 2], y = [-1, 3] }

[[run]]                                         # every run is made on every problem
method = "sgd"
learning_rate = { bowl = 0.05, valley = 0.005 } # by problem

[[run]]
label  = "Momentum 0.9"                         # without one, the method's name
method = "momentum"
momentum = 0.9
learning_rate = { bowl = 0.02, valley = 0.002 }

[[run]]
method = "rmsprop"
learning_rate = "0.2/(1 + 0.05*t)"              # a schedule: an expression of the step t and the budget T

[[run]]
label  = "Adam"
method = "adam(beta2 = 0.99)"                   # settings may also stand in the notation
learning_rate = 0.2
# learning_rate = [0.05, 0.1, 0.2]              # a list makes several runs; so does a range:
# learning_rate = { log_range = [1e-3, 1], points = 7 }
# pictures = true                               # which lists and ranges get where you ask for them
# problem = "bowl"                              # only on this problem
)toml";
}

}  // namespace ravine::study
