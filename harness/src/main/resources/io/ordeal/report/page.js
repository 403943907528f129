// The page: timeline, search, what is selected, and the links between the parts.

const byId = id => document.getElementById(id);

async function start() {
  if (!byId("stage")) return;
  const meta = JSON.parse(byId("data").textContent);
  let columns;
  try {
    columns = await Columns.load(meta);
  } catch (failure) {
    byId("stage").textContent = "This browser can't unpack the timeline (" + failure.message
      + "): it needs DecompressionStream, as Chrome 80, Firefox 113 and Safari 16.4 have it. Everything else is on the page.";
    return;
  }
  const timeline = mainTimeline(meta, columns);
  wireTools(meta, columns, timeline);
  wirePlots(meta, timeline);
  for (const host of document.querySelectorAll(".linearization")) {
    const violation = meta.anomalies[Number(host.dataset.anomaly)];
    const open = () => showLinearization(host, columns, violation,
      { select: i => timeline.select(i), onFault: fault => showFault(meta, fault) });
    // What is folded has no size to draw in yet.
    const fold = host.closest("details.more");
    if (fold && !fold.open) fold.addEventListener("toggle", open, { once: true }); else open();
  }
  window.addEventListener("beforeprint", () => {
    document.documentElement.classList.add("print");
    timeline.surface.now();
    timeline.overview.surface.now();
  });
  window.addEventListener("afterprint", () => {
    document.documentElement.classList.remove("print");
    timeline.redraw();
  });
  document.documentElement.dataset.ready = "true";
}

function mainTimeline(meta, columns) {
  const lanes = meta.lanes.length;
  const all = Uint32Array.from({ length: columns.n }, (_, i) => i);
  const marked = new Set();
  meta.anomalies.forEach(violation => (violation.operations || []).forEach(i => marked.add(i)));
  const order = { start: columns.position, end: columns.endPosition, first: 0, last: Math.max(1, meta.events - 1),
    least: 8, finest: 1, text: value => "event " + grouped(value) };
  const axes = { order };
  if (meta.timed) {
    axes.time = { start: columns.time, end: columns.endTime, first: meta.first, last: Math.max(meta.last, meta.first + 1),
      least: 40, finest: 1, text: (value, step) => momentText(value * meta.unitNanos, step * meta.unitNanos) };
  }
  const timeline = new Timeline(byId("stage"), {
    columns, axes, axis: meta.timed ? "time" : "order", label: "timeline of operations and faults",
    groups: groupByLane(columns, all, i => columns.lane[i], lanes),
    names: meta.lanes,
    laneOf: i => columns.lane[i],
    faults: meta.faults, moments: meta.moments, frozen: meta.frozen, violations: meta.anomalies, marked,
    onSelect: i => showOperation(columns, i),
    onFault: fault => showFault(meta, fault),
    onMoment: moment => showMoment(meta, moment),
    onView: showView
  });
  if (meta.coverage) unpackCoverage(meta.coverage, lanes).then(coverage => {
    timeline.coverage = coverage;
    timeline.overview.density = null;
    timeline.redraw();
  });
  return timeline;
}

async function unpackCoverage(packed, lanes) {
  const next = varints(await unpack(packed.counts));
  const counts = new Uint32Array(lanes * packed.bins * 3);
  for (let i = 0; i < counts.length; i++) counts[i] = next();
  let most = 1;
  for (let i = 0; i < counts.length; i += 3) most = Math.max(most, counts[i] + counts[i + 1] + counts[i + 2]);
  return { bins: packed.bins, counts, most };
}

function showView(timeline) {
  const where = byId("where");
  const { scale } = timeline;
  const from = Math.max(timeline.from, scale.first);
  const to = Math.min(timeline.to, scale.last);
  where.textContent = timeline.axis === "time"
    ? `${scale.text(from, (to - from) / 100)} to ${scale.text(to, (to - from) / 100)}`
    : `events ${grouped(Math.round(from))} to ${grouped(Math.round(to))}`;
  for (const plot of document.querySelectorAll(".plot")) {
    const view = plot.querySelector(".view");
    if (timeline.axis !== "time" || (from <= scale.first && to >= scale.last)) {
      view.setAttribute("width", 0);
      continue;
    }
    const left = Number(plot.dataset.left);
    const width = Number(plot.dataset.right) - left;
    const x = value => left + (value - scale.first) / (scale.last - scale.first) * width;
    view.setAttribute("x", x(from));
    view.setAttribute("width", Math.max(1.5, x(to) - x(from)));
  }
}

function list(entries) {
  const dl = element("dl");
  for (const [name, value, cssClass] of entries) {
    dl.append(element("dt", {}, name), element("dd", cssClass ? { class: cssClass } : {}, value));
  }
  return dl;
}

function showOperation(columns, i) {
  const panel = byId("panel");
  if (i < 0) {
    panel.replaceChildren(element("p", { class: "hint" }, "Nothing is selected."));
    return;
  }
  const { timed, unitNanos } = columns.meta;
  const when = value => timed ? " at " + momentText(value * unitNanos, 1e3) : "";
  const outcome = columns.outcome(i);
  const ended = columns.endPosition[i] === columns.endPosition[i];
  const values = columns.values(i);
  const entries = [
    ["operation", `p${columns.process[i]} ${columns.f(i)}`],
    ["invoked", `index ${columns.index[i]}${when(columns.time[i])}`],
    [OUTCOMES[outcome], ended ? `index ${columns.endIndex[i]}${when(columns.endTime[i])}`
      + (timed ? `, after ${spanText((columns.endTime[i] - columns.time[i]) * unitNanos)}` : "")
      : "the history has no completion: its outcome is unknown", "outcome-" + OUTCOMES[outcome]]
  ];
  if (values) {
    entries.push(["given", values.given, "value"]);
    if (ended) entries.push(["answered", values.answered, "value"]);
    if (values.error) entries.push(["error", values.error, "value"]);
  } else {
    entries.push(["values", "not in this page, which would be too large; the history has them"]);
  }
  panel.replaceChildren(list(entries));
}

function showFault(meta, fault) {
  const at = value => meta.timed ? ` at ${momentText(value * meta.unitNanos, 1e6)}` : "";
  const entries = [
    ["fault", fault.label],
    ["injected", `index ${fault.index}${at(fault.from)}`],
    ["healed", fault.healed ? at(fault.to).trim() || "yes" : "never in this history"]
  ];
  if (meta.timed) entries.push(["lasted", spanText((fault.to - fault.from) * meta.unitNanos)]);
  for (const [name, text] of Object.entries(fault.told)) entries.push([name, text]);
  if (fault.started) entries.push(["injection", fault.started, "value"]);
  if (fault.stopped) entries.push(["heal", fault.stopped, "value"]);
  byId("panel").replaceChildren(list(entries));
}

function showMoment(meta, moment) {
  const at = meta.timed ? ` at ${momentText(moment.from * meta.unitNanos, 1e6)}` : "";
  const entries = [["told", moment.label], ["when", `index ${moment.index}${at}`]];
  if (moment.error) entries.push(["error", moment.error, "value"]);
  if (moment.value) entries.push(["value", moment.value, "value"]);
  byId("panel").replaceChildren(list(entries));
}

function wireTools(meta, columns, timeline) {
  const violation = byId("to-violation");
  const first = meta.anomalies.find(anomaly => anomaly.from !== undefined);
  violation.disabled = !first;
  const show = anomaly => {
    timeline.showViolation(anomaly);
    byId("stage").scrollIntoView({ block: "center" });
    timeline.canvas.focus({ preventScroll: true });
  };
  violation.addEventListener("click", () => show(first));
  for (const button of document.querySelectorAll("[data-show]")) {
    const anomaly = meta.anomalies[Number(button.dataset.show)];
    button.disabled = !anomaly || anomaly.from === undefined;
    button.addEventListener("click", () => show(anomaly));
  }
  byId("zoom-in").addEventListener("click", () => timeline.zoom(0.5));
  byId("zoom-out").addEventListener("click", () => timeline.zoom(2));
  byId("whole").addEventListener("click", () => timeline.whole());
  const axis = byId("axis");
  const turn = () => {
    if (axis.disabled) return;
    const order = timeline.axis === "time";
    axis.setAttribute("aria-pressed", String(order));
    timeline.setAxis(order ? "order" : "time");
  };
  // Counts without operations have a place on one axis only.
  axis.disabled = !meta.timed || !meta.complete;
  axis.addEventListener("click", turn);
  const find = byId("find");
  const search = by => {
    const found = seek(columns, find.value.trim(), timeline.selected, by);
    find.setAttribute("aria-invalid", String(found < 0));
    if (found >= 0) {
      timeline.select(found);
      timeline.showOperation(found);
      return;
    }
    byId("panel").replaceChildren(element("p", { class: "omissions" }, `No operation is found by “${find.value}”`
      + (meta.complete ? "." : " among those that this page has one by one.")));
  };
  find.addEventListener("keydown", event => {
    if (event.key === "Enter") search(event.shiftKey ? -1 : 1);
    if (event.key === "Escape") timeline.canvas.focus();
  });
  byId("find-next").addEventListener("click", () => search(1));
  byId("find-previous").addEventListener("click", () => search(-1));
  timeline.keys = {
    v: () => { if (first) timeline.showViolation(first); }, o: turn, n: () => search(1), N: () => search(-1)
  };
  document.addEventListener("keydown", event => {
    if (event.key === "/" && document.activeElement !== find) {
      event.preventDefault();
      find.focus();
      find.select();
    }
  });
}

// The operation that a text means, from the selected one on: a number an index, p3 a process, else part of f, value or
// error; -1 if there is none.
function seek(columns, text, selected, by) {
  if (text === "") return -1;
  if (/^\d+$/.test(text)) return columns.withIndex(Number(text));
  const process = /^p(\d+)$/.exec(text);
  const wanted = text.toLowerCase();
  const names = columns.meta.fNames.map(f => f.toLowerCase().includes(wanted));
  const decoder = new TextDecoder();
  const matches = i => {
    if (process) return columns.process[i] === Number(process[1]);
    if (names[columns.kind[i] >> 2] || OUTCOMES[columns.outcome(i)] === wanted) return true;
    const line = decoder.decode(columns.text.subarray(columns.lineStarts[i], columns.lineStarts[i + 1] - 1));
    return line.toLowerCase().includes(wanted);
  };
  for (let step = 1; step <= columns.n; step++) {
    const i = ((selected < 0 && by < 0 ? 0 : selected) + by * step + columns.n * 2) % columns.n;
    if (matches(i)) return i;
  }
  return -1;
}

function wirePlots(meta, timeline) {
  for (const plot of document.querySelectorAll(".plot")) {
    plot.addEventListener("click", event => {
      if (timeline.axis !== "time") return;
      const box = plot.getBoundingClientRect();
      const left = Number(plot.dataset.left);
      const x = (event.clientX - box.left) / box.width * plot.viewBox.baseVal.width;
      const part = (x - left) / (Number(plot.dataset.right) - left);
      const { first, last } = timeline.scale;
      const half = Math.min(timeline.to - timeline.from, (last - first) / 10) / 2;
      const at = first + part * (last - first);
      timeline.look(at - half, at + half);
    });
  }
}

start();
