// The history: columns of numbers, one entry an operation, in the order of invocation.

async function unpack(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function varints(bytes) {
  let at = 0;
  return () => {
    let value = 0;
    let scale = 1;
    for (;;) {
      const b = bytes[at++];
      value += (b & 0x7f) * scale;
      if (b < 0x80) return value;
      scale *= 128;
    }
  };
}

const OUTCOMES = ["invoke", "ok", "fail", "info"];
const OK = 1, FAIL = 2, INFO = 3;

class Columns {
  static async load(meta) {
    const packed = id => document.getElementById(id).textContent;
    const columns = new Columns(meta, varints(await unpack(packed("columns"))));
    columns.text = await unpack(packed("values"));
    columns.lineStarts = lineStarts(columns.text, meta.operations);
    return columns;
  }

  constructor(meta, next) {
    const n = meta.operations;
    this.meta = meta;
    this.n = n;
    const rising = () => {
      const column = new Float64Array(n);
      for (let i = 0, last = 0; i < n; i++) column[i] = last += next();
      return column;
    };
    // An operation without a completion ends nowhere: NaN.
    const ends = (from, has) => {
      const column = new Float64Array(n);
      for (let i = 0; i < n; i++) {
        const span = next();
        column[i] = has(i, span) ? from[i] + span : NaN;
      }
      return column;
    };
    this.position = rising();
    this.endPosition = ends(this.position, (i, span) => span > 0);
    const completed = i => this.endPosition[i] === this.endPosition[i];
    this.time = rising();
    this.endTime = ends(this.time, completed);
    this.process = new Int32Array(n);
    this.lane = new Uint16Array(n);
    for (let i = 0; i < n; i++) {
      const number = next();
      this.process[i] = meta.processes[number];
      this.lane[i] = meta.laneOfProcess[number];
    }
    this.kind = new Uint16Array(n);
    for (let i = 0; i < n; i++) this.kind[i] = next();
    this.index = meta.sparse ? rising() : this.position;
    this.endIndex = meta.sparse ? ends(this.index, completed) : this.endPosition;
  }

  outcome(i) { return this.kind[i] & 3; }
  f(i) { return this.meta.fNames[this.kind[i] >> 2]; }

  // What was given, answered, and the error; undefined where the page has no values of the operation.
  values(i) {
    const line = new TextDecoder().decode(this.text.subarray(this.lineStarts[i], this.lineStarts[i + 1] - 1));
    if (line === "") return undefined;
    const [given, answered, error] = line.split("\t");
    return { given, answered: answered === "" ? given : answered, error };
  }

  // In a few words: "write 3", "read → 3".
  words(i) {
    const values = this.values(i);
    const f = this.f(i);
    if (!values) return f;
    const given = values.given === "nil" ? "" : " " + values.given;
    const outcome = this.outcome(i);
    if (outcome === OK && values.answered !== values.given) return f + given + " → " + values.answered;
    return f + given + (outcome === INFO ? " ?" : outcome === FAIL ? " failed" : "");
  }

  // The operation one of whose events has an index; -1 if there is none.
  withIndex(index) {
    for (let i = 0; i < this.n && this.index[i] <= index; i++) {
      if (this.index[i] === index || this.endIndex[i] === index) return i;
    }
    return -1;
  }
}

function lineStarts(bytes, lines) {
  const starts = new Uint32Array(lines + 1);
  for (let at = 0, line = 1; line <= lines; at++) {
    if (bytes[at] === 10) starts[line++] = at + 1;
  }
  return starts;
}

// The first place in [from, to) of a rising column whose value is not below.
function lowerBound(column, value, from, to) {
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (column[middle] < value) from = middle + 1; else to = middle;
  }
  return from;
}

function groupByLane(columns, operations, laneOf, lanes) {
  const counts = new Uint32Array(lanes);
  for (const i of operations) counts[laneOf(i)]++;
  const groups = Array.from(counts, count => new Uint32Array(count));
  counts.fill(0);
  for (const i of operations) groups[laneOf(i)][counts[laneOf(i)]++] = i;
  return groups;
}
