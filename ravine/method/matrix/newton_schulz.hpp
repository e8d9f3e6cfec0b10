// The iteration by which Muon makes a matrix nearly orthogonal.
#pragma once

#include <cstddef>

namespace ravine {

// x (rows x columns, row-major) <- about U Vᵀ where x = U S Vᵀ: x/(|x| + 1e-7), then five times a x + (b A + c A²) x
// with A = x xᵀ, along the shorter side. Singular values end in about [0.7, 1.2]. Jordan (2024), the coefficients of
// "Muon: an optimizer for hidden layers in neural networks", kellerjordan.github.io/posts/muon.
void newton_schulz(std::size_t rows, std::size_t columns, double* x);

}  // namespace ravine
