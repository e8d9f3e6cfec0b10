// Adam on Rosenbrock's function by hand for AVX-512, a register of 8 runs at a time.
#pragma once

#include <immintrin.h>

namespace ravine::by_hand {

// Every run has its own settings, bias corrections and stop values, keeps its best point and when it was found, and is
// watched for what is not finite. Contraction is off as everywhere.
struct EightRuns {
  __m512d x, y, mx, my, vx, vy, left1, left2, best, best_x, best_y, best_step, rate, beta1, beta2, epsilon, target,
      limit;
};

// f = (a - x)^2 + b (y - x^2)^2. Which runs have met a stop value. `last`: only looks.
inline __mmask8 step_by_hand(EightRuns& r, double a, double b, double step, bool last) {
  const __m512d one = _mm512_set1_pd(1);
  const __m512d p = _mm512_sub_pd(_mm512_set1_pd(a), r.x), u = _mm512_sub_pd(r.y, _mm512_mul_pd(r.x, r.x));
  const __m512d f = _mm512_add_pd(_mm512_mul_pd(p, p), _mm512_mul_pd(_mm512_set1_pd(b), _mm512_mul_pd(u, u)));
  const __m512d gx =
      _mm512_sub_pd(_mm512_mul_pd(_mm512_set1_pd(-2), p), _mm512_mul_pd(_mm512_set1_pd(4 * b), _mm512_mul_pd(r.x, u)));
  const __m512d gy = _mm512_mul_pd(_mm512_set1_pd(2 * b), u);
  const __mmask8 better = _mm512_cmp_pd_mask(f, r.best, _CMP_LT_OQ);
  r.best = _mm512_mask_mov_pd(r.best, better, f);
  r.best_x = _mm512_mask_mov_pd(r.best_x, better, r.x);
  r.best_y = _mm512_mask_mov_pd(r.best_y, better, r.y);
  r.best_step = _mm512_mask_mov_pd(r.best_step, better, _mm512_set1_pd(step));
  const __m512d zero = _mm512_setzero_pd();
  const __m512d check = _mm512_add_pd(_mm512_add_pd(_mm512_mul_pd(zero, r.x), _mm512_mul_pd(zero, gx)),
                                      _mm512_add_pd(_mm512_mul_pd(zero, r.y), _mm512_mul_pd(zero, gy)));
  const __mmask8 stop = _mm512_cmp_pd_mask(f, r.target, _CMP_LE_OQ) | _mm512_cmp_pd_mask(f, r.limit, _CMP_NLE_UQ) |
                        _mm512_cmp_pd_mask(check, zero, _CMP_NEQ_UQ);
  if (last) return stop;
  const __m512d c1 = _mm512_sub_pd(one, r.beta1), c2 = _mm512_sub_pd(one, r.beta2);
  r.left1 = _mm512_add_pd(_mm512_mul_pd(r.beta1, r.left1), c1);
  r.left2 = _mm512_add_pd(_mm512_mul_pd(r.beta2, r.left2), c2);
  const __m512d rate = _mm512_div_pd(r.rate, r.left1), unbias = _mm512_div_pd(one, r.left2);
  const auto move = [&](__m512d& at, __m512d& m, __m512d& v, __m512d g) {
    m = _mm512_add_pd(_mm512_mul_pd(r.beta1, m), _mm512_mul_pd(c1, g));
    v = _mm512_add_pd(_mm512_mul_pd(r.beta2, v), _mm512_mul_pd(_mm512_mul_pd(c2, g), g));
    const __m512d root = _mm512_add_pd(_mm512_sqrt_pd(_mm512_mul_pd(v, unbias)), r.epsilon);
    at = _mm512_sub_pd(at, _mm512_div_pd(_mm512_mul_pd(rate, m), root));
  };
  move(r.x, r.mx, r.vx, gx);
  move(r.y, r.my, r.vy, gy);
  return stop;
}

// Fresh runs of Adam with its defaults, without stop values.
inline EightRuns eight_runs(__m512d x, __m512d y, __m512d rate) {
  EightRuns r;
  r.x = x, r.y = y, r.rate = rate;
  r.mx = r.my = r.vx = r.vy = r.left1 = r.left2 = r.best_x = r.best_y = r.best_step = _mm512_setzero_pd();
  r.best = _mm512_set1_pd(__builtin_inf()), r.limit = _mm512_set1_pd(1e100),
  r.target = _mm512_set1_pd(-__builtin_inf());
  r.beta1 = _mm512_set1_pd(0.9), r.beta2 = _mm512_set1_pd(0.999), r.epsilon = _mm512_set1_pd(1e-8);
  return r;
}

}  // namespace ravine::by_hand
