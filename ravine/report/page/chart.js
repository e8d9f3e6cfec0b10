// A small chart of what goes on within methods: lines over time that are no run's points, each with its value beside it.

const NOW_DIGITS = 3;  // report/workings_plot.cpp says the same

class Chart {
  // `times`: the columns of steps that the lines name.
  constructor(figure, { low, high, decades, last, lines }, times) {
    this.figure = figure;
    this.svg = figure.querySelector(".plot");
    this.clip = this.svg.querySelector("clipPath rect");
    this.folded = figure.closest("details");
    this.last = last;
    const timeOf = last > 0 ? scale(0, last, 0, 1) : () => 0, valueOf = scale(low, high, 1, 0, decades);
    this.timeOf = timeOf;
    this.lines = lines.map(({ t, v, runs }, i) => {
      const steps = times[t], values = numbersOf(v);
      const parts = [...figure.querySelectorAll(`[data-line="${i}"]`)];
      return {
        steps, values, runs, parts, at: -2,
        head: parts.find(part => part.matches(".head")),
        now: figure.querySelector(`.keys [data-line="${i}"] .now`),
        place: k => [timeOf(steps[k]), valueOf(values[k])],
      };
    });
  }

  get hidden() { return this.folded !== null && !this.folded.open; }

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
    this.clip.setAttribute("width", Math.max(0, this.timeOf(time) * UNITS) + UNITS);
    for (const line of this.lines) {
      const k = lastIndex(line.steps, time);
      if (k === line.at) continue;
      line.at = k;
      line.now.textContent = readable(this.valueAt(line, k), NOW_DIGITS);
      if (line.head) placeHead(line.head, line.marker ?? "dot", ...headOf(line.place, k), 1);
    }
  }
}
