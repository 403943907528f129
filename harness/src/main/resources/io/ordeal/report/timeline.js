// Operations as bars, a line a process; draws what is in view, so a history may be of any length.
//
// options: columns; groups (operations of each line, by start); names (of the lines); axes ({time, order}, each with
// start and end by operation, first, last, text); axis; faults and violations ({from, to} by axis); onSelect, onView,
// overlay(context, timeline) for what is drawn on top.

const GUTTER = 76;
const AXIS = 24;
const FAULT_ROW = 17;
const TALLEST = 540;

class Timeline {
  constructor(parent, options) {
    Object.assign(this, { faults: [], violations: [], marked: new Set(), overlay: null, selected: -1 }, options);
    this.scroll = 0;
    this.faultRows = this.layFaults();
    this.top = AXIS + this.faultRows * FAULT_ROW + 4;
    const lanes = this.groups.length;
    this.laneHeight = options.laneHeight || (lanes <= 6 ? 38 : lanes <= 16 ? 28 : lanes <= 32 ? 18 : 12);
    const body = Math.min(TALLEST, lanes * this.laneHeight);
    this.surface = new Surface(parent, "main", this.top + body + 6, (c, w, h) => this.draw(c, w, h));
    this.map = new Surface(parent, "map", 44, (c, w, h) => this.drawMap(c, w, h));
    this.tip = element("div", { class: "tip", hidden: "" });
    parent.append(this.tip);
    this.canvas = this.surface.canvas;
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "application");
    this.canvas.setAttribute("aria-label", options.label);
    this.whole(false);
    this.listen();
  }

  get scale() { return this.axes[this.axis]; }
  get plot() { return this.surface.width - GUTTER; }

  layFaults() {
    const ends = [];
    for (const fault of this.faults) {
      let row = ends.findIndex(end => end <= fault.fromPosition);
      if (row < 0) row = ends.length < 5 ? ends.length : 4;
      ends[row] = Math.max(ends[row] || 0, fault.toPosition);
      fault.row = row;
    }
    return ends.length;
  }

  // ---- view

  x(value) { return GUTTER + (value - this.from) / (this.to - this.from) * this.plot; }
  value(x) { return this.from + (x - GUTTER) / this.plot * (this.to - this.from); }

  look(from, to, smoothly = true) {
    const { first, last, least } = this.scale;
    const whole = Math.max(last - first, least) * 1.04;
    const width = Math.min(Math.max(to - from, least), whole);
    const middle = (from + to) / 2;
    const margin = whole * 0.02;
    const begin = Math.min(Math.max(middle - width / 2, first - margin), Math.max(first - margin, last + margin - width));
    this.glide(begin, begin + width, smoothly);
  }

  glide(from, to, smoothly) {
    cancelAnimationFrame(this.gliding);
    const start = { from: this.from, to: this.to, at: performance.now() };
    const still = !smoothly || start.from === undefined || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const step = now => {
      const part = still ? 1 : Math.min(1, (now - start.at) / 160);
      const eased = part * (2 - part);
      // Widths grow and shrink by factors, so that far zooms look even.
      const width = part === 1 ? to - from : (start.to - start.from) * ((to - from) / (start.to - start.from)) ** eased;
      const middle = part === 1 ? (from + to) / 2
        : start.from + (start.to - start.from) / 2 + ((from + to) / 2 - start.from - (start.to - start.from) / 2) * eased;
      this.from = part === 1 ? from : middle - width / 2;
      this.to = part === 1 ? to : middle + width / 2;
      this.redraw();
      if (this.onView) this.onView(this);
      if (part < 1) this.gliding = requestAnimationFrame(step);
    };
    step(performance.now());
  }

  whole(smoothly) {
    const { first, last } = this.scale;
    this.look(first - 1, last + 1 + (last - first) * 0.04, smoothly);
  }

  zoom(factor, around = (this.from + this.to) / 2, smoothly = true) {
    this.look(around - (around - this.from) * factor, around + (this.to - around) * factor, smoothly);
  }

  pan(part) {
    const by = (this.to - this.from) * part;
    this.look(this.from + by, this.to + by);
  }

  scrollTo(y) {
    const most = Math.max(0, this.groups.length * this.laneHeight - (this.surface.height - this.top - 6));
    this.scroll = Math.min(most, Math.max(0, y));
    this.redraw();
  }

  redraw() { this.surface.redraw(); this.map.redraw(); }

  setAxis(axis) {
    this.axis = axis;
    this.density = null;
    this.whole(false);
  }

  end(i) {
    const end = this.scale.end[i];
    return end === end ? end : this.scale.last;
  }

  showOperation(i) {
    const start = this.scale.start[i];
    const end = this.end(i);
    const width = this.to - this.from;
    if (start < this.from || start > this.to || (end - start) / width * this.plot < 8) {
      const neighbours = Math.max((end - start) * 12, this.scale.least * 4);
      this.look((start + end - neighbours) / 2, (start + end + neighbours) / 2);
    }
    this.reveal(this.laneOf(i));
  }

  reveal(lane) {
    const y = lane * this.laneHeight;
    const room = this.surface.height - this.top - 6;
    if (y < this.scroll) this.scrollTo(y);
    else if (y + this.laneHeight > this.scroll + room) this.scrollTo(y + this.laneHeight - room);
  }

  showViolation(violation) {
    const [from, to] = this.stretch(violation);
    let length = to - from;
    for (const i of violation.operations || []) length = Math.max(length, this.end(i) - this.scale.start[i]);
    const pad = Math.max(length * 0.6, this.scale.least * 2);
    this.look(from - pad, Math.min(to, from + 20 * pad) + pad);
    if (violation.operations && violation.operations.length) this.reveal(this.laneOf(violation.operations[0]));
  }

  stretch(span) {
    return this.axis === "time" ? [span.from, span.to] : [span.fromPosition, span.toPosition];
  }

  // ---- drawing

  draw(c, width, height) {
    const colour = theme();
    this.font = "11px " + colour.mono;
    c.font = this.font;
    c.textBaseline = "middle";
    c.fillStyle = colour.card;
    c.fillRect(0, 0, width, height);
    this.drawAxis(c, colour, width, height);
    c.save();
    c.beginPath();
    c.rect(GUTTER, 0, width - GUTTER, height);
    c.clip();
    this.drawFaults(c, colour, height);
    this.drawViolations(c, colour, height);
    c.restore();
    c.save();
    c.beginPath();
    c.rect(0, this.top, width, height - this.top);
    c.clip();
    for (let lane = 0; lane < this.groups.length; lane++) {
      const y = this.top + lane * this.laneHeight - this.scroll;
      if (y + this.laneHeight >= this.top && y <= height) this.drawLane(c, colour, lane, y, width);
    }
    c.restore();
    if (this.overlay) {
      c.save();
      c.beginPath();
      c.rect(GUTTER, this.top - 4, width - GUTTER, height - this.top + 4);
      c.clip();
      this.overlay(c, this, colour);
      c.restore();
    }
  }

  drawAxis(c, colour, width, height) {
    const step = Math.max(this.scale.finest, niceStep((this.to - this.from) / Math.max(2, this.plot / 110)));
    c.textAlign = "center";
    for (let tick = Math.ceil(this.from / step) * step; tick <= this.to; tick += step) {
      const x = this.x(tick);
      if (tick < this.scale.first - step / 2 || tick > this.scale.last + step / 2) continue;
      c.fillStyle = colour.line;
      c.globalAlpha = 0.6;
      c.fillRect(Math.round(x), AXIS - 4, 1, height);
      c.globalAlpha = 1;
      c.fillStyle = colour.soft;
      if (x > GUTTER + 20 && x < width - 24) c.fillText(this.scale.text(tick, step), x, 11);
    }
  }

  drawFaults(c, colour, height) {
    c.textAlign = "left";
    for (const fault of this.faults) {
      const [from, to] = this.stretch(fault);
      const x0 = this.x(from);
      const x1 = Math.max(x0 + 1, this.x(to));
      if (x1 < GUTTER || x0 > this.surface.width) continue;
      c.fillStyle = colour["fault-soft"];
      c.fillRect(x0, AXIS, x1 - x0, height);
      const y = AXIS + fault.row * FAULT_ROW;
      c.globalAlpha = 0.85;
      c.fillStyle = colour.fault;
      c.fillRect(x0, y + 1, x1 - x0, FAULT_ROW - 3);
      c.globalAlpha = 1;
      c.fillStyle = colour.card;
      const left = Math.max(x0, GUTTER);
      const text = fit(fault.label + (fault.healed ? "" : " (not healed)"), x1 - left - 8, 6.7);
      c.fillText(text, left + 5, y + FAULT_ROW / 2);
    }
    for (const moment of this.moments || []) {
      const x = this.x(this.stretch(moment)[0]);
      c.fillStyle = colour.fault;
      c.fillRect(x, AXIS, 1, height);
    }
  }

  drawViolations(c, colour, height) {
    for (const violation of this.violations) {
      if (violation.from === undefined) continue;
      const [from, to] = this.stretch(violation);
      const x0 = this.x(from);
      const x1 = Math.max(x0 + 2, this.x(to));
      c.fillStyle = colour["bad-soft"];
      c.fillRect(x0, 0, x1 - x0, height);
      c.fillStyle = colour.bad;
      c.fillRect(x0, 0, x1 - x0, 3);
    }
  }

  drawLane(c, colour, lane, y, width) {
    const height = this.laneHeight;
    c.fillStyle = colour.line;
    c.globalAlpha = 0.5;
    c.fillRect(0, y + height - 1, width, 1);
    c.globalAlpha = 1;
    c.save();
    c.beginPath();
    c.rect(GUTTER, y, width - GUTTER, height);
    c.clip();
    if (this.coverage) this.drawCoverage(c, colour, lane, y, height);
    this.drawHolds(c, colour, lane, y, height);
    const operations = this.groups[lane];
    const begin = Math.max(0, this.firstFrom(operations, this.from) - 1);
    const end = this.firstFrom(operations, this.to);
    if (end - begin > this.plot) this.drawDense(c, colour, operations, begin, end, y, height);
    else for (let k = begin; k < end; k++) this.drawBar(c, colour, operations, k, y, height);
    c.restore();
    c.fillStyle = colour.ink;
    c.textAlign = "right";
    if (height > 10) c.fillText(fit(this.names[lane], GUTTER - 12, 6.7), GUTTER - 8, y + height / 2);
  }

  // The holds of a lock that a violation is about, behind the calls.
  drawHolds(c, colour, lane, y, height) {
    for (const violation of this.violations) {
      for (const hold of violation.holds || []) {
        if (this.laneOf(hold.operation) !== lane) continue;
        const [from, to] = this.stretch(hold);
        const x0 = this.x(from);
        const w = Math.max(1.5, this.x(to) - x0);
        c.fillStyle = colour.bad;
        c.globalAlpha = 0.3;
        c.fillRect(x0, y + 2, w, height - 4);
        c.globalAlpha = 1;
        c.fillRect(x0, y + 1, w, 1.5);
        c.fillRect(x0, y + height - 3, w, 1.5);
      }
    }
  }

  // The first of a line's operations that starts at a value or later.
  firstFrom(operations, value) {
    const start = this.scale.start;
    let from = 0;
    let to = operations.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (start[operations[middle]] < value) from = middle + 1; else to = middle;
    }
    return from;
  }

  drawBar(c, colour, operations, k, y, height) {
    const i = operations[k];
    const outcome = this.columns.outcome(i);
    const x0 = this.x(this.scale.start[i]);
    const limit = this.surface.width + 10;
    const next = k + 1 < operations.length ? this.x(this.scale.start[operations[k + 1]]) - 2 : limit;
    const ended = this.scale.end[i] === this.scale.end[i];
    const x1 = Math.min(ended ? this.x(this.scale.end[i]) : next, limit);
    const w = Math.max(1.2, x1 - x0);
    const pad = height > 14 ? 4 : 2;
    c.fillStyle = colour.outcomes[outcome];
    c.globalAlpha = outcome === OK ? 0.82 : outcome === INFO ? 0.75 : 0.6;
    c.fillRect(x0, y + pad, w, height - 2 * pad);
    if (outcome === INFO && ended && next > x1 + 2) {
      // Whether and when it takes effect stays open.
      c.globalAlpha = 0.9;
      c.strokeStyle = colour.info;
      c.setLineDash([4, 4]);
      c.beginPath();
      c.moveTo(x1, y + height / 2);
      c.lineTo(next, y + height / 2);
      c.stroke();
      c.setLineDash([]);
    }
    c.globalAlpha = 1;
    if (this.marked.has(i) || i === this.selected) {
      c.strokeStyle = i === this.selected ? colour.ink : colour.bad;
      c.lineWidth = 2;
      c.strokeRect(x0 - 0.5, y + pad - 1, w + 1, height - 2 * pad + 2);
      c.lineWidth = 1;
    }
    const left = Math.max(x0, GUTTER) + 5 + (this.labelInset ? this.labelInset(i) : 0);
    if (w > 30 && height > 14 && x1 - left > 24) {
      c.fillStyle = colour.ink;
      c.textAlign = "left";
      c.fillText(fit(this.columns.words(i), x1 - left - 4, 6.7), left, y + height / 2 + 0.5);
    }
  }

  // More operations than pixels: a column a pixel, parted by how they ended; what is rare stays visible.
  drawDense(c, colour, operations, begin, end, y, height) {
    const pixels = Math.ceil(this.plot);
    const ok = new Uint32Array(pixels + 1);
    const fail = new Uint32Array(pixels + 1);
    const info = new Uint32Array(pixels + 1);
    const { start } = this.scale;
    const factor = this.plot / (this.to - this.from);
    const kind = this.columns.kind;
    for (let k = begin; k < end; k++) {
      const i = operations[k];
      const pixel = Math.max(0, Math.min(pixels, (start[i] - this.from) * factor | 0));
      const outcome = kind[i] & 3;
      if (outcome === OK) ok[pixel]++; else if (outcome === FAIL) fail[pixel]++; else info[pixel]++;
    }
    const full = height - 6;
    const paint = (fill, from, part) => {
      c.fillStyle = fill;
      for (let p = 0; p <= pixels; p++) {
        const all = ok[p] + fail[p] + info[p];
        if (all === 0) continue;
        const [offset, size] = part(p, all);
        if (size > 0) c.fillRect(GUTTER + p, y + 3 + offset, 1, size);
      }
    };
    const infoSize = (p, all) => info[p] ? Math.max(3, full * info[p] / all) : 0;
    const failSize = (p, all) => fail[p] ? Math.max(2, full * fail[p] / all) : 0;
    c.globalAlpha = 0.8;
    paint(colour.ok, 0, (p, all) => [0, ok[p] ? full - infoSize(p, all) - failSize(p, all) : 0]);
    paint(colour.fail, 0, (p, all) => [full - infoSize(p, all) - failSize(p, all), failSize(p, all)]);
    paint(colour.info, 0, (p, all) => [full - infoSize(p, all), infoSize(p, all)]);
    c.globalAlpha = 1;
    if (this.marked.size) {
      c.fillStyle = colour.bad;
      for (const i of this.marked) {
        if (this.laneOf(i) === this.laneOf(operations[begin])) c.fillRect(this.x(start[i]) - 1, y, 3, height);
      }
    }
  }

  // Operations that the page has only counts of.
  drawCoverage(c, colour, lane, y, height) {
    const { bins, counts, most } = this.coverage;
    const width = (this.scale.last - this.scale.first) / bins;
    const begin = Math.max(0, Math.floor((this.from - this.scale.first) / width));
    const end = Math.min(bins, Math.ceil((this.to - this.scale.first) / width));
    for (let bin = begin; bin < end; bin++) {
      const at = (lane * bins + bin) * 3;
      const all = counts[at] + counts[at + 1] + counts[at + 2];
      if (!all) continue;
      const x = this.x(this.scale.first + bin * width);
      const w = this.x(this.scale.first + (bin + 1) * width) - x + 0.5;
      const tall = (height - 6) * (0.25 + 0.75 * all / most);
      let bottom = y + height - 3;
      for (const outcome of [INFO, FAIL, OK]) {
        const part = tall * counts[at + outcome - 1] / all;
        c.fillStyle = colour.outcomes[outcome];
        c.globalAlpha = 0.4;
        c.fillRect(x, bottom - part, w, part);
        bottom -= part;
      }
      c.globalAlpha = 1;
    }
  }

  drawMap(c, width, height) {
    const colour = theme();
    const bins = 300;
    const { first, last } = this.scale;
    const length = Math.max(1, last - first);
    const x = value => GUTTER + (value - first) / length * (width - GUTTER - 8);
    if (!this.density) this.density = this.countByBin(bins);
    for (const fault of this.faults) {
      const [from, to] = this.stretch(fault);
      c.fillStyle = colour["fault-soft"];
      c.fillRect(x(from), 0, Math.max(1, x(to) - x(from)), height);
    }
    const { counts, most } = this.density;
    const step = (width - GUTTER - 8) / bins;
    for (let bin = 0; bin < bins; bin++) {
      let bottom = height - 4;
      for (const outcome of [INFO, FAIL, OK]) {
        const size = counts[bin * 4 + outcome] / most * (height - 12);
        c.fillStyle = colour.outcomes[outcome];
        c.globalAlpha = 0.75;
        c.fillRect(GUTTER + bin * step, bottom - size, step, size);
        bottom -= size;
      }
    }
    c.globalAlpha = 1;
    for (const violation of this.violations) {
      if (violation.from === undefined) continue;
      c.fillStyle = colour.bad;
      c.fillRect(x(this.stretch(violation)[0]) - 1, 0, 2.5, height);
    }
    const a = Math.max(GUTTER, x(this.from));
    const b = Math.min(width, x(this.to));
    c.fillStyle = colour.focus;
    c.globalAlpha = 0.13;
    c.fillRect(a, 0, Math.max(2, b - a), height);
    c.globalAlpha = 1;
    c.strokeStyle = colour.focus;
    c.strokeRect(a + 0.5, 0.5, Math.max(2, b - a - 1), height - 1);
    c.fillStyle = colour.soft;
    c.font = "11px " + colour.mono;
    c.textAlign = "right";
    c.textBaseline = "middle";
    c.fillText("whole run", GUTTER - 8, height / 2);
  }

  countByBin(bins) {
    const counts = new Float64Array(bins * 4);
    const { first, last, start } = this.scale;
    const factor = bins / Math.max(1, last - first);
    const add = (at, outcome, number) => {
      counts[Math.max(0, Math.min(bins - 1, Math.floor((at - first) * factor))) * 4 + outcome] += number;
    };
    if (this.coverage) {
      const width = (last - first) / this.coverage.bins;
      this.coverage.counts.forEach((number, at) => {
        add(first + (Math.floor(at / 3) % this.coverage.bins + 0.5) * width, at % 3 + 1, number);
      });
    } else {
      for (const group of this.groups) for (const i of group) add(start[i], this.columns.outcome(i), 1);
    }
    let most = 1;
    for (let bin = 0; bin < bins; bin++) {
      most = Math.max(most, counts[bin * 4 + OK] + counts[bin * 4 + FAIL] + counts[bin * 4 + INFO]);
    }
    return { counts, most };
  }

  // ---- what is under the pointer

  hit(x, y) {
    if (y < this.top) {
      const row = Math.floor((y - AXIS) / FAULT_ROW);
      const at = this.value(x);
      const slack = 3 / this.plot * (this.to - this.from);
      return { fault: this.faults.find(fault => {
        const [from, to] = this.stretch(fault);
        return fault.row === row && at >= from - slack && at <= to + slack;
      }) };
    }
    const lane = Math.floor((y - this.top + this.scroll) / this.laneHeight);
    const operations = this.groups[lane];
    if (!operations || x < GUTTER) return {};
    const after = this.firstFrom(operations, this.value(x));
    let best = -1;
    let distance = 6;
    for (const k of [after - 1, after]) {
      if (k < 0 || k >= operations.length) continue;
      const i = operations[k];
      const from = this.x(this.scale.start[i]);
      const openEnded = this.columns.outcome(i) === INFO;
      const to = openEnded ? Infinity : this.x(this.end(i));
      const off = x < from ? from - x : x > to ? x - to : 0;
      if (off < distance) {
        distance = off;
        best = i;
      }
    }
    return best < 0 ? {} : { operation: best };
  }

  select(i) {
    this.selected = i;
    this.redraw();
    if (this.onSelect) this.onSelect(i);
  }

  neighbour(by) {
    if (this.selected < 0) {
      const lane = Math.floor(this.scroll / this.laneHeight);
      const operations = this.groups[lane] || [];
      const at = Math.min(operations.length - 1, this.firstFrom(operations, this.from));
      if (at >= 0) this.select(operations[at]);
      return;
    }
    const operations = this.groups[this.laneOf(this.selected)];
    const at = operations.indexOf(this.selected) + by;
    if (at >= 0 && at < operations.length) {
      this.select(operations[at]);
      this.showOperation(operations[at]);
    }
  }

  otherLane(by) {
    if (this.selected < 0) {
      this.scrollTo(this.scroll + by * this.laneHeight);
      return;
    }
    const at = this.scale.start[this.selected];
    for (let lane = this.laneOf(this.selected) + by; lane >= 0 && lane < this.groups.length; lane += by) {
      const operations = this.groups[lane];
      if (operations.length) {
        const i = operations[Math.max(0, Math.min(operations.length - 1, this.firstFrom(operations, at)))];
        this.select(i);
        this.showOperation(i);
        return;
      }
    }
  }

  listen() {
    const canvas = this.canvas;
    let drag = null;
    canvas.addEventListener("pointerdown", event => {
      if (event.button !== 0) return;
      drag = { x: event.offsetX, y: event.offsetY, from: this.from, to: this.to, scroll: this.scroll, moved: false };
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", event => {
      if (!drag) return this.hover(event);
      const dx = event.offsetX - drag.x;
      if (Math.abs(dx) + Math.abs(event.offsetY - drag.y) > 4) drag.moved = true;
      if (!drag.moved) return;
      canvas.classList.add("dragging");
      this.tip.hidden = true;
      const by = -dx / this.plot * (drag.to - drag.from);
      this.look(drag.from + by, drag.to + by, false);
      this.scrollTo(drag.scroll - (event.offsetY - drag.y));
    });
    canvas.addEventListener("pointerup", event => {
      if (drag && !drag.moved) {
        const found = this.hit(event.offsetX, event.offsetY);
        if (found.operation !== undefined) this.select(found.operation);
        else if (found.fault && this.onFault) this.onFault(found.fault);
        else this.select(-1);
      }
      drag = null;
      canvas.classList.remove("dragging");
    });
    canvas.addEventListener("pointerleave", () => { this.tip.hidden = true; });
    canvas.addEventListener("wheel", event => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== canvas) return;
      event.preventDefault();
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        const by = (event.deltaX || event.deltaY) / this.plot * (this.to - this.from);
        this.look(this.from + by, this.to + by, false);
      } else {
        this.zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 220), this.value(event.offsetX), false);
      }
    }, { passive: false });
    canvas.addEventListener("dblclick", event => this.zoom(0.25, this.value(event.offsetX)));
    canvas.addEventListener("keydown", event => this.key(event));
    const map = this.map.canvas;
    const jump = event => {
      const part = (event.offsetX - GUTTER) / (this.map.width - GUTTER - 8);
      const at = this.scale.first + part * (this.scale.last - this.scale.first);
      const half = (this.to - this.from) / 2;
      this.look(at - half, at + half, false);
    };
    map.addEventListener("pointerdown", event => { map.setPointerCapture(event.pointerId); jump(event); });
    map.addEventListener("pointermove", event => { if (event.buttons & 1) jump(event); });
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const actions = {
      ArrowLeft: () => this.pan(-0.2), ArrowRight: () => this.pan(0.2),
      ArrowUp: () => this.otherLane(-1), ArrowDown: () => this.otherLane(1),
      PageUp: () => this.pan(-0.9), PageDown: () => this.pan(0.9),
      Home: () => this.look(this.scale.first, this.scale.first + this.to - this.from),
      End: () => this.look(this.scale.last - this.to + this.from, this.scale.last),
      "+": () => this.zoom(0.5), "=": () => this.zoom(0.5), "-": () => this.zoom(2), 0: () => this.whole(),
      "[": () => this.neighbour(-1), "]": () => this.neighbour(1), Escape: () => this.select(-1),
      ...this.keys
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  hover(event) {
    const found = this.hit(event.offsetX, event.offsetY);
    const text = found.operation !== undefined ? this.describe(found.operation) : found.fault ? found.fault.label : "";
    this.tip.hidden = !text;
    if (!text) return;
    this.tip.textContent = text;
    const left = Math.min(event.offsetX + 14, this.surface.width - this.tip.offsetWidth - 6);
    const above = event.offsetY + 18 + this.tip.offsetHeight > this.surface.height;
    this.tip.style.left = Math.max(4, left) + "px";
    this.tip.style.top = (above ? Math.max(2, event.offsetY - this.tip.offsetHeight - 8) : event.offsetY + 18) + "px";
  }

  // Tooltip: in words, when, how long.
  describe(i) {
    const columns = this.columns;
    const unit = columns.meta.unitNanos;
    const lines = [`p${columns.process[i]}  ${columns.words(i)}`];
    const how = OUTCOMES[columns.outcome(i)];
    if (columns.meta.timed && columns.endTime[i] === columns.endTime[i]) {
      lines.push(`${how} after ${spanText((columns.endTime[i] - columns.time[i]) * unit)}, from ${momentText(columns.time[i] * unit, 1e6)}`);
    } else {
      lines.push(columns.endPosition[i] === columns.endPosition[i] ? how : "info: no completion in the history");
    }
    lines.push(`index ${columns.index[i]}` + (columns.endIndex[i] === columns.endIndex[i] ? ` to ${columns.endIndex[i]}` : ""));
    if (this.note) lines.push(...this.note(i));
    return lines.join("\n");
  }
}
