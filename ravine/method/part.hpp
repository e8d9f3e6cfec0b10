// What a link of a chain does to what flows through it. A chain is read left to right, as the gradient flows:
// clip_norm(1) | adam(lr=0.1) | weight_decay(0.01).
#pragma once

namespace ravine {

enum class Part {
  gradient,  // before the rule: the gradient -> the gradient that the rule sees
  rule,      // the gradient -> the displacement of x
  point,     // after the rule: the next point -> the next point
  probe,     // the gradient -> the displacement to where the step's gradient is taken instead
};

}  // namespace ravine
