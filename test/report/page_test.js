// The parts of the report's script that know no page, under node: page_test.js PAGE_DIRECTORY SAMPLES_DIRECTORY.
"use strict";
const assert = require("node:assert/strict");
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

const [pages, samples] = process.argv.slice(2);
const source = ["number", "trail", "clock", "table"].map(name => readFileSync(join(pages, `${name}.js`), "utf8")).join("");
const { readable, lastIndex, scale, headOf, clipped, pathOf, nearest, Clock, framesOf, compareValues } = new Function(
  `"use strict"; ${source}; return { readable, lastIndex, scale, headOf, clipped, pathOf, nearest, Clock, framesOf, compareValues };`)();

const tests = {
  "numbers are written as the pictures write them"() {
    for (const [value, digits, text] of JSON.parse(readFileSync(join(samples, "numbers.json"), "utf8"))) {
      assert.equal(readable(value, digits), text, `${value}, ${digits} digits`);
    }
    assert.equal(readable(NaN), "–");
    assert.equal(readable(-Infinity), "−∞");
    assert.equal(readable(0), "0");
  },

  "the last index at a time"() {
    const steps = [0, 3, 3.5, 10];
    assert.deepEqual([-1, 0, 2, 3, 3.4, 3.5, 10, 1e9].map(time => lastIndex(steps, time)), [-1, 0, 0, 1, 1, 2, 3, 3]);
    assert.equal(lastIndex([], 5), -1);
  },

  "scales"() {
    const linear = scale(2, 4, 0, 1);
    assert.deepEqual([2, 3, 4, 5].map(linear), [0, 0.5, 1, 1.5]);
    const decades = scale(-2, 2, 1, 0, true);
    assert.deepEqual([1e2, 1, 1e-2, 1e-9, 0, -3].map(decades), [0, 0.5, 1, 2.75, 1.01, 1.01]);
    assert.ok(Number.isNaN(decades(NaN)));
    assert.equal(decades(Infinity), -Infinity);
  },

  "a curve's head stays where it left the plot"() {
    const curve = [[0, 0.5], [0.1, 0.9], [0.2, 1.1], [0.3, 3], [0.4, NaN]];
    assert.deepEqual(headOf(k => curve[k], 1), [0.1, 0.9]);
    for (const k of [2, 3, 4]) {
      const [x, y] = headOf(i => curve[i], k);
      assert.ok(Math.abs(x - 0.15) < 1e-12 && y > 1);
    }
    assert.ok(headOf(k => curve[k], -1).every(Number.isNaN));
  },

  "paths are cut and grow point by point"() {
    const area = { left: 0, right: 100, top: 0, bottom: 100 };
    const { text, ends } = pathOf([10, 50, 150, 50, NaN, 20, 30], [10, 50, 50, 60, 0, 20, 30], area);
    assert.equal(text, "M10 10L50 50L100 50M100 55L50 60M20 20L30 30");
    assert.equal(text.slice(0, ends[0]), "");
    assert.equal(text.slice(0, ends[1]), "M10 10L50 50");
    assert.equal(text.slice(0, ends[4]), text.slice(0, ends[3]));
    assert.equal(ends[6], text.length);
    assert.equal(clipped(-5, -5, -1, 200, area), null);
    assert.deepEqual(clipped(50, 50, 1e200, 50, area), [50, 50, 100, 50]);
  },

  "the nearest within reach"() {
    const points = [{ x: 0, y: 0 }, { x: 10, y: 0 }];
    assert.equal(nearest(points, 6, 0, 5), points[1]);
    assert.equal(nearest(points, 5, 20, 5), null);
    assert.equal(nearest([{ x: NaN, y: 0 }], 0, 0, 5), null);
  },

  "a clock steps from frame to frame"() {
    const frames = framesOf([{ steps: [0, 3, 6] }, { steps: [0, 5, 10] }]);
    assert.deepEqual([...frames], [0, 3, 5, 6, 10]);
    const seen = [];
    const clock = new Clock(frames, ({ time }) => seen.push(time));
    assert.equal(clock.time, 10);
    clock.step(-1);
    clock.step(-2);
    clock.step(-100);
    clock.step(1);
    clock.seek(5.7);
    clock.seek(99);
    assert.deepEqual(seen, [6, 3, 0, 3, 5, 10]);
  },

  "a clock plays to its end once"() {
    const clock = new Clock(Float64Array.from({ length: 101 }, (_, k) => k), () => {});
    clock.advance(1);
    assert.equal(clock.time, 100);
    clock.play();
    assert.equal(clock.time, 0);
    clock.advance(1);
    assert.equal(clock.time, 20);  // a hundred steps take five seconds
    clock.speed = 2;
    clock.advance(1);
    assert.equal(clock.time, 60);
    clock.pause();
    clock.advance(1);
    assert.equal(clock.time, 60);
    clock.toggle();
    clock.advance(60);
    assert.equal(clock.time, 100);
    assert.equal(clock.playing, false);
  },

  "a clock without steps stands still"() {
    const clock = new Clock(framesOf([]), () => {});
    clock.play();
    assert.equal(clock.playing, false);
    assert.equal(clock.time, 0);
  },

  "values are ordered, unknown ones last"() {
    const order = (values, direction) => [...values].sort((a, b) => compareValues(a, b, direction));
    assert.deepEqual(order([3, null, -Infinity, 10], 1), [-Infinity, 3, 10, null]);
    assert.deepEqual(order([3, null, -Infinity, 10], -1), [10, 3, -Infinity, null]);
    assert.deepEqual(order(["run 10", "run 9", "Run 1"], 1), ["Run 1", "run 9", "run 10"]);
  },

  "the data of charts"() {
    const page = readFileSync(join(samples, "workings.html"), "utf8");
    const { scenes } = JSON.parse(/id="data">(.*?)<\/script>/s.exec(page)[1]);
    const { charts, times } = scenes[0];
    assert.deepEqual(charts.map(({ lines }) => lines.length), [2, 2, 2, 2, 2, 2, 1, 4, 4, 4, 1]);
    assert.deepEqual(charts[0].lines.map(({ runs }) => runs), [[0], [3]]);
    assert.deepEqual(charts[1].lines.map(({ clocks }) => clocks.map(clock => times[clock].at?.(-1) ?? times[clock])),
      [[100, 25, 10.1], [50, 25, 10.1]]);
    assert.deepEqual(charts[2].lines.map(({ runs }) => runs), [[0, 1], [2]]);
    for (const { low, high, lines } of charts) {
      assert.ok(low < high);
      for (const { t, v } of lines) assert.equal(v.length, typeof times[t] === "number" ? times[t] : times[t].length);
    }
    assert.equal(scenes[1].charts, undefined);
  },

  "the data of a page"() {
    for (const [name, runs] of [["notebook", [6, 6]], ["sweep", [90, 12, 2]], ["slice", [6]]]) {
      const page = readFileSync(join(samples, `${name}.html`), "utf8");
      const { scenes } = JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)[1]);
      assert.deepEqual(scenes.map(scene => scene.runs.length), runs);
      for (const scene of scenes) {
        assert.ok(scene.last > 0);
        for (const run of scene.runs) {
          assert.equal(run.d !== undefined, scene.map?.off !== undefined);
          const length = typeof run.s === "number" ? run.s : run.s.length;
          for (const column of ["x", "y", "d", "f", "g"]) assert.ok(!run[column] || run[column].length === length);
        }
      }
    }
    const page = readFileSync(join(samples, "notebook.html"), "utf8");
    const { scenes } = JSON.parse(/id="data">(.*?)<\/script>/s.exec(page)[1]);
    const golden = readFileSync(join(pages, "../../../test/golden/notebook/complex-sgd.csv"), "utf8").trim().split("\n");
    const [, x, , f] = golden[51].split(",").map(Number);
    assert.equal(scenes[1].runs[0].f[50], f);
    assert.ok(Math.abs(scenes[1].runs[0].x[50] - x) < 1e-8 * Math.abs(x));
  },
};

let failures = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    test();
    console.log(`ok      ${name}`);
  } catch (error) {
    ++failures;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}
process.exit(failures ? 1 : 0);
