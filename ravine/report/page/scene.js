// One problem of the page: its map and curves at a time, and which of its runs are shown.

const SVG = "http://www.w3.org/2000/svg";
const UNITS = 10000;  // the width of a plot's inner coordinates; report/plot.hpp says the same

function svgElement(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const percent = fraction => `${(100 * fraction).toFixed(3)}%`;

// A column of the page's data. A number that is not finite is null there.
const numbersOf = column => column && Float64Array.from(column, value => (value === null ? NaN : value));
// Steps 0, 1, 2, ... are said by their number.
const stepsOf = column => (typeof column === "number" ? Float64Array.from({ length: column }, (_, k) => k) : numbersOf(column));

// The data of a run as the page holds it -> what the pictures use.
function unpacked({ style, s, x, y, d, f, g }) {
  return { style, steps: stepsOf(s), x: numbersOf(x), y: numbersOf(y), d: numbersOf(d), f: numbersOf(f), g: numbersOf(g) };
}

function placeMark(element, x, y) {
  const known = Number.isFinite(x) && Number.isFinite(y);
  element.classList.toggle("unknown", !known);
  if (!known) return;
  element.setAttribute("x", percent(x));
  element.setAttribute("y", percent(y));
}

// The head of a line at a place; outside of the plot an arrow on its edge that points to where it is.
function placeHead(head, marker, x, y, aspect) {
  const edgeX = Math.min(1, Math.max(0, x)), edgeY = Math.min(1, Math.max(0, y));
  const outside = edgeX !== x || edgeY !== y;
  const use = head.firstElementChild;
  use.setAttribute("href", outside ? "#arrow" : `#${marker}`);
  const angle = (Math.atan2((y - edgeY) * aspect, x - edgeX) * 180) / Math.PI;
  if (outside && Number.isFinite(angle)) use.setAttribute("transform", `rotate(${angle.toFixed(1)})`);
  else use.removeAttribute("transform");
  placeMark(head, edgeX, edgeY);
}

class Scene {
  constructor(element, data) {
    this.element = element;
    this.data = data;
    this.runs = data.runs.map(run => run && { ...unpacked(run), marker: `marker-${run.style}`, shown: false, at: -2 });
    this.names = [...element.querySelectorAll(".map .axis-name tspan:first-child")].map(name => name.textContent);
    this.legend = element.querySelector(".legend");
    this.map = data.map && this.makeMap(element.querySelector(".map .plot"), data.map);
    this.curves = data.curves.map((curve, i) => this.makeCurve(element.querySelectorAll(".curves .plot")[i], curve));
    this.charts = this.makeCharts(data);
    this.plots = this.map ? [this.map, ...this.curves] : this.curves;
    for (const chip of this.legend.querySelectorAll(".run")) this.show(Number(chip.dataset.run), true);
    this.legend.addEventListener("click", event => {
      const chip = event.target.closest(".run");
      if (chip) this.show(Number(chip.dataset.run), chip.getAttribute("aria-pressed") !== "true");
    });
    this.makeChoice();
  }

  // `off`: from which distances from the plane on a point is beside it, and far from it.
  // `graph`: it is the graph of a function of one coordinate, whose points are what counts.
  makeMap(svg, { box: [left, right, bottom, top], height, off, graph }) {
    return {
      svg, height, off, graph,
      trails: svg.querySelector(".trails"),
      heads: svg.querySelector(".heads"),
      xOf: scale(left, right, 0, 1),
      yOf: scale(top, bottom, 0, 1),
      has: run => run.x !== undefined,
      at: (run, k) => [this.map.xOf(run.x[k]), this.map.yOf(run.y[k])],
    };
  }

  makeCurve(svg, { series, low, high, decades }) {
    const valueOf = scale(low, high, 1, 0, decades);
    const timeOf = this.data.last > 0 ? scale(0, this.data.last, 0, 1) : () => 0;
    const { minimum, known } = this.data;
    const height = series === "g" ? (run, k) => run.g[k]
      : (run, k) => (known ? run.f[k] - minimum : run.f[k]);
    return {
      svg, series, timeOf, height,
      last: this.data.last,
      whole: svg.querySelector(".whole"),
      past: svg.querySelector(".past"),
      heads: svg.querySelector(".heads"),
      clip: svg.querySelector("clipPath rect"),
      has: run => run[series] !== undefined,
      at: (run, k) => [timeOf(run.steps[k]), valueOf(height(run, k))],
    };
  }

  makeCharts({ charts = [], times = [] }) {
    const figures = this.element.querySelectorAll(".chart"), columns = times.map(stepsOf);
    for (const folded of this.element.querySelectorAll("details.state")) {
      folded.addEventListener("toggle", () => this.drawCharts());
    }
    const made = charts.map((chart, i) => new Chart(figures[i], chart, columns));
    this.makeClocks(made.filter(chart => chart.lines[0]?.columns.length > 1));
    return made;
  }

  // The charts of measurements go by the clock that the reader chooses.
  makeClocks(charts) {
    const select = this.element.querySelector(".measurements select");
    if (!select) return;
    select.hidden = false;
    select.previousElementSibling.hidden = true;
    select.addEventListener("change", () => {
      for (const chart of charts) chart.useClock(select.selectedIndex, select.value);
      this.drawCharts();
    });
  }

  drawCharts() {
    for (const chart of this.charts) if (!chart.hidden) chart.draw(this.time);
  }

  // Of many runs the reader draws some: by a box in each row, and all at once.
  makeChoice() {
    this.counter = this.element.querySelector(".choice output");
    if (!this.counter) return;
    const first = this.runs.map(run => run !== null && run.shown);
    this.element.addEventListener("change", event => {
      if (event.target.type === "checkbox") this.show(Number(event.target.closest("tr").dataset.run), event.target.checked);
    });
    for (const button of this.element.querySelectorAll(".choice button")) {
      const wanted = button.dataset.choice === "first" ? index => first[index] : () => false;
      button.addEventListener("click", () => this.runs.forEach((run, index) => run && this.show(index, wanted(index))));
    }
  }

  // The label of a run stands in its row of the table.
  label(index) {
    return this.element.querySelector(`tr[data-run="${index}"] .label`).textContent;
  }

  // The part of a run inside `parent`: as the page came, or made now.
  part(parent, index, make) {
    const found = parent.querySelector(`:scope > [data-run="${index}"]`);
    if (found) return found;
    const made = make();
    made.setAttribute("data-run", index);
    return parent.appendChild(made);
  }

  makeParts(index) {
    const run = this.runs[index];
    const style = `s${run.style}`;
    const head = () => svgElement("svg", { class: `head ${style}` }, svgElement("use", { href: `#${run.marker}` }));
    run.parts = [];
    const { map } = this;
    if (map?.has(run)) {
      const trail = this.part(map.trails, index, () => svgElement("g", { class: `trail ${style}` },
        svgElement("path", { class: "casing" }), svgElement("path", { class: "line" }),
        ...(map.off ? ["hollow", "hair"] : map.graph ? ["points", "points hole"] : []).map(kind => svgElement("path", { class: kind }))));
      const xs = run.x.map(x => map.xOf(x) * UNITS), ys = run.y.map(y => map.yOf(y) * map.height);
      const area = { left: -UNITS, right: 2 * UNITS, top: -map.height, bottom: 2 * map.height };
      // A step is as far from the plane as the nearer one of its ends: 0 on it, 1 beside, 2 far; 3: far, and only
      // crosses the map. report/map.cpp says the same.
      const inside = k => xs[k] >= 0 && xs[k] <= UNITS && ys[k] >= 0 && ys[k] <= map.height;
      const off = k => {
        const place = map.off ? map.off.filter(from => Math.min(run.d[k - 1], run.d[k]) > from).length : 0;
        return place === 2 && !inside(k - 1) && !inside(k) ? 3 : place;
      };
      const wide = pathOf(xs, ys, area, k => off(k) < 2);
      const parts = [wide, wide];
      if (map.off) parts.push(...[1, 2].map(place => pathOf(xs, ys, area, k => off(k) === place)));
      if (map.graph) parts.push(...Array(2).fill(dotsOf(xs, ys, area)));
      run.lines = parts.map((path, i) => ({ line: trail.children[i], path }));
      run.mapHead = this.part(map.heads, index, head);
      run.parts.push(trail, run.mapHead);
    }
    run.curveHeads = this.curves.map(curve => {
      if (!curve.has(run)) return null;
      const id = `${this.element.id}-${curve.series}-${index}`;
      const whole = this.part(curve.whole, index, () => {
        const points = [...run.steps.keys()].map(k => curve.at(run, k));
        const path = pathOf(points.map(p => p[0] * UNITS), points.map(p => p[1] * UNITS),
          { left: 0, right: UNITS, top: 0, bottom: UNITS });
        return svgElement("g", { class: style }, svgElement("path", { id, d: path.text }));
      });
      const past = this.part(curve.past, index, () => svgElement("g", { class: style },
        svgElement("use", { class: "casing", href: `#${id}` }), svgElement("use", { class: "line", href: `#${id}` })));
      const dot = this.part(curve.heads, index, head);
      run.parts.push(whole, past, dot);
      return dot;
    });
    run.chip = this.part(this.legend, index, () => this.makeChip(index, style));
  }

  makeChip(index, style) {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.className = `run ${style}`;
    const swatch = svgElement("svg", { class: "swatch" }, svgElement("use", { href: `#swatch-${this.runs[index].style}` }));
    const label = document.createElement("bdi");
    label.textContent = this.label(index);
    chip.append(swatch, label);
    return chip;
  }

  show(index, on) {
    const run = this.runs[index];
    if (!run || run.shown === on) return;
    if (on && !run.parts) this.makeParts(index);
    run.shown = on;
    run.at = -2;
    for (const part of run.parts ?? []) part.classList.toggle("off", !on);
    run.chip?.setAttribute("aria-pressed", on);
    if (this.counter) {
      this.element.querySelector(`tr[data-run="${index}"] input`).checked = on;
      if (run.chip) run.chip.hidden = !on && document.activeElement !== run.chip;
      this.counter.textContent = this.runs.filter(each => each?.shown).length;
    }
    for (const name of this.element.querySelectorAll(`.name[data-run="${index}"], .horizon[data-run="${index}"], .state[data-run="${index}"]`)) {
      name.classList.toggle("off", !on);
    }
    for (const chart of this.charts) chart.choose(this.runs);
    if (this.time !== undefined) this.draw(this.time);
  }

  // Draws the state after `time` gradient evaluations.
  draw(time) {
    this.time = time;
    this.drawCharts();
    for (const curve of this.curves) curve.clip.setAttribute("width", Math.max(0, curve.timeOf(time) * UNITS) + UNITS);
    for (const run of this.runs) {
      if (!run || !run.shown) continue;
      const k = lastIndex(run.steps, time);
      if (k === run.at) continue;
      run.at = k;
      run.chip.classList.toggle("ended", k === run.steps.length - 1);
      if (run.mapHead) {
        this.drawTrail(run, k);
        placeHead(run.mapHead, run.marker, ...this.lastKnown(this.map, run, k), this.map.height / UNITS);
        run.mapHead.classList.toggle("outside", run.d?.[k] > this.map.off?.[0]);
      }
      this.curves.forEach((curve, i) => {
        if (run.curveHeads[i]) placeHead(run.curveHeads[i], run.marker, ...headOf(j => curve.at(run, j), k), 1);
      });
    }
    this.element.classList.toggle("final", this.runs.every(run => !run || !run.shown || run.at === run.steps.length - 1));
    this.element.dispatchEvent(new Event("drawn"));
  }

  drawTrail(run, k) {
    for (const { line, path } of run.lines) line.setAttribute("d", path.text.slice(0, path.ends[k]));
  }

  // Where a run was last known in a plot, at point k or before.
  lastKnown(plot, run, k) {
    while (k > 0 && !plot.at(run, k).every(Number.isFinite)) --k;
    return k < 0 ? [NaN, NaN] : plot.at(run, k);
  }

  // Makes one run stand out from the others, on top of them; null: all alike.
  highlight(index) {
    if (index === this.highlighted) return;
    this.highlighted = index;
    for (const { part, next } of this.raised ?? []) part.parentNode.insertBefore(part, next);
    this.raised = [];
    this.element.classList.toggle("highlighting", index !== null);
    for (const chart of this.charts) chart.highlight(index);
    for (const part of this.element.querySelectorAll("[data-run]")) {
      const on = index !== null && Number(part.dataset.run) === index;
      part.classList.toggle("highlight", on);
      if (!on || !part.parentNode.matches(".trails, .heads, .past")) continue;
      this.raised.push({ part, next: part.nextSibling });
      part.parentNode.append(part);
    }
  }
}
