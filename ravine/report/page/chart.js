// A small chart of what goes on within methods: lines over time that are no run's points, each with its value beside it.

const NOW_DIGITS = 3;  // report/workings_plot.cpp says the same

// 0 and round numbers up to `last`, at most `most` of them.
function roundTicks(last, most) {
  const rough = 10 ** Math.floor(Math.log10(last / most));
  const step = rough * [1, 2, 5, 10].find(factor => last / (rough * factor) < most);
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, k) => k * step);
}

class Chart {
  // `times`: the columns of steps, and of other clocks, that the lines name.
  constructor(figure, { low, high, decades, last, lines }, times) {
    this.figure = figure;
    this.svg = figure.querySelector(".plot");
    this.clip = this.svg.querySelector("clipPath rect");
    this.folded = figure.closest("details");
    this.last = last;
    const timeOf = last > 0 ? scale(0, last, 0, 1) : () => 0, valueOf = scale(low, high, 1, 0, decades);
    this.timeOf = this.shownOf = timeOf;
    this.valueOf = valueOf;
    this.ticks = [...this.svg.querySelectorAll(".tick.across")];
    this.grid = this.svg.querySelector(".grid");
    this.gridText = this.grid?.getAttribute("d");
    this.said = this.svg.getAttribute("aria-label");
    this.lines = lines.map(({ t, v, runs, clocks = [] }, i) => {
      const steps = times[t], values = numbersOf(v);
      const parts = [...figure.querySelectorAll(`[data-line="${i}"]`)];
      return {
        steps, values, runs, parts, at: -2,
        columns: [steps, ...clocks.map(clock => times[clock])],
        head: parts.find(part => part.matches(".head")),
        now: figure.querySelector(`.keys [data-line="${i}"] .now`),
        place: k => [timeOf(steps[k]), valueOf(values[k])],
      };
    });
  }

  get hidden() { return this.folded !== null && !this.folded.open; }

  // Goes by the clock of that place, 0 being gradient evaluations, which the transport counts.
  useClock(place, name) {
    const ends = this.lines.map(({ columns }) => columns[place].at(-1));
    const last = place === 0 ? this.last : Math.max(...ends, 0);
    const timeOf = last > 0 ? scale(0, last, 0, 1) : () => 0;
    // A clock that goes alike for all runs passes evenly with gradient evaluations; of others what has passed is not cut.
    const rates = this.lines.flatMap(({ steps, columns }) => [...columns[place]].map((time, k) => (steps[k] > 0 ? time / steps[k] : null)));
    const [rate] = rates.filter(Boolean);
    const even = rates.every(each => each === null || Math.abs(each - rate) <= 1e-9 * rate);
    this.shownOf = even ? time => timeOf(time * (rate ?? 0)) : () => 1;
    for (const [i, line] of this.lines.entries()) {
      const column = line.columns[place];
      line.place = k => [timeOf(column[k]), this.valueOf(line.values[k])];
      line.at = -2;
      const points = [...column.keys()].map(line.place);
      const path = pathOf(points.map(p => p[0] * UNITS), points.map(p => p[1] * UNITS), { left: 0, right: UNITS, top: 0, bottom: UNITS });
      const whole = this.svg.querySelector(`.whole [data-line="${i}"] path`);
      line.drawn ??= whole.getAttribute("d");  // as the page came
      whole.setAttribute("d", place === 0 ? line.drawn : path.text);
    }
    this.place = place;
    this.end = last;
    this.writeAxis(place === 0 ? null : roundTicks(last, 6), timeOf);
    this.svg.setAttribute("aria-label", this.said.replace("gradient evaluations", name));
  }

  // `values`: null for the page's own.
  writeAxis(values, timeOf) {
    for (const tick of this.svg.querySelectorAll(".tick.across")) tick.remove();
    const ticks = values?.map(value => {
      const label = svgElement("text", { y: 20 }, readable(value));
      return svgElement("svg", { class: "tick across", x: percent(timeOf(value)), y: "100%" }, svgElement("path", { d: "M0 0v5" }), label);
    });
    this.svg.querySelector(".border").after(...(ticks ?? this.ticks));
    const up = this.gridText.match(/M0 [\d.]+H\d+/g) ?? [];
    const across = values?.map(value => `M${Math.round(timeOf(value) * UNITS)} 0V${UNITS}`);
    this.grid.setAttribute("d", across ? [...across, ...up].join("") : this.gridText);
  }

  // The gradient evaluations at a fraction of the width.
  timeAt(fraction) {
    if (!this.place) return fraction * this.last;
    const line = this.lines.find(({ parts }) => !parts[0].matches(".off")) ?? this.lines[0];
    return line.steps[Math.max(0, lastIndex(line.columns[this.place], fraction * this.end))];
  }

  // Lines of runs of which none is shown are hidden; one that several share looks as the first that is.
  choose(runs) {
    for (const line of this.lines) {
      const first = line.runs.find(run => runs[run]?.shown);
      for (const part of line.parts) part.classList.toggle("off", first === undefined);
      if (first === undefined || this.folded) continue;
      line.marker = `marker-${runs[first].style}`;
      for (const part of line.parts.filter(each => !each.matches("li"))) {
        for (const name of [...part.classList]) if (/^s[0-9]+$/.test(name)) part.classList.remove(name);
        part.classList.add(`s${runs[first].style}`);
      }
      if (line.head?.firstElementChild.getAttribute("href") !== "#arrow") line.head?.firstElementChild.setAttribute("href", `#${line.marker}`);
    }
  }

  highlight(run) {
    if (this.folded) return;
    for (const line of this.lines) {
      for (const part of line.parts) part.classList.toggle("highlight", run !== null && line.runs.includes(run));
    }
  }

  // No step leads from the last point: what was known last stays.
  valueAt({ values }, k) {
    if (k === values.length - 1) while (k > 0 && !Number.isFinite(values[k])) --k;
    return k < 0 ? NaN : values[k];
  }

  draw(time) {
    this.clip.setAttribute("width", Math.max(0, this.shownOf(time) * UNITS) + UNITS);
    for (const line of this.lines) {
      const k = lastIndex(line.steps, time);
      if (k === line.at) continue;
      line.at = k;
      line.now.textContent = readable(this.valueAt(line, k), NOW_DIGITS);
      if (line.head) placeHead(line.head, line.marker ?? "dot", ...headOf(line.place, k), 1);
    }
  }
}
