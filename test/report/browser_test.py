"""The report's page in Chromium: browser_test.py SAMPLES_DIRECTORY. Skipped (77) where there is no Chromium."""
import pathlib
import sys

import chromium

WIDTHS = (1400, 1000, 390)

# Pairs of texts of a map or chart that lie on each other, and what sticks out of the window.
OVERLAPS = """(() => {
  const found = [];
  for (const map of document.querySelectorAll('.map .plot, .chart')) {
    const texts = [...map.querySelectorAll('text, figcaption, .keys .now, .keys code, .keys bdi')].map(t => ({ text: t.textContent, box: t.getBoundingClientRect() }))
      .filter(t => t.box.width > 0);
    for (const [i, a] of texts.entries()) for (const b of texts.slice(i + 1)) {
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (across > 1 && down > 4) found.push(a.text + ' / ' + b.text);
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push('wider than the window');
  return found;
})()"""


def faults(browser):
    """What the page complained of or asked of a network."""
    bad = []
    for event in browser.events:
        method, parameters = event.get("method"), event.get("params", {})
        if method in ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled"):
            bad.append(str(parameters))
        if method == "Network.requestWillBeSent" and not parameters["request"]["url"].startswith(("file://", "data:")):
            bad.append(parameters["request"]["url"])
    return bad


class Test:
    def __init__(self, browser, samples):
        self.browser = browser
        self.page = lambda name: (samples / f"{name}.html").resolve().as_uri()
        self.failures = 0

    def equal(self, got, wanted, what):
        if got != wanted:
            self.failures += 1
            print(f"FAILED  {what}: {got!r}, not {wanted!r}")

    def true(self, truth, what):
        self.equal(bool(truth), True, what)

    def step(self):
        return int(self.browser.evaluate("document.querySelector('.counter output').textContent"))

    def count(self, selector):
        return self.browser.evaluate(f"document.querySelectorAll({selector!r}).length")

    def keys(self):
        browser = self.browser
        browser.open(self.page("notebook"), reduced=True)
        browser.wait(0.5)
        self.equal(self.step(), 100, "reduced motion: still, in the last state")
        trail = "document.querySelector('.trail[data-run=\"1\"] .line').getAttribute('d')"
        whole = browser.evaluate(trail)
        for key, text, shift, wanted in [("Home", "", False, 0), ("ArrowRight", "", False, 1), ("ArrowRight", "", True, 11),
                                         ("ArrowLeft", "", False, 10), ("ArrowLeft", "", True, 0), ("5", "5", False, 50),
                                         ("End", "", False, 100)]:
            browser.press(key, text, shift)
            self.equal(self.step(), wanted, f"after {'Shift ' if shift else ''}{key}")
        browser.press("5", "5")
        self.true(0 < len(browser.evaluate(trail)) < len(whole), "half of the trail is drawn half way")
        browser.press(" ", " ")
        self.true(browser.until("Number(document.querySelector('.counter output').textContent) > 50"), "space plays")
        browser.press(" ", " ")
        reached = self.step()
        browser.wait(0.3)
        self.equal(self.step(), reached, "space pauses")
        browser.press("?", "?")
        self.true(browser.evaluate("document.querySelector('dialog').open"), "? opens the help")
        browser.press("Escape")
        self.true(browser.evaluate("!document.querySelector('dialog').open"), "Escape closes it")
        browser.evaluate("document.querySelector('input[type=range]').focus()")
        browser.press("Home")
        browser.press("ArrowRight")
        self.equal(self.step(), 1, "the slider moves by one step")
        self.equal(browser.evaluate("document.querySelector('input[type=range]').getAttribute('aria-valuetext')"),
                   "step 1 of 100", "the slider says where it is")
        self.equal(faults(browser), [], "no errors, no requests")

    def motion(self):
        browser = self.browser
        browser.open(self.page("notebook"))
        output = "Number(document.querySelector('.counter output').textContent)"
        self.true(browser.until(f"{output} < 90"), "plays by itself, from the start")
        self.true(browser.until(f"{output} === 100", 60), "and ends in the last state")
        self.equal(browser.evaluate("document.querySelector('.play').getAttribute('aria-label')"), "Play", "at rest")
        self.equal(faults(browser), [], "no errors, no requests")

    def legend(self):
        browser = self.browser
        browser.open(self.page("notebook"), reduced=True)
        browser.evaluate("document.querySelectorAll('.run')[2].focus()")
        self.true(browser.evaluate("!document.querySelector('.readout').hidden"), "a run in focus is read out")
        browser.press("ArrowLeft")
        self.true("step 99" in browser.evaluate("document.querySelector('.readout').textContent"), "and followed")
        self.true("step 99" in browser.evaluate("document.querySelector('#status').textContent"), "also aloud")
        browser.press("Enter", "\r")
        self.equal(browser.evaluate("document.querySelectorAll('.run')[2].getAttribute('aria-pressed')"), "false", "off")
        self.equal(self.count("#problem-1 .trail.off"), 1, "one trail is hidden")
        self.equal(self.count("#problem-1 .past .off"), 2, "and its two curves")
        browser.press("Enter", "\r")
        self.equal(self.count(".off"), 0, "on again")

    def readout(self):
        browser = self.browser
        browser.open(self.page("notebook"), reduced=True)
        x, y = browser.evaluate("(() => { const b = document.querySelector('#problem-1 .map .plot').getBoundingClientRect(),"
                                " head = document.querySelector('#problem-1 .map .head[data-run=\"3\"]');"
                                " return [b.x + head.x.baseVal.value, b.y + head.y.baseVal.value]; })()")
        browser.move(x, y)
        text = browser.evaluate("document.querySelector('.readout').innerText")
        self.true("Adagrad" in text and "step 100" in text and "64.67" in text, f"the point under the pointer: {text}")
        left, top, width = browser.evaluate("(() => { const b = document.querySelector('.curve .plot')"
                                            ".getBoundingClientRect(); return [b.x, b.y, b.width]; })()")
        browser.click(left + 0.3 * width, top + 20)
        self.equal(self.step(), 30, "a click on a curve goes to its step")

    def cells(self):
        """A map's cells say what stands in them, by pointer and by keyboard."""
        browser = self.browser
        browser.open(self.page("cells"), reduced=True)
        place = browser.evaluate("(() => { const p = document.querySelector('.picture'), r = p.getBoundingClientRect(),"
                                 " d = JSON.parse(document.querySelector('figure script').textContent);"
                                 " return d.x.edges.slice(1).map((e, i) => d.y.edges.slice(1).map((f, k) =>"
                                 " [r.x + r.width * (e + d.x.edges[i]) / 2, r.y + r.height * (f + d.y.edges[k]) / 2])); })()")
        said = "document.querySelector('.said').innerText.replace(/\\s+/g, ' ').trim()"
        hint = browser.evaluate(said)
        browser.move(*place[1][0])
        self.equal(browser.evaluate(said), "η = 0.2, β = 0.5: evaluations: 20 ravine trace --study out --run 9", "a cell")
        self.equal(browser.evaluate("(() => { const f = document.querySelector('.frame').getBoundingClientRect();"
                                    f" return f.x < {place[1][0][0]} && f.right > {place[1][0][0]} && f.y < {place[1][0][1]} &&"
                                    f" f.bottom > {place[1][0][1]}; }})()"), True, "its frame is around it")
        browser.click(*place[0][1])
        browser.move(*place[2][0])
        self.true("--run 8" in browser.evaluate(said), "a click holds a cell")
        browser.evaluate("document.querySelector('.picture').focus()")
        browser.press("ArrowRight")
        browser.press("ArrowRight")
        browser.press("ArrowRight")
        self.true("</script>" in browser.evaluate(said), "the right-most cell of the upper row, as text")
        browser.press("ArrowDown")
        self.true("η = 0.3, β = 0.5: evaluations: 30" in browser.evaluate(said), "the cell below")
        browser.press("Escape")
        self.equal(browser.evaluate(said), hint, "none")
        self.equal(browser.evaluate("document.title"), "Cells", "texts of the user's run no script")
        self.equal(faults(browser), [], "no errors, no requests")

    def slice(self):
        browser = self.browser
        browser.open(self.page("slice"), reduced=True)
        lines = "[...document.querySelectorAll('.trail[data-run=\"1\"] path')].map(line => line.getAttribute('d').length)"
        whole = browser.evaluate(lines)
        self.true(len(whole) == 4 and min(whole) > 0, f"a path has full, hollow and hair parts: {whole}")
        browser.press("ArrowLeft")
        browser.press("End")
        redrawn = browser.evaluate(lines)
        self.true(all(abs(a - b) < 0.5 * max(a, b) for a, b in zip(whole, redrawn)), f"and when redrawn: {redrawn}")
        self.equal(self.count(".map .head.outside"), 0, "all ended on the plane")
        browser.press("1", "1")
        self.equal(self.count(".map .head.outside"), 6, "where they were beside it")
        browser.evaluate("document.querySelectorAll('.run')[2].focus()")
        text = browser.evaluate("document.querySelector('.readout').innerText")
        self.true("off plane" in text and "2.42" in text, f"the distance is read out: {text}")
        self.true("u" in text.split() and "principal" not in text, f"by short names: {text}")
        self.equal(faults(browser), [], "no errors, no requests")

    def table(self):
        browser = self.browser
        browser.open(self.page("notebook"), reduced=True)
        browser.evaluate("document.querySelectorAll('#problem-1 thead button')[3].focus()")
        values = "[...document.querySelectorAll('#problem-1 tbody tr')].map(r => Number(r.cells[3].dataset.value))"
        browser.press("Enter", "\r")
        got = browser.evaluate(values)
        self.equal(got, sorted(got), "sorted by the last f")
        browser.press("Enter", "\r")
        self.equal(browser.evaluate(values), sorted(got, reverse=True), "and the other way round")
        self.equal(browser.evaluate("[...document.querySelectorAll('#problem-1 [aria-sort]')].map(h => h.getAttribute('aria-sort'))"),
                   ["descending"], "said by aria-sort")

    def layout(self):
        browser = self.browser
        for name in ("notebook", "sweep", "workings"):
            for width in WIDTHS:
                browser.open(self.page(name), width=width, reduced=True)
                browser.wait(0.2)
                browser.evaluate("for (const d of document.querySelectorAll('details.state')) d.open = true")
                self.equal(browser.evaluate(OVERLAPS), [], f"{name} at {width} px")

    def choice(self):
        browser = self.browser
        browser.open(self.page("sweep"), reduced=True)
        self.equal(self.count("#problem-1 .trail:not(.off)"), 12, "twelve of many runs are drawn")
        browser.evaluate("document.querySelector('[data-choice=none]').click()")
        self.equal(self.count("#problem-1 .trail:not(.off)"), 0, "none")
        browser.evaluate("document.querySelector('#problem-1 tbody input').click()")
        self.equal(self.count("#problem-1 .trail:not(.off)"), 1, "one chosen")
        self.equal(self.count("#problem-1 .run:not([hidden])"), 1, "it is in the legend")
        self.true(browser.evaluate("document.querySelector('#problem-1 .trail:not(.off) .line').getAttribute('d').length > 50"),
                  "and drawn")
        self.equal(browser.evaluate("document.title"), "A large study", "texts of the user's run no script")
        browser.evaluate("scrollTo(0, 1e6)")
        self.true(browser.until("document.querySelector('.counter').textContent.endsWith('/ 180')"), "another problem in view")
        browser.press("Home")
        browser.press("ArrowRight")
        self.equal(self.step(), 3, "the transport drives the problem in view, by its own steps")
        self.equal(faults(browser), [], "no errors, no requests")

    def workings(self):
        browser = self.browser
        browser.open(self.page("workings"), reduced=True)
        now = "[...document.querySelectorAll('.schedules .now')].map(n => n.textContent)"
        self.equal(browser.evaluate(now)[0], "0", "the cosine's end")
        browser.press("Home")
        self.equal(browser.evaluate(now)[0], "0.01", "its start")
        browser.press("5", "5")
        self.equal(browser.evaluate(now)[0], "0.005", "half way")
        head = "document.querySelector('.schedules .head[data-line=\"0\"]')"
        self.equal(browser.evaluate(f"{head}.getAttribute('x')"), "50.000%", "its head goes with the time")
        clip = "[...document.querySelectorAll('.chart clipPath rect')].map(r => Number(r.getAttribute('width')))"
        self.equal(browser.evaluate(clip)[0], 15000, "and what has passed")
        runs = "document.querySelectorAll('#problem-1 .run')"
        browser.evaluate(f"{runs}[0].click()")
        self.true(browser.evaluate(f"{head}.classList.contains('s1')"), "a shared line looks as the run that is still shown")
        browser.evaluate(f"{runs}[1].click()")
        self.true(browser.evaluate(f"{head}.classList.contains('off')"), "and goes with the last")
        browser.evaluate(f"{runs}[0].click()")
        self.true(browser.evaluate(f"{head}.classList.contains('s0') && !{head}.classList.contains('off')"), "and returns")
        self.equal(self.count("details.state[open]"), 1, "one state is open")
        browser.evaluate("document.querySelectorAll('details.state summary')[1].focus()")
        browser.press("Enter", "\r")
        self.equal(self.count("details.state[open]"), 2, "the keyboard opens another")
        self.true(browser.until(f"{clip}.every(width => width === 15000)"), "which shows the same time")
        moment = "document.querySelector('details.state .now').textContent"
        half = browser.evaluate(moment)
        browser.press("End")
        self.true(browser.evaluate(moment) != half, "its values go with the time")
        browser.evaluate(f"{runs}[4].click()")
        self.equal(self.count("details.state.off"), 1, "the state of a hidden run is hidden")
        left, top, width = browser.evaluate("(() => { const b = document.querySelector('.schedules .plot');"
                                            " b.scrollIntoView({ block: 'center' }); const r = b.getBoundingClientRect();"
                                            " return [r.x, r.y, r.width]; })()")
        browser.click(left + 0.2 * width, top + 20)
        self.equal(self.step(), 20, "a click on a chart goes to its step")
        self.equal(faults(browser), [], "no errors, no requests")

    def clocks(self):
        """Measurements go by another clock: evenly, by one that differs by run, and back."""
        browser = self.browser
        browser.open(self.page("workings"), reduced=True)
        browser.press("5", "5")
        choose = ("(name => { const s = document.querySelector('.measurements select'); s.value = name;"
                  " s.dispatchEvent(new Event('change', { bubbles: true })); })")
        labels = "[...document.querySelectorAll('.measurements .chart')[0].querySelectorAll('.tick.across text')].map(t => t.textContent)"
        heads = "[...document.querySelectorAll('.measurements .chart')[0].querySelectorAll('.head')].map(h => h.getAttribute('x'))"
        clip = "Number(document.querySelector('.measurements clipPath rect').getAttribute('width'))"
        path = "document.querySelector('.measurements .whole path').getAttribute('d')"
        before = browser.evaluate(labels), browser.evaluate(path)
        self.true(browser.evaluate("!document.querySelector('.measurements select').hidden"), "the axis can be chosen")
        browser.evaluate(f"{choose}('epochs')")
        self.equal(browser.evaluate(labels), ["0", "5", "10", "15", "20", "25"], "its numbers")
        self.equal(browser.evaluate(heads), ["50.000%", "50.000%"], "an even clock keeps the heads")
        self.equal(browser.evaluate(clip), 15000, "and what has passed")
        browser.evaluate(f"{choose}('steps')")
        self.equal(browser.evaluate(heads), ["50.000%", "25.000%"], "a run of two gradients a step is at half as many")
        self.equal(browser.evaluate(clip), 20000, "nothing is cut")
        browser.evaluate(f"{choose}('seconds')")
        self.equal(browser.evaluate(labels), ["0", "2", "4", "6", "8", "10"], "seconds")
        self.true("over seconds" in browser.evaluate("document.querySelector('.measurements .plot').getAttribute('aria-label')"),
                  "what is read aloud")
        browser.evaluate(f"{choose}('gradient evaluations')")
        self.equal((browser.evaluate(labels), browser.evaluate(path)), before, "and back")
        self.equal(faults(browser), [], "no errors, no requests")

    def paper(self):
        browser = self.browser
        browser.open(self.page("notebook"), reduced=True)
        browser.press("Home")
        browser.evaluate("addEventListener('beforeprint', () => { window.printed = document.querySelector('.counter output').textContent; })")
        self.true(len(browser.call("Page.printToPDF")["data"]) > 10_000, "prints")
        self.equal(browser.evaluate("window.printed"), "100", "paper shows the last state")
        self.equal(self.step(), 0, "the screen goes back")

    def without_script(self):
        browser = self.browser
        browser.open(self.page("notebook"), reduced=True, javascript=False)
        self.equal(self.count(".trail .line[d]"), 12, "trails")
        self.equal(self.count("tbody tr"), 12, "tables")
        self.equal(browser.evaluate("getComputedStyle(document.querySelector('.transport')).display"), "none", "no transport")

    def policy(self):
        browser = self.browser
        browser.open(self.page("notebook"), reduced=True)
        self.equal(browser.evaluate("fetch('https://example.org/').then(() => 'asked', () => 'refused')"), "refused", "fetch")
        browser.evaluate("const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s)")
        self.equal(browser.evaluate("window.ran"), None, "a script that is not the page's")


def main():
    if not chromium.program():
        print("skipped: there is no chromium")
        return 77
    with chromium.Browser() as browser:
        test = Test(browser, pathlib.Path(sys.argv[1]))
        for part in (test.keys, test.motion, test.legend, test.readout, test.cells, test.slice, test.table, test.layout, test.choice,
                     test.workings, test.clocks, test.paper, test.without_script, test.policy):
            before = test.failures
            part()
            print(f"{'ok    ' if test.failures == before else 'FAILED'}  {part.__name__}", flush=True)
    return 1 if test.failures else 0


sys.exit(main())
