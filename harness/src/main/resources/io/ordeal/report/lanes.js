// Draws the lines of a timeline: bars, or a column a pixel where there are more operations than pixels.

class LanePainter {
  constructor(timeline) { this.t = timeline; }

  drawLane(c, colour, lane, y, width) {
    const height = this.t.laneHeight;
    c.fillStyle = colour.line;
    c.globalAlpha = 0.5;
    c.fillRect(0, y + height - 1, width, 1);
    c.globalAlpha = 1;
    c.save();
    c.beginPath();
    c.rect(GUTTER, y, width - GUTTER, height);
    c.clip();
    if (this.t.coverage) this.drawCoverage(c, colour, lane, y, height);
    this.drawFrozen(c, colour, lane, y, height);
    this.drawHolds(c, colour, lane, y, height);
    const operations = this.t.groups[lane];
    const begin = Math.max(0, this.t.firstFrom(operations, this.t.from) - 1);
    const end = this.t.firstFrom(operations, this.t.to);
    if (end - begin > this.t.plot) this.drawDense(c, colour, operations, begin, end, y, height);
    else for (let k = begin; k < end; k++) this.drawBar(c, colour, operations, k, y, height);
    c.restore();
    c.fillStyle = colour.ink;
    c.textAlign = "right";
    if (height > 10) c.fillText(fit(this.t.names[lane], GUTTER - 12, 6.7), GUTTER - 8, y + height / 2);
  }

  // Clients that stood still, behind what they had in hand.
  drawFrozen(c, colour, lane, y, height) {
    for (const frozen of this.t.frozen) {
      if (this.t.laneOf(frozen.operation) !== lane) continue;
      const [from, to] = this.t.stretch(frozen);
      const x0 = this.t.x(from);
      const w = Math.max(2, this.t.x(to) - x0);
      c.fillStyle = colour.fault;
      c.globalAlpha = 0.3;
      c.fillRect(x0, y, w, height - 1);
      c.globalAlpha = 1;
      c.fillRect(x0, y, w, 2);
      c.fillRect(x0, y + height - 3, w, 2);
    }
  }

  // The holds of a lock that a violation is about, behind the calls.
  drawHolds(c, colour, lane, y, height) {
    for (const violation of this.t.violations) {
      for (const hold of violation.holds || []) {
        if (this.t.laneOf(hold.operation) !== lane) continue;
        const [from, to] = this.t.stretch(hold);
        const x0 = this.t.x(from);
        const w = Math.max(1.5, this.t.x(to) - x0);
        c.fillStyle = colour.bad;
        c.globalAlpha = 0.3;
        c.fillRect(x0, y + 2, w, height - 4);
        c.globalAlpha = 1;
        c.fillRect(x0, y + 1, w, 1.5);
        c.fillRect(x0, y + height - 3, w, 1.5);
      }
    }
  }

  drawBar(c, colour, operations, k, y, height) {
    const i = operations[k];
    const outcome = this.t.columns.outcome(i);
    const x0 = this.t.x(this.t.scale.start[i]);
    const limit = this.t.surface.width + 10;
    const next = k + 1 < operations.length ? this.t.x(this.t.scale.start[operations[k + 1]]) - 2 : limit;
    const ended = this.t.scale.end[i] === this.t.scale.end[i];
    const x1 = Math.min(ended ? this.t.x(this.t.scale.end[i]) : next, limit);
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
    if (this.t.marked.has(i) || i === this.t.selected) {
      c.strokeStyle = i === this.t.selected ? colour.ink : colour.bad;
      c.lineWidth = 2;
      c.strokeRect(x0 - 0.5, y + pad - 1, w + 1, height - 2 * pad + 2);
      c.lineWidth = 1;
    }
    const left = Math.max(x0, GUTTER) + 5 + (this.t.labelInset ? this.t.labelInset(i) : 0);
    if (w > 30 && height > 14 && x1 - left > 24) {
      c.fillStyle = colour.ink;
      c.textAlign = "left";
      c.fillText(fit(this.t.columns.words(i), x1 - left - 4, 6.7), left, y + height / 2 + 0.5);
    }
  }

  // More operations than pixels: a column a pixel, parted by how they ended; what is rare stays visible.
  drawDense(c, colour, operations, begin, end, y, height) {
    const pixels = Math.ceil(this.t.plot);
    const ok = new Uint32Array(pixels + 1);
    const fail = new Uint32Array(pixels + 1);
    const info = new Uint32Array(pixels + 1);
    const { start } = this.t.scale;
    const factor = this.t.plot / (this.t.to - this.t.from);
    const kind = this.t.columns.kind;
    for (let k = begin; k < end; k++) {
      const i = operations[k];
      const pixel = Math.max(0, Math.min(pixels, (start[i] - this.t.from) * factor | 0));
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
    if (this.t.marked.size) {
      c.fillStyle = colour.bad;
      for (const i of this.t.marked) {
        if (this.t.laneOf(i) === this.t.laneOf(operations[begin])) c.fillRect(this.t.x(start[i]) - 1, y, 3, height);
      }
    }
  }

  // Operations that the page has only counts of.
  drawCoverage(c, colour, lane, y, height) {
    const { bins, counts, most } = this.t.coverage;
    const width = (this.t.scale.last - this.t.scale.first) / bins;
    const begin = Math.max(0, Math.floor((this.t.from - this.t.scale.first) / width));
    const end = Math.min(bins, Math.ceil((this.t.to - this.t.scale.first) / width));
    for (let bin = begin; bin < end; bin++) {
      const at = (lane * bins + bin) * 3;
      const all = counts[at] + counts[at + 1] + counts[at + 2];
      if (!all) continue;
      const x = this.t.x(this.t.scale.first + bin * width);
      const w = this.t.x(this.t.scale.first + (bin + 1) * width) - x + 0.5;
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
}
