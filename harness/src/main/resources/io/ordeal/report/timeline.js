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
    Object.assign(this, { faults: [], moments: [], frozen: [], violations: [], marked: new Set(), overlay: null, selected: -1 }, options);
    this.scroll = 0;
    this.faultRows = this.layFaults();
    this.momentRow = this.moments.length ? this.faultRows : -1;
    this.top = AXIS + (this.faultRows + (this.moments.length ? 1 : 0)) * FAULT_ROW + 4;
    const lanes = this.groups.length;
    this.laneHeight = options.laneHeight || (lanes <= 6 ? 38 : lanes <= 16 ? 28 : lanes <= 32 ? 18 : 12);
    const body = Math.min(TALLEST, lanes * this.laneHeight);
    this.surface = new Surface(parent, "main", this.top + body + 6, (c, w, h) => this.draw(c, w, h));
    this.painter = new LanePainter(this);
    this.tip = element("div", { class: "tip", hidden: "" });
    parent.append(this.tip);
    this.canvas = this.surface.canvas;
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "application");
    this.canvas.setAttribute("aria-label", options.label);
    this.overview = new Overview(this, parent);
    this.whole(false);
    new TimelineInput(this);
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
    this.shown = undefined;
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

  redraw() { this.surface.redraw(); this.overview.redraw(); }

  setAxis(axis) {
    this.axis = axis;
    this.overview.density = null;
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

  // At its own scale: from the first event of its witness to the last. Where operations went on beyond that does not count.
  showViolation(violation) {
    this.shown = violation;
    const [from, to] = this.stretch(violation);
    const pad = Math.max((to - from) * 0.25, this.scale.least);
    this.look(from - pad, to + pad);
    const operations = violation.operations || [];
    if (operations.length) {
      this.select(operations.at(-1));
      this.reveal(this.laneOf(operations.at(-1)));
    }
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
      if (y + this.laneHeight >= this.top && y <= height) this.painter.drawLane(c, colour, lane, y, width);
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
    this.drawMoments(c, colour, height);
  }

  // A line down from a label in a row of their own, as far as the next one leaves room.
  drawMoments(c, colour, height) {
    const y = AXIS + this.momentRow * FAULT_ROW;
    this.moments.forEach((moment, k) => {
      const x = this.x(this.stretch(moment)[0]);
      if (x < GUTTER || x > this.surface.width) return;
      c.fillStyle = moment.bad ? colour.bad : colour.fault;
      c.fillRect(x, y, moment.bad ? 2 : 1, height);
      c.fillRect(x, y + 4, 7, FAULT_ROW - 8);
      const next = k + 1 < this.moments.length ? this.x(this.stretch(this.moments[k + 1])[0]) : this.surface.width;
      c.fillText(fit(moment.label, next - x - 14, 6.7), x + 11, y + FAULT_ROW / 2);
    });
  }

  drawViolations(c, colour, height) {
    for (const violation of this.violations) {
      if (violation.from === undefined) continue;
      const [from, to] = this.stretch(violation);
      const x0 = this.x(from);
      const x1 = Math.max(x0 + 2, this.x(to));
      // While one is shown, of the others there is the line above alone.
      if (!this.shown || this.shown === violation) {
        c.fillStyle = colour["bad-soft"];
        c.fillRect(x0, 0, x1 - x0, height);
      }
      c.fillStyle = colour.bad;
      c.fillRect(x0, 0, x1 - x0, 3);
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

  select(i) {
    this.selected = i;
    this.redraw();
    if (this.onSelect) this.onSelect(i);
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
