// A run's points: which one holds at a time, which one is nearest, and the path through the first of them.

// The largest i with steps[i] <= time, or -1. Steps rise.
function lastIndex(steps, time) {
  let low = 0, high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

// Maps values to `from` + fraction * (`to` - `from`) by a linear or logarithmic scale. On a logarithmic one zero and less
// are a little beyond `from`.
function scale(low, high, from, to, logarithmic = false) {
  if (!logarithmic) return value => from + ((value - low) / (high - low)) * (to - from);
  return value => {
    const place = value > 0 ? (Math.log10(value) - low) / (high - low) : value <= 0 ? -0.01 : NaN;
    return from + place * (to - from);
  };
}

// The part of the segment from a to b inside the rectangle, or null (Liang & Barsky 1984).
function clipped(ax, ay, bx, by, area) {
  let enter = 0, leave = 1;
  const dx = bx - ax, dy = by - ay;
  for (const [p, q] of [[-dx, ax - area.left], [dx, area.right - ax], [-dy, ay - area.top], [dy, area.bottom - ay]]) {
    if (p === 0) {
      if (q < 0) return null;
    } else if (p < 0) enter = Math.max(enter, q / p);
    else leave = Math.min(leave, q / p);
  }
  if (!(enter <= leave)) return null;
  return [ax + enter * dx, ay + enter * dy, ax + leave * dx, ay + leave * dy];
}

// Where a curve's head is at its point k, `at(k)` in fractions of the plot: there, or where it left the plot for good.
function headOf(at, k) {
  const finite = i => at(i).every(Number.isFinite);
  while (k > 0 && !finite(k)) --k;
  if (k < 0) return [NaN, NaN];
  const inside = i => at(i)[1] >= 0 && at(i)[1] <= 1;
  let i = k;
  while (i >= 0 && !inside(i)) --i;
  if (i < 0 || i === k || !finite(i + 1)) return at(k);
  const [x, y] = at(i), [outX, outY] = at(i + 1);
  const edge = outY > 1 ? 1 : 0;
  return [x + ((edge - y) / (outY - y)) * (outX - x), edge + (outY > 1 ? 0.01 : -0.01)];
}

// The path through points, cut to `area`, of the lines to those points k that are `drawn`. `text` is all of it; its first `ends[k]` characters are the path to point k.
function pathOf(xs, ys, area, drawn = () => true) {
  const ends = new Uint32Array(xs.length);
  const pieces = [];
  let length = 0, connected = false;
  const add = piece => { pieces.push(piece); length += piece.length; };
  for (let k = 0; k < xs.length; ++k) {
    const here = Number.isFinite(xs[k]) && Number.isFinite(ys[k]);
    if (k > 0 && here && drawn(k) && Number.isFinite(xs[k - 1]) && Number.isFinite(ys[k - 1])) {
      const part = clipped(xs[k - 1], ys[k - 1], xs[k], ys[k], area);
      if (part) {
        if (!connected) add(`M${Math.round(part[0])} ${Math.round(part[1])}`);
        add(`L${Math.round(part[2])} ${Math.round(part[3])}`);
      }
      connected = part !== null && part[2] === xs[k] && part[3] === ys[k];
    } else connected = false;
    ends[k] = length;
  }
  return { text: pieces.join(""), ends };
}

// The same of a dot on each point in the area.
function dotsOf(xs, ys, area) {
  const ends = new Uint32Array(xs.length);
  const pieces = [];
  let length = 0;
  for (let k = 0; k < xs.length; ++k) {
    if (xs[k] >= area.left && xs[k] <= area.right && ys[k] >= area.top && ys[k] <= area.bottom) {
      const piece = `M${Math.round(xs[k])} ${Math.round(ys[k])}h0`;
      pieces.push(piece);
      length += piece.length;
    }
    ends[k] = length;
  }
  return { text: pieces.join(""), ends };
}

// The candidate nearest to (x, y) within `reach`, or null. Candidates are { x, y, ... }.
function nearest(candidates, x, y, reach) {
  let best = null, least = reach * reach;
  for (const candidate of candidates) {
    const distance = (candidate.x - x) ** 2 + (candidate.y - y) ** 2;
    if (distance <= least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}
