// The page: reads the data, makes the scenes, and lets the transport and the keyboard drive them. Problems whose runs end
// at the same time share a clock; the transport drives the clock of the problem in view.

class Transport {
  constructor(element, clock) {
    this.element = element;
    this.play = element.querySelector(".play");
    this.scrub = element.querySelector("input[type=range]");
    this.counter = element.querySelector(".counter output");
    this.of = element.querySelector(".counter .of");
    this.speed = element.querySelector("select");
    const on = (name, act) => element.querySelector(name).addEventListener("click", act);
    on(".play", () => this.clock.toggle());
    on(".back", () => this.clock.step(-1));
    on(".forward", () => this.clock.step(1));
    this.scrub.addEventListener("input", () => {
      this.clock.pause();
      this.clock.seek(Number(this.scrub.value));
    });
    this.speed.addEventListener("change", () => { this.clock.speed = Number(this.speed.value); });
    this.use(clock);
  }

  // Drives this clock from now on.
  use(clock) {
    if (clock === this.clock) return;
    this.clock?.pause();
    this.clock = clock;
    clock.speed = Number(this.speed.value);
    this.element.hidden = clock.last === 0;
    this.scrub.max = clock.last;
    this.of.textContent = ` / ${clock.last}`;
    // The counter keeps its width while its number grows.
    this.counter.parentElement.style.setProperty("--counter", "auto");
    this.counter.textContent = clock.last;
    this.counter.parentElement.style.setProperty("--counter", `${this.counter.parentElement.offsetWidth}px`);
    this.draw();
  }

  draw() {
    const { clock } = this;
    this.scrub.value = clock.time;
    this.scrub.setAttribute("aria-valuetext", `step ${clock.time} of ${clock.last}`);
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
function keyAction(event, transport, help) {
  const { clock } = transport;
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
  if (scenes.length === 0) return;
  const inView = new Set(scenes);  // until it is known
  let transport = null, ticking = false, before = 0;
  const tick = now => {
    // A page that was hidden goes on where it was.
    const { clock } = transport;
    clock.advance(Math.min(0.1, Math.max(0, (now - before) / 1000)));
    before = now;
    ticking = clock.playing;
    if (ticking) requestAnimationFrame(tick);
  };
  const changed = clock => {
    if (clock === transport?.clock) transport.draw();
    for (const scene of inView) if (scene.clock === clock) scene.draw(clock.time);
    if (clock.playing && !ticking) {
      ticking = true;
      before = performance.now();
      requestAnimationFrame(tick);
    }
  };
  for (const last of new Set(scenes.map(scene => scene.data.last))) {
    const sharing = scenes.filter(scene => scene.data.last === last);
    const clock = new Clock(framesOf(sharing.flatMap(scene => scene.runs.filter(Boolean))), changed);
    for (const scene of sharing) scene.clock = clock;
  }
  for (const scene of scenes) new Readout(scene);
  transport = new Transport(document.querySelector(".transport"), scenes[0].clock);

  // Only what can be seen is drawn at once; the rest when it comes into view.
  const observer = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
      const scene = scenes.find(({ element }) => element === target);
      if (isIntersecting) {
        inView.add(scene);
        scene.draw(scene.clock.time);
      } else inView.delete(scene);
    }
  }, { rootMargin: "50px" });
  for (const scene of scenes) observer.observe(scene.element);
  addEventListener("scroll", () => transport.use(sceneInView(scenes).clock), { passive: true });

  const help = document.querySelector("dialog");
  document.querySelector(".help").addEventListener("click", () => help.showModal());
  document.addEventListener("keydown", event => {
    const action = keyAction(event, transport, help);
    if (!action) return;
    event.preventDefault();
    action();
  });

  // Paper shows the last state.
  let left = null;
  addEventListener("beforeprint", () => {
    transport.clock.pause();
    left = new Map(scenes.map(({ clock }) => [clock, clock.time]));
    for (const clock of left.keys()) clock.seek(clock.last);
    for (const scene of scenes) scene.draw(scene.clock.last);
  });
  addEventListener("afterprint", () => left?.forEach((time, clock) => clock.seek(time)));

  // The course is played once, unless the reader wants no motion.
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  still.addEventListener("change", () => still.matches && transport.clock.pause());
  for (const scene of scenes) scene.draw(scene.clock.time);
  if (!still.matches) transport.clock.play();
}

// The problem at the middle of the screen, or nearest to it.
function sceneInView(scenes) {
  const distance = scene => {
    const area = scene.element.getBoundingClientRect();
    return Math.max(0, area.top - innerHeight / 2, innerHeight / 2 - area.bottom);
  };
  return scenes.reduce((nearest, scene) => (distance(scene) < distance(nearest) ? scene : nearest));
}

startPage();
