// The picture of a history that is not linearizable: the failing part's operations as bars, a point on each that the
// longest linearization holds, in the order of the points, and why none of the others can come next.

function showLinearization(host, columns, violation, main) {
  const points = (violation.linearization || []).filter(i => i >= 0);
  const next = (violation.next || []).filter(entry => entry.operation >= 0);
  const operations = [...new Set([...(violation.operations || []), ...points, ...next.map(entry => entry.operation)])]
    .sort((a, b) => columns.position[a] - columns.position[b]);
  if (operations.length === 0) return;
  const processes = [...new Set(operations.map(i => columns.process[i]))].sort((a, b) => a - b);
  const laneOfProcess = new Map(processes.map((process, lane) => [process, lane]));
  const laneOf = i => laneOfProcess.get(columns.process[i]);
  const ranks = rankAxis(columns, operations);
  const axes = { order: ranks };
  if (columns.meta.timed) axes.time = timeAxis(columns, operations);

  const place = new Map(points.map((i, k) => [i, k]));
  const why = new Map(next.map(entry => [entry.operation, entry.why]));
  host.replaceChildren();
  const stage = element("div", { class: "stage" });
  const toggle = element("button", { type: "button", "aria-pressed": "false" }, "By time");
  const tools = element("div", { class: "tools" }, element("span", { class: "where" },
    points.length ? `The longest linearization holds ${grouped(points.length)} of these ${grouped(operations.length)} operations`
      : `${grouped(operations.length)} operations that have no common order`));
  if (axes.time) tools.append(element("span", { class: "gap" }), toggle);
  host.append(tools, stage);

  const picture = new Timeline(stage, {
    columns, axes, axis: "order", laneOf, label: "operations and their linearization points",
    groups: groupByLane(columns, operations, laneOf, processes.length),
    names: processes.map(process => "p" + process),
    overviewName: "all",
    faults: faultsAtWork(columns.meta.faults, violation, ranks),
    frozen: columns.meta.frozen.filter(frozen => operations.includes(frozen.operation))
      .map(frozen => ({ ...frozen, fromPosition: ranks.rank(frozen.fromPosition), toPosition: ranks.rank(frozen.toPosition) })),
    onFault: main.onFault,
    labelInset: i => place.has(i) ? 12 : 0,
    marked: new Set(next.length ? next.map(entry => entry.operation) : lastOf(violation)),
    overlay: (c, timeline, colour) => drawPoints(c, timeline, colour, points),
    onSelect: i => { if (i >= 0) main.select(i); },
    note: i => {
      const lines = [];
      if (place.has(i)) {
        const k = place.get(i);
        lines.push(`point ${k + 1} of ${points.length}` + (violation.states && violation.states[k] ? `; then it ${violation.states[k]}` : ""));
      }
      if (why.has(i)) lines.push("leads nowhere: " + why.get(i));
      return lines;
    }
  });
  picture.showViolation = () => picture.whole();
  toggle.addEventListener("click", () => {
    const byTime = picture.axis === "order";
    toggle.setAttribute("aria-pressed", String(byTime));
    picture.setAxis(byTime ? "time" : "order");
  });

  const legend = element("p", { class: "legend" }, element("span", { class: "key ok" }, "ok"),
    element("span", { class: "key info" }, "info"));
  if (points.length) legend.append(element("span", { class: "key point" }, "linearization point"));
  legend.append(element("span", { class: "key bad" }, next.length ? "leads nowhere" : "fits nowhere"));
  host.append(legend);
  if (next.length) {
    const list = element("ul", { class: "next" });
    for (const entry of next) {
      list.append(element("li", {}, element("button", { type: "button", onclick: () => {
        picture.select(entry.operation);
        picture.showOperation(entry.operation);
      } }, element("code", {}, `p${columns.process[entry.operation]} ${columns.words(entry.operation)}`), entry.why)));
    }
    const state = violation.states && violation.states.length ? `, when it ${violation.states.at(-1)}` : "";
    host.append(element("p", {}, `After the last point${state}, these could come next by their times, and lead nowhere:`), list);
  }
}

// The operation that completes last is the one that fits nowhere.
function lastOf(violation) {
  return violation.operations && violation.operations.length ? [violation.operations.at(-1)] : [];
}

// The faults at work meanwhile, with their places among these operations in the place of those in the history.
function faultsAtWork(faults, violation, ranks) {
  return faults.filter(fault => fault.toPosition >= violation.fromPosition && fault.fromPosition <= violation.toPosition)
    .map(fault => ({ ...fault, fromPosition: ranks.rank(fault.fromPosition), toPosition: ranks.rank(fault.toPosition) }));
}

// Events at the same distance from each other, but for short gaps where one ends and the next begins.
function rankAxis(columns, operations) {
  const events = [];
  for (const i of operations) {
    events.push([columns.position[i], i, true]);
    if (columns.endPosition[i] === columns.endPosition[i]) events.push([columns.endPosition[i], i, false]);
  }
  events.sort((a, b) => a[0] - b[0]);
  const start = new Float64Array(columns.n);
  const end = new Float64Array(columns.n).fill(NaN);
  let at = 0;
  const places = events.map(([position, i, begins], k) => {
    if (k > 0) at += begins && !events[k - 1][2] ? 0.25 : 1;
    (begins ? start : end)[i] = at;
    return [position, at];
  });
  // Of an event that is none of these: between those before and after it.
  const rank = position => {
    const after = places.findIndex(place => place[0] >= position);
    if (after < 0) return at + 0.5;
    if (places[after][0] === position) return places[after][1];
    return after === 0 ? -0.5 : (places[after - 1][1] + places[after][1]) / 2;
  };
  return { start, end, rank, first: 0, last: at + 0.5, least: 6, finest: 1, text: () => "" };
}

function timeAxis(columns, operations) {
  let last = 0;
  for (const i of operations) last = Math.max(last, columns.time[i], columns.endTime[i] || 0);
  const unit = columns.meta.unitNanos;
  return { start: columns.time, end: columns.endTime, first: columns.time[operations[0]], last, least: 20,
    finest: 1, text: (value, step) => momentText(value * unit, step * unit) };
}

// A point lies within its operation and not before the point that comes before it.
function drawPoints(c, timeline, colour, points) {
  const perPixel = (timeline.to - timeline.from) / timeline.plot;
  let at = -Infinity;
  let previous = null;
  c.strokeStyle = colour.good;
  c.fillStyle = colour.good;
  c.lineWidth = 1.5;
  const dots = [];
  c.beginPath();
  for (const i of points) {
    const start = timeline.scale.start[i];
    at = Math.min(Math.max(at + 4 * perPixel, start + 6 * perPixel), Math.max(at, timeline.end(i)));
    if (at < timeline.from - 50 * perPixel || at > timeline.to + 50 * perPixel) {
      previous = null;
      continue;
    }
    const point = [timeline.x(at), timeline.top + (timeline.laneOf(i) + 0.5) * timeline.laneHeight - timeline.scroll];
    if (previous) {
      c.moveTo(previous[0], previous[1]);
      c.lineTo(point[0], point[1]);
    }
    dots.push(point);
    previous = point;
  }
  c.globalAlpha = 0.55;
  c.stroke();
  c.globalAlpha = 1;
  for (const [x, y] of dots) {
    c.beginPath();
    c.arc(x, y, 4.5, 0, 2 * Math.PI);
    c.fill();
    c.strokeStyle = colour.card;
    c.stroke();
  }
  c.lineWidth = 1;
}
