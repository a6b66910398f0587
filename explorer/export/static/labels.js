// How big things are drawn at a zoom, and which labels there is room for. Seen from afar, text and
// shapes stop shrinking with the view; a label that would then lie on something more important goes
// above its actor, or waits until there is room. Where actors are never depends on any of this.

const TEXT_FROM = 0.8; // zooms below which text and shapes keep their size on the screen
const SHAPE_FROM = 0.45;
const LINE_HEIGHT = 1.25; // of a label, in font sizes
const GAP = 0.4; // between labels side by side, in font sizes
const pen = document.createElement("canvas").getContext("2d");

// By how much to enlarge, in steps, so that a zoom in motion does not paint every frame.
function growth(scale) {
  const rounded = (value) => Math.round(value * 20) / 20;
  return {
    text: rounded(Math.max(1, TEXT_FROM / scale)),
    shape: rounded(Math.max(1, SHAPE_FROM / scale)),
  };
}

function grownNode(node, { text, shape }) {
  return { ...node, size: node.size * shape, font: { ...node.font, size: node.font.size * text } };
}

function grownEdge(edge, { shape }) {
  const grown = ([end, arrow]) => [end, { ...arrow, scaleFactor: arrow.scaleFactor * shape }];
  return {
    ...edge,
    width: edge.width * shape,
    dashes: edge.dashes && edge.dashes.map((length) => length * shape),
    arrows: Object.fromEntries(Object.entries(edge.arrows).map(grown)),
  };
}

// Where labels have room, by id: the first of an item's `places` that touches no label and no
// shape, or else none that is more important. Items come in order of importance; those without
// room are left out.
function roomyLabels(items) {
  const all = items.map(({ shape }) => shape).filter(Boolean);
  const [labels, seen, shown] = [[], [], new Map()];
  for (const item of items) {
    const touches = (box) => (other) => other !== item.shape && overlap(box, other);
    const free = (shapes) => (place) => {
      const touched = touches(labelBox(item, place));
      return !labels.some(touched) && !shapes.some(touched);
    };
    const place = item.places.find(free(all)) ?? item.places.find(free(seen));
    if (item.shape) seen.push(item.shape);
    if (!place && !item.always) continue;
    shown.set(item.id, place ?? item.places[0]);
    labels.push(labelBox(item, shown.get(item.id)));
  }
  return shown;
}

function labelBox({ label, font }, { x, y, text = label, angle = 0 }) {
  pen.font = `${font.size}px system-ui, sans-serif`;
  const widths = text.split("\n").map((line) => pen.measureText(line).width);
  const width = Math.max(...widths) + font.size * GAP;
  const height = font.size * (LINE_HEIGHT + linesOf(text) - 1);
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  return { x, y, width: width * cos + height * sin, height: width * sin + height * cos };
}

const linesOf = (text) => text.split("\n").length;

// A label broken where its halves are most alike; null if it is one word.
function onTwoLines(label) {
  const spaces = [...label.matchAll(/ /g)].map(({ index }) => index);
  if (!spaces.length) return null;
  const longest = (at) => Math.max(at, label.length - at);
  const at = spaces.reduce((best, other) => (longest(other) < longest(best) ? other : best));
  return `${label.slice(0, at)}\n${label.slice(at + 1)}`;
}

function overlap(a, b) {
  return (
    2 * Math.abs(a.x - b.x) < a.width + b.width && 2 * Math.abs(a.y - b.y) < a.height + b.height
  );
}

// Not every system has a font that makes one flag of two letters; a drawn flag has colours.
function flagsAreDrawn() {
  const context = Object.assign(document.createElement("canvas"), { width: 24, height: 24 })
    .getContext("2d");
  context.font = "16px sans-serif";
  context.fillText("\u{1F1EE}\u{1F1F7}", 0, 20);
  const { data } = context.getImageData(0, 0, 24, 24);
  return data.some((value, at) => at % 4 < 3 && value > 60);
}
