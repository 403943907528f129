// Pointer, wheel and keyboard of a timeline.

class TimelineInput {
  constructor(timeline) {
    this.t = timeline;
    this.listen();
  }

  hit(x, y) {
    if (y < this.t.top) {
      const row = Math.floor((y - AXIS) / FAULT_ROW);
      const at = this.t.value(x);
      const slack = 3 / this.t.plot * (this.t.to - this.t.from);
      if (row === this.t.momentRow) {
        // The last that lies before the pointer: its label does.
        const before = this.t.moments.filter(moment => this.t.stretch(moment)[0] <= at + slack);
        return { moment: before.at(-1) };
      }
      return { fault: this.t.faults.find(fault => {
        const [from, to] = this.t.stretch(fault);
        return fault.row === row && at >= from - slack && at <= to + slack;
      }) };
    }
    const lane = Math.floor((y - this.t.top + this.t.scroll) / this.t.laneHeight);
    const operations = this.t.groups[lane];
    if (!operations || x < GUTTER) return {};
    const after = this.t.firstFrom(operations, this.t.value(x));
    let best = -1;
    let distance = 6;
    for (const k of [after - 1, after]) {
      if (k < 0 || k >= operations.length) continue;
      const i = operations[k];
      const from = this.t.x(this.t.scale.start[i]);
      const openEnded = this.t.columns.outcome(i) === INFO;
      const to = openEnded ? Infinity : this.t.x(this.t.end(i));
      const off = x < from ? from - x : x > to ? x - to : 0;
      if (off < distance) {
        distance = off;
        best = i;
      }
    }
    return best < 0 ? {} : { operation: best };
  }

  neighbour(by) {
    if (this.t.selected < 0) {
      const lane = Math.floor(this.t.scroll / this.t.laneHeight);
      const operations = this.t.groups[lane] || [];
      const at = Math.min(operations.length - 1, this.t.firstFrom(operations, this.t.from));
      if (at >= 0) this.t.select(operations[at]);
      return;
    }
    const operations = this.t.groups[this.t.laneOf(this.t.selected)];
    const at = operations.indexOf(this.t.selected) + by;
    if (at >= 0 && at < operations.length) {
      this.t.select(operations[at]);
      this.t.showOperation(operations[at]);
    }
  }

  otherLane(by) {
    if (this.t.selected < 0) {
      this.t.scrollTo(this.t.scroll + by * this.t.laneHeight);
      return;
    }
    const at = this.t.scale.start[this.t.selected];
    for (let lane = this.t.laneOf(this.t.selected) + by; lane >= 0 && lane < this.t.groups.length; lane += by) {
      const operations = this.t.groups[lane];
      if (operations.length) {
        const i = operations[Math.max(0, Math.min(operations.length - 1, this.t.firstFrom(operations, at)))];
        this.t.select(i);
        this.t.showOperation(i);
        return;
      }
    }
  }

  listen() {
    const canvas = this.t.canvas;
    let drag = null;
    canvas.addEventListener("pointerdown", event => {
      if (event.button !== 0) return;
      drag = { x: event.offsetX, y: event.offsetY, from: this.t.from, to: this.t.to, scroll: this.t.scroll, moved: false };
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", event => {
      if (!drag) return this.hover(event);
      const dx = event.offsetX - drag.x;
      if (Math.abs(dx) + Math.abs(event.offsetY - drag.y) > 4) drag.moved = true;
      if (!drag.moved) return;
      canvas.classList.add("dragging");
      this.t.tip.hidden = true;
      const by = -dx / this.t.plot * (drag.to - drag.from);
      this.t.look(drag.from + by, drag.to + by, false);
      this.t.scrollTo(drag.scroll - (event.offsetY - drag.y));
    });
    canvas.addEventListener("pointerup", event => {
      if (drag && !drag.moved) {
        const found = this.hit(event.offsetX, event.offsetY);
        if (found.operation !== undefined) this.t.select(found.operation);
        else if (found.fault && this.t.onFault) this.t.onFault(found.fault);
        else if (found.moment && this.t.onMoment) this.t.onMoment(found.moment);
        else this.t.select(-1);
      }
      drag = null;
      canvas.classList.remove("dragging");
    });
    canvas.addEventListener("pointerleave", () => { this.t.tip.hidden = true; });
    canvas.addEventListener("wheel", event => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== canvas) return;
      event.preventDefault();
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        const by = (event.deltaX || event.deltaY) / this.t.plot * (this.t.to - this.t.from);
        this.t.look(this.t.from + by, this.t.to + by, false);
      } else {
        this.t.zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 220), this.t.value(event.offsetX), false);
      }
    }, { passive: false });
    canvas.addEventListener("dblclick", event => this.t.zoom(0.25, this.t.value(event.offsetX)));
    canvas.addEventListener("keydown", event => this.key(event));
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const actions = {
      ArrowLeft: () => this.t.pan(-0.2), ArrowRight: () => this.t.pan(0.2),
      ArrowUp: () => this.otherLane(-1), ArrowDown: () => this.otherLane(1),
      PageUp: () => this.t.pan(-0.9), PageDown: () => this.t.pan(0.9),
      Home: () => this.t.look(this.t.scale.first, this.t.scale.first + this.t.to - this.t.from),
      End: () => this.t.look(this.t.scale.last - this.t.to + this.t.from, this.t.scale.last),
      "+": () => this.t.zoom(0.5), "=": () => this.t.zoom(0.5), "-": () => this.t.zoom(2), 0: () => this.t.whole(),
      "[": () => this.neighbour(-1), "]": () => this.neighbour(1), Escape: () => this.t.select(-1),
      ...this.t.keys
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  hover(event) {
    const found = this.hit(event.offsetX, event.offsetY);
    const text = found.operation !== undefined ? this.t.describe(found.operation) : found.fault ? [found.fault.label, ...Object.entries(found.fault.told).map(([name, text]) => `${name}: ${text}`)].join("\n")
      : found.moment ? found.moment.label : "";
    this.t.tip.hidden = !text;
    if (!text) return;
    this.t.tip.textContent = text;
    const left = Math.min(event.offsetX + 14, this.t.surface.width - this.t.tip.offsetWidth - 6);
    const above = event.offsetY + 18 + this.t.tip.offsetHeight > this.t.surface.height;
    this.t.tip.style.left = Math.max(4, left) + "px";
    this.t.tip.style.top = (above ? Math.max(2, event.offsetY - this.t.tip.offsetHeight - 8) : event.offsetY + 18) + "px";
  }
}
