// Points where the gradient is zero and nothing is least.
#include "ravine/problem/catalogue/families.hpp"

namespace ravine {

std::vector<TestFunction> saddles() {
  constexpr std::string_view family = "saddles";
  using enum Trait;
  return {
      {.name = "saddle",
       .title = "Saddle",
       .family = family,
       .expression = "x^2 - y^2",
       .low = "-2",
       .high = "2",
       .start = "1.5, 0.001",
       .traits = {separable, saddle},
       .citation = "Strogatz 2015, Nonlinear Dynamics and Chaos, 6.4; Ruder 2016, arXiv:1609.04747",
       .note = "f goes down without end: runs end by their budget or as diverged"},
      {.name = "monkey_saddle",
       .title = "Monkey saddle",
       .family = family,
       .expression = "x^3 - 3*x*y^2",
       .low = "-2",
       .high = "2",
       .start = "1.5, 0.01",
       .traits = {saddle},
       .citation = "Hilbert & Cohn-Vossen 1932, Anschauliche Geometrie",
       .note = "three ways down; the Hessian at the saddle is 0; f goes down without end"},
      {.name = "ridge_saddle",
       .title = "Saddle between two minima",
       .family = family,
       .expression = "(x^2 - 1)^2 + y^2",
       .low = "-2",
       .high = "2",
       .start = "0.001, 1.5",
       .minimum = "0",
       .minimisers = {"1, 0", "-1, 0"},
       .traits = {separable, multimodal, saddle},
       .citation = "the double well, Kramers 1940, Physica 7(4), with a second coordinate",
       .note = "from the ridge x = 0 a method has to leave the saddle at the origin"},
  };
}

}  // namespace ravine
