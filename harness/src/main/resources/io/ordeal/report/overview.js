// The strip below a timeline: the whole run, and which part of it is in view.

class Overview {
  constructor(timeline, parent) {
    this.t = timeline;
    this.surface = new Surface(parent, "map", 44, (c, w, h) => this.drawMap(c, w, h));
    this.listen();
  }

  redraw() { this.surface.redraw(); }

  drawMap(c, width, height) {
    const colour = theme();
    const bins = 300;
    const { first, last } = this.t.scale;
    const length = Math.max(1, last - first);
    const x = value => GUTTER + (value - first) / length * (width - GUTTER - 8);
    if (!this.density) this.density = this.countByBin(bins);
    for (const fault of this.t.faults) {
      const [from, to] = this.t.stretch(fault);
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
    for (const violation of this.t.violations) {
      if (violation.from === undefined) continue;
      c.fillStyle = colour.bad;
      c.fillRect(x(this.t.stretch(violation)[0]) - 1, 0, 2.5, height);
    }
    const a = Math.max(GUTTER, x(this.t.from));
    const b = Math.min(width, x(this.t.to));
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
    c.fillText(this.t.overviewName || "whole run", GUTTER - 8, height / 2);
  }

  countByBin(bins) {
    const counts = new Float64Array(bins * 4);
    const { first, last, start } = this.t.scale;
    const factor = bins / Math.max(1, last - first);
    const add = (at, outcome, number) => {
      counts[Math.max(0, Math.min(bins - 1, Math.floor((at - first) * factor))) * 4 + outcome] += number;
    };
    if (this.t.coverage) {
      const width = (last - first) / this.t.coverage.bins;
      this.t.coverage.counts.forEach((number, at) => {
        add(first + (Math.floor(at / 3) % this.t.coverage.bins + 0.5) * width, at % 3 + 1, number);
      });
    } else {
      for (const group of this.t.groups) for (const i of group) add(start[i], this.t.columns.outcome(i), 1);
    }
    let most = 1;
    for (let bin = 0; bin < bins; bin++) {
      most = Math.max(most, counts[bin * 4 + OK] + counts[bin * 4 + FAIL] + counts[bin * 4 + INFO]);
    }
    return { counts, most };
  }

  listen() {
    const map = this.surface.canvas;
    const jump = event => {
      const part = (event.offsetX - GUTTER) / (this.surface.width - GUTTER - 8);
      const at = this.t.scale.first + part * (this.t.scale.last - this.t.scale.first);
      const half = (this.t.to - this.t.from) / 2;
      this.t.look(at - half, at + half, false);
    };
    map.addEventListener("pointerdown", event => { map.setPointerCapture(event.pointerId); jump(event); });
    map.addEventListener("pointermove", event => { if (event.buttons & 1) jump(event); });
  }
}
