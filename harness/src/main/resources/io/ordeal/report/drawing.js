// Colours, numbers and times as the rest of the page has them.

function theme() {
  const style = getComputedStyle(document.documentElement);
  const colour = {};
  for (const name of ["card", "ink", "soft", "line", "faint", "ok", "info", "fail", "bad", "bad-soft", "good", "fault", "fault-soft", "focus"]) {
    colour[name] = style.getPropertyValue("--" + name).trim();
  }
  colour.outcomes = ["", colour.ok, colour.fail, colour.info];
  colour.mono = style.getPropertyValue("--mono").trim();
  return colour;
}

function figures(x) {
  const size = Math.abs(x);
  return String(Number(x.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2)));
}

function spanText(nanos) {
  if (nanos < 0) return "-" + spanText(-nanos);
  if (nanos < 1e3) return nanos.toFixed(0) + " ns";
  if (nanos < 999500) return figures(nanos / 1e3) + " µs";
  if (nanos < 999500000) return figures(nanos / 1e6) + " ms";
  if (nanos < 120e9) return figures(nanos / 1e9) + " s";
  return Math.floor(nanos / 60e9) + " min " + Math.round(nanos / 1e9) % 60 + " s";
}

// A moment with as many decimals as the distance between moments that are to be told apart needs.
function momentText(nanos, stepNanos) {
  const decimals = Math.max(0, Math.min(9, Math.ceil(-Math.log10(stepNanos / 1e9) - 1e-9)));
  return (nanos / 1e9).toFixed(decimals) + " s";
}

const grouped = n => n.toLocaleString("en-US");

function niceStep(atLeast) {
  const size = 10 ** Math.floor(Math.log10(atLeast));
  for (const factor of [1, 2, 5]) if (factor * size >= atLeast) return factor * size;
  return 10 * size;
}

function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") node.addEventListener("click", value); else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// A canvas that is as sharp as the screen and redraws at most once a frame.
class Surface {
  constructor(parent, cssClass, height, draw) {
    this.canvas = element("canvas", { class: cssClass });
    this.height = height;
    this.draw = draw;
    parent.append(this.canvas);
    this.context = this.canvas.getContext("2d");
    new ResizeObserver(() => this.redraw()).observe(parent);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
  }

  get width() { return this.canvas.clientWidth || 800; }

  redraw() {
    if (this.pending) return;
    this.pending = true;
    requestAnimationFrame(() => this.now());
  }

  now() {
    this.pending = false;
    const ratio = window.devicePixelRatio || 1;
    const width = Math.round(this.width * ratio);
    const height = Math.round(this.height * ratio);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.canvas.style.height = this.height + "px";
    }
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.context.clearRect(0, 0, this.width, this.height);
    this.draw(this.context, this.width, this.height);
  }
}

// Text cut to fit; widths of a monospaced font are known without measuring.
function fit(text, width, character) {
  const room = Math.floor(width / character);
  return text.length <= room ? text : room < 3 ? "" : text.slice(0, room - 1) + "…";
}
