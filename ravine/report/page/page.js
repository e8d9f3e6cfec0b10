// The page: reads the data, makes the scenes, and lets the transport and the keyboard drive one clock for all of them.

class Transport {
  constructor(element, clock) {
    this.clock = clock;
    this.play = element.querySelector(".play");
    this.scrub = element.querySelector("input[type=range]");
    this.counter = element.querySelector(".counter output");
    this.speed = element.querySelector("select");
    const on = (name, act) => element.querySelector(name).addEventListener("click", act);
    on(".play", () => clock.toggle());
    on(".back", () => clock.step(-1));
    on(".forward", () => clock.step(1));
    this.scrub.addEventListener("input", () => {
      clock.pause();
      clock.seek(Number(this.scrub.value));
    });
    this.speed.addEventListener("change", () => { clock.speed = Number(this.speed.value); });
    element.hidden = clock.last === 0;
  }

  draw() {
    const { clock } = this;
    this.scrub.value = clock.time;
    this.scrub.setAttribute("aria-valuetext", `step ${clock.time} of ${clock.last}`);
    this.scrub.style.setProperty("--done", clock.last ? clock.time / clock.last : 0);
    this.counter.textContent = clock.time;
    this.play.setAttribute("aria-label", clock.playing ? "Pause" : "Play");
    this.play.classList.toggle("playing", clock.playing);
  }

  faster(direction) {
    const index = Math.min(this.speed.options.length - 1, Math.max(0, this.speed.selectedIndex + direction));
    this.speed.selectedIndex = index;
    this.clock.speed = Number(this.speed.value);
  }
}

// What a key does, or undefined. The keys that a focused control needs for itself are left to it.
function keyAction(event, clock, transport, help) {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const { target, key } = event;
  if (target.closest?.("select, dialog, textarea, input:not([type=range]):not([type=checkbox])")) return undefined;
  if (key === " ") return target.closest?.("button, summary, input[type=checkbox], a") ? undefined : () => clock.toggle();
  const sideways = key === "ArrowLeft" || key === "ArrowRight";
  if (sideways && target.closest?.(".scroll")) return undefined;
  const stride = event.shiftKey ? 10 : 1;
  const at = time => () => {
    clock.pause();
    clock.seek(time);
  };
  if (key === "ArrowLeft") return () => clock.step(-stride);
  if (key === "ArrowRight") return () => clock.step(stride);
  if (key === "Home") return at(0);
  if (key === "End") return at(clock.last);
  if (/^[0-9]$/.test(key)) return at(Math.round((clock.last * Number(key)) / 10));
  if (key === "<" || key === ",") return () => transport.faster(-1);
  if (key === ">" || key === ".") return () => transport.faster(1);
  if (key === "?") return () => help.showModal();
  return undefined;
}

function startPage() {
  const data = JSON.parse(document.querySelector("#data").textContent);
  document.documentElement.classList.add("live");
  for (const table of document.querySelectorAll("table.outcomes")) makeSortable(table);

  const scenes = data.scenes.map((scene, i) => new Scene(document.querySelector(`#problem-${i + 1}`), scene));
  const inView = new Set();
  let transport = null, ticking = false, before = 0;
  const tick = now => {
    // A page that was hidden goes on where it was.
    clock.advance(Math.min(0.1, Math.max(0, (now - before) / 1000)));
    before = now;
    ticking = clock.playing;
    if (ticking) requestAnimationFrame(tick);
  };
  const clock = new Clock(framesOf(scenes.flatMap(scene => scene.runs.filter(Boolean))), () => {
    transport.draw();
    for (const scene of inView) scene.draw(clock.time);
    if (clock.playing && !ticking) {
      ticking = true;
      before = performance.now();
      requestAnimationFrame(tick);
    }
  });
  transport = new Transport(document.querySelector(".transport"), clock);
  for (const scene of scenes) new Readout(scene, clock);

  // Only what can be seen is drawn at once; the rest when it comes into view.
  const observer = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
      const scene = scenes.find(({ element }) => element === target);
      if (isIntersecting) {
        inView.add(scene);
        scene.draw(clock.time);
      } else inView.delete(scene);
    }
  }, { rootMargin: "50px" });
  for (const scene of scenes) observer.observe(scene.element);

  const help = document.querySelector("dialog");
  document.querySelector(".help").addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", event => {
    const action = keyAction(event, clock, transport, help);
    if (!action) return;
    event.preventDefault();
    action();
  });

  // Paper shows the last state.
  let left = null;
  addEventListener("beforeprint", () => {
    left = clock.time;
    clock.pause();
    clock.seek(clock.last);
    for (const scene of scenes) scene.draw(clock.last);
  });
  addEventListener("afterprint", () => clock.seek(left ?? clock.last));

  // The course is played once, unless the reader wants no motion.
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  still.addEventListener("change", () => still.matches && clock.pause());
  for (const scene of scenes) scene.draw(clock.time);
  transport.draw();
  if (!still.matches) clock.play();
}

startPage();
