// Draws the charts of an explorer with Plotly, in the place of the server's drawing, which stays where Plotly
// does not come. What is looked at stands in the address: a stretch of time, the teams shown, a chart beside.

const explorer = document.querySelector("[data-explorer]");
const palette = JSON.parse(document.getElementById("palette").textContent);
const dark = matchMedia("(prefers-color-scheme: dark)");
const MOST = 2; // live plots
const LEAST = 3; // points that stay when zooming in
const STEPS = [1, 2, 3, 4, 6, 12]; // months from one label to the next
const LABEL = 44; // pixels that the label of a month wants

/** One live plot. `figure` is what the server sent, with what the reader chose since; drawing it again shows it. */
class Explored {
  constructor(panel) {
    this.panel = panel;
    this.plot = panel.querySelector("[data-plot]");
    this.said = panel.querySelector("[data-said]");
    this.figure = JSON.parse(panel.querySelector("script[type='application/json']").textContent);
    const { starts, ends } = this.figure.layout.meta;
    this.starts = starts;
    this.ends = ends;
    this.middles = starts.map((start, at) => (Date.parse(start) + Date.parse(ends[at])) / 2);
    this.line = 0; // among those that can be stepped through
    this.at = starts.length - 1; // the point last spoken of
    this.others = this.figure.layout.annotations.filter((one) => one.xref !== "paper");
  }

  async start() {
    Plotly.register(this.figure.locale);
    // A finger scrolls the page; it zooms with the buttons.
    if (matchMedia("(pointer: coarse)").matches) this.figure.layout.dragmode = false;
    const { fontFamily: family } = getComputedStyle(document.body);
    for (const font of [this.figure.layout.font, this.figure.layout.hoverlabel.font]) font.family = family;
    this.panel.querySelector("[data-live]").hidden = false;
    this.plot.style.height = `${this.figure.layout.meta.height}px`;
    this.said.textContent = this.figure.data[this.lines[0]].customdata[this.at];
    this.frame();
    await Plotly.newPlot(this.plot, ...this.drawn());
    this.panel.classList.add("is-live");
    this.plot.on("plotly_relayout", (change) => this.dragged(change));
    this.plot.on("plotly_doubleclick", () => look({ stretch: null }));
    this.plot.on("plotly_hover", (event) => this.hovered(event.points[0]));
  }

  stop() {
    Plotly.purge(this.plot);
    this.panel.classList.remove("is-live");
  }

  drawn() {
    return [coloured(this.figure.data), coloured(this.figure.layout), this.figure.config];
  }

  draw() {
    return Plotly.react(this.plot, ...this.drawn());
  }

  /** The first and the last point inside a stretch of days; all points where it holds fewer than two. */
  within(stretch) {
    const all = [0, this.starts.length - 1];
    if (!stretch) return all;
    const [since, until] = stretch.map(time);
    const inside = this.middles.flatMap((middle, at) => (since <= middle && middle <= until ? [at] : []));
    return inside.length > 1 ? [inside[0], inside.at(-1)] : all;
  }

  get shown() {
    return this.within(this.figure.layout.xaxis.range);
  }

  /** Always whole periods. */
  show(stretch) {
    const [first, last] = this.within(stretch);
    this.figure.layout.xaxis.range = [this.starts[first], this.ends[last]];
    this.frame();
    return this.draw();
  }

  /** What goes with the stretch that is shown: how many months are named, and what stands right of the plot. */
  frame() {
    const { layout } = this.figure;
    const [first, last] = this.shown;
    const room = Math.max(1, Math.floor((this.plot.clientWidth - 120) / LABEL));
    const step = STEPS.find((one) => (last - first + 1) / one <= room) ?? STEPS.at(-1);
    if (layout.meta.by_month) Object.assign(layout.xaxis, { dtick: `M${step}`, tick0: "2000-01-01" });
    const ending = layout.meta.beside.filter((one) => one.from <= last).at(-1);
    layout.annotations = [...this.others, ...(ending?.labels ?? [])];
  }

  switch(teams) {
    for (const trace of this.figure.data) {
      if (trace.meta.role === "team") trace.visible = teams.has(trace.meta.team) ? true : "legendonly";
    }
    return this.draw();
  }

  get isWhole() {
    const [first, last] = this.shown;
    return first === 0 && last === this.starts.length - 1;
  }

  dragged(change) {
    const stretch = change["xaxis.range"] ?? [change["xaxis.range[0]"], change["xaxis.range[1]"]];
    if (stretch[0] !== undefined) look({ stretch });
  }

  zoom(factor) {
    const [first, last] = this.shown;
    const count = this.starts.length;
    const wanted = Math.min(count, Math.max(LEAST, Math.round((last - first + 1) * factor)));
    const middle = this.at >= first && this.at <= last ? this.at : Math.round((first + last) / 2);
    const from = Math.max(0, Math.min(count - wanted, middle - Math.floor(wanted / 2)));
    look({ stretch: [this.starts[from], this.ends[Math.min(count, from + wanted) - 1]] });
  }

  /** Traces to step through: the chart's own points, then the teams that are shown, in their order. */
  get lines() {
    const roles = this.figure.data.map((trace, at) => ({ at, role: trace.meta.role, isShown: trace.visible !== "legendonly" }));
    return [...roles.filter((one) => one.role === "points"), ...roles.filter((one) => one.role === "team" && one.isShown)].map((one) => one.at);
  }

  step(by) {
    const [first, last] = this.shown;
    const next = this.at >= first && this.at <= last ? this.at + by : by > 0 && this.at < first ? first : last;
    this.go(next);
  }

  across(by) {
    const many = this.lines.length;
    this.line = (Math.min(this.line, many - 1) + by + many) % many;
    this.go(this.at);
  }

  /** Speak of a point; outside the stretch that is shown, the stretch moves along. */
  async go(at) {
    this.at = Math.max(0, Math.min(this.starts.length - 1, at));
    const [first, last] = this.shown;
    const by = Math.min(0, this.at - first) + Math.max(0, this.at - last);
    if (by) await look({ stretch: [this.starts[first + by], this.ends[last + by]] });
    const curve = this.lines[Math.min(this.line, this.lines.length - 1)];
    const trace = this.figure.data[curve];
    if (trace.y[this.at] === null) Plotly.Fx.unhover(this.plot);
    else Plotly.Fx.hover(this.plot, [{ curveNumber: curve, pointNumber: this.at }]);
    this.said.textContent = trace.customdata[this.at];
  }

  hovered({ curveNumber, pointNumber }) {
    const trace = this.figure.data[curveNumber];
    if (!trace.customdata) return;
    this.at = pointNumber;
    this.line = Math.max(0, this.lines.indexOf(curveNumber));
    this.said.textContent = trace.customdata[pointNumber];
  }

  press(key) {
    const keys = {
      ArrowLeft: () => this.step(-1),
      ArrowRight: () => this.step(1),
      ArrowUp: () => this.across(-1),
      ArrowDown: () => this.across(1),
      Home: () => this.go(0),
      End: () => this.go(this.starts.length - 1),
      "+": () => this.zoom(1 / 2),
      "=": () => this.zoom(1 / 2),
      "-": () => this.zoom(2),
      0: () => look({ stretch: null }),
      Escape: () => Plotly.Fx.unhover(this.plot),
    };
    keys[key]?.();
    return key in keys;
  }

  do(what) {
    const deeds = { earlier: "ArrowLeft", later: "ArrowRight", in: "+", out: "-", all: "0" };
    this.press(deeds[what]);
  }
}

function time(day) {
  return typeof day === "string" ? Date.parse(day.length > 10 ? `${day.replace(" ", "T").slice(0, 23)}Z` : day) : day;
}

/** The same with the colours that hold for this reader. */
function coloured(value) {
  const style = getComputedStyle(document.documentElement);
  const turn = (one) => {
    if (typeof one === "string") return one in palette ? style.getPropertyValue(palette[one]).trim() : one;
    if (Array.isArray(one)) return one.map(turn);
    if (one && typeof one === "object") return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, turn(inner)]));
    return one;
  };
  return turn(value);
}

// --- What all plots share, and the address ---------------------------------------------------------------

const live = []; // plots: the chart of this page, then the one beside
const teams = explorer.querySelector("[data-teams]");
const boxes = [...(teams?.querySelectorAll("input") ?? [])];

/** Look at a stretch of days, null for all, or at the teams that are ticked; on every plot, and in the address. */
async function look({ stretch, isTicked = false }) {
  if (stretch !== undefined) {
    await Promise.all(live.map((one) => one.show(stretch)));
    const [first, last] = live[0].shown;
    const { labels } = live[0].figure.layout.meta;
    say({ from: live[0].isWhole ? "" : labels[first], to: live[0].isWhole ? "" : labels[last] });
  }
  if (isTicked) {
    const ticked = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    await Promise.all(live.map((one) => one.switch(ticked)));
    const isUsual = boxes.every((box) => box.checked === "own" in box.dataset);
    say({ teams: isUsual ? "" : [...ticked].sort().join(",") || "~" });
  }
}

/** Put it into the address, without a step in the history. */
function say(changes) {
  history.replaceState(null, "", told(location.search, changes));
}

function told(search, changes) {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%7E", "~");
  return text ? `?${text}` : location.pathname;
}

/** What the server's forms and links do not know of. */
function looking() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(["beside", "from", "to", "teams"].map((name) => [name, query.get(name)]));
}

async function begin(panel) {
  if (!panel?.querySelector("[data-plot]")) return;
  if (live.length === MOST) end(live.at(-1));
  const one = new Explored(panel);
  live.push(one);
  await one.start();
}

function end(one) {
  live.splice(live.indexOf(one), 1);
  one.stop();
}

/** Another chart beside: it takes the place of the one that was there. */
async function beside(form) {
  const address = told(location.search, { beside: form.elements.beside.value });
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  const page = answer?.ok && !answer.redirected ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  if (!page) return location.assign(address);
  const old = document.getElementById("panel-beside");
  const one = live.find((each) => each.panel === old);
  if (one) end(one);
  old?.remove();
  const panel = page.getElementById("panel-beside");
  if (panel) explorer.querySelector(".explorer__panels").append(panel);
  history.replaceState(null, "", address);
  await begin(panel);
  for (const each of live) {
    Plotly.Fx.unhover(each.plot);
    Plotly.Plots.resize(each.plot);
  }
}

function explored(target) {
  return live.find((one) => one.panel.contains(target));
}

if (window.Plotly) {
  for (const panel of explorer.querySelectorAll("[data-panel]")) await begin(panel);
  explorer.querySelector("[data-still]").hidden = true;
  if (teams) teams.hidden = false;

  teams?.addEventListener("change", () => look({ isTicked: true }));
  explorer.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) explored(button)?.do(button.dataset.do);
    // Other views keep what is looked at.
    const link = event.target.closest("a[href^='?']");
    if (link) link.href = told(link.getAttribute("href"), looking());
  });
  explorer.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !event.target.matches("[data-plot]")) return;
    if (explored(event.target)?.press(event.key)) event.preventDefault();
  });
  explorer.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.target.matches("[data-beside]")) beside(event.target);
    else location.assign(told(location.search, { ...Object.fromEntries(new FormData(event.target)), ...looking() }));
  });
  dark.addEventListener("change", () => live.forEach((one) => one.draw()));
}
