// What stands at a point: a read-out beside the point under the pointer, or beside the head of the run whose button in
// the legend has the focus.

const REACH = 32;  // pixels from the pointer to a point it means

class Readout {
  constructor(scene) {
    this.scene = scene;
    const { clock } = scene;
    this.box = scene.element.querySelector(".readout");
    this.status = document.querySelector("#status");
    for (const plot of scene.plots) {
      plot.probe = svgElement("svg", { class: "probe unknown" }, svgElement("circle", { r: 7 }));
      plot.svg.append(plot.probe);
      plot.svg.addEventListener("pointermove", event => this.pointed(plot, event));
      plot.svg.addEventListener("pointerleave", () => this.leave());
    }
    for (const plot of [...scene.curves, ...scene.charts]) {
      plot.svg.addEventListener("click", event => {
        clock.pause();
        const [across] = this.fraction(plot, event);
        clock.seek(Math.round(plot.timeAt?.(across) ?? across * plot.last));
      });
    }
    const focused = event => {
      const chip = event.target.closest?.(".run");
      if (!chip) return;
      this.focus = Number(chip.dataset.run);
      this.showFocus();
    };
    scene.legend.addEventListener("focusin", focused);
    scene.legend.addEventListener("pointerover", focused);
    const left = () => {
      this.focus = undefined;
      this.hide();
    };
    scene.legend.addEventListener("focusout", left);
    scene.legend.addEventListener("pointerout", left);
    scene.element.addEventListener("drawn", () => {
      if (this.focus !== undefined) this.showFocus();
      else if (this.shown?.plot === scene.map && this.shown?.k > this.shown.run.at) this.hide();
    });
  }

  // Where an event is in a plot, as fractions of its width and height.
  fraction(plot, event) {
    const area = plot.svg.getBoundingClientRect();
    return [(event.clientX - area.left) / area.width, (event.clientY - area.top) / area.height];
  }

  pointed(plot, event) {
    const area = plot.svg.getBoundingClientRect();
    const x = event.clientX - area.left, y = event.clientY - area.top;
    const candidates = [];
    this.scene.runs.forEach((run, index) => {
      if (!run || !run.shown || !plot.has(run)) return;
      const add = k => {
        const [u, v] = plot.at(run, k);
        candidates.push({ x: u * area.width, y: v * area.height, index, run, k, plot });
      };
      if (plot === this.scene.map) {
        for (let k = 0; k <= run.at; ++k) add(k);
      } else {
        // The curve's own points left and right of the pointer, told apart by height.
        const k = lastIndex(run.steps, (x / area.width) * this.scene.data.last);
        for (const near of [k, k + 1]) if (near >= 0 && near < run.steps.length) add(near);
      }
    });
    const found = nearest(candidates, x, y, REACH);
    if (found) this.show(found);
    else this.leave();
  }

  showFocus() {
    const run = this.scene.runs[this.focus];
    if (!run || !run.shown || run.at < 0) return this.hide();
    const plot = this.scene.plots.find(each => each.has(run));
    if (!plot) return this.hide();
    this.show({ index: this.focus, run, k: run.at, plot });
    const { run: { steps, x, y, d, f, g }, k } = this.shown;
    const { names } = this.scene;
    const said = [`${this.scene.label(this.focus)}, step ${steps[k]}`];
    if (x) said.push(`${names[0]} ${spoken(x[k])}`);
    if (x && !this.scene.map?.graph) said.push(`${names[1]} ${spoken(y[k])}`);
    if (d) said.push(`off plane ${spoken(d[k])}`);
    if (f) said.push(`f ${spoken(f[k])}`);
    if (g) said.push(`gradient ${spoken(g[k])}`);
    if (!this.scene.clock.playing) this.status.textContent = said.join(", ");
  }

  // Shows a point: marked in every plot, its numbers in a box beside it.
  show(point) {
    const { index, run, k, plot } = point;
    this.shown = point;
    this.scene.highlight(index);
    for (const each of this.scene.plots) {
      const [u, v] = each.has(run) ? each.at(run, k) : [NaN, NaN];
      const inside = u >= 0 && u <= 1 && v >= 0 && v <= 1;
      placeMark(each.probe, ...(inside ? [u, v] : [NaN, NaN]));
    }
    const rows = [];
    const { names, data: { minimum, known } } = this.scene;
    if (run.x) rows.push([names[0], run.x[k]]);
    if (run.x && !this.scene.map?.graph) rows.push([names[1], run.y[k]]);
    if (run.d) rows.push(["off plane", run.d[k]]);
    if (run.f) rows.push(["f", run.f[k]]);
    if (run.f && known && minimum !== 0) rows.push(["f − f*", run.f[k] - minimum]);
    if (run.g) rows.push(["|∇f|", run.g[k]]);
    this.fill(index, run, k, rows);
    this.place(plot, run, k);
  }

  fill(index, run, k, rows) {
    const [title, step, list] = this.box.children;
    const swatch = svgElement("svg", { class: "swatch" }, svgElement("use", { href: `#swatch-${run.style}` }));
    const label = document.createElement("bdi");
    label.textContent = this.scene.label(index);
    title.replaceChildren(swatch, label);
    title.className = `s${run.style}`;
    step.textContent = `step ${run.steps[k]}`;
    list.replaceChildren(...rows.flatMap(([name, value]) => {
      const term = document.createElement("dt"), number = document.createElement("dd");
      term.textContent = name;
      number.textContent = readable(value, 7);
      return [term, number];
    }));
    this.box.hidden = false;
  }

  // Beside the point, on the side with more room, inside the figure.
  place(plot, run, k) {
    const figure = this.box.parentElement.getBoundingClientRect();
    const area = plot.svg.getBoundingClientRect();
    const [u, v] = plot.at(run, k).map(part => (Number.isFinite(part) ? Math.min(1, Math.max(0, part)) : 1));
    const x = area.left - figure.left + u * area.width, y = area.top - figure.top + v * area.height;
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const gap = 18;
    let left = x + gap + width <= figure.width ? x + gap : x - gap - width;
    left = Math.max(0, Math.min(left, figure.width - width));
    const top = Math.max(0, Math.min(y - height / 2, figure.height - height));
    this.box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  leave() {
    if (this.focus !== undefined) this.showFocus();
    else this.hide();
  }

  hide() {
    this.shown = undefined;
    this.box.hidden = true;
    for (const plot of this.scene.plots) plot.probe.classList.add("unknown");
    this.scene.highlight(null);
  }
}
