// The drawing as a picture: twice as sharp as on the screen, with its key and a line that tells
// where it comes from. Drawn anew out of sight, so that the screen does not flicker.

const SHARPNESS = 2;
const FOOT = { row: 20, margin: 14, size: 12 }; // CSS pixels: below the drawing, key and source

async function savePicture({ graph, data, look }) {
  const drawn = drawnLarge(graph, data.graph.options);
  const canvas = withFoot(drawn, data, look);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const link = el("a", { href: URL.createObjectURL(blob), download: "actor-graph.png" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function drawnLarge({ network, light }, options) {
  const { clientWidth, clientHeight } = network.canvas.frame;
  const times = SHARPNESS / devicePixelRatio;
  const box = el("div");
  const [width, height] = [clientWidth * times, clientHeight * times];
  Object.assign(box.style, { position: "fixed", left: "-99999px", top: 0 });
  Object.assign(box.style, { width: `${width}px`, height: `${height}px` });
  document.body.append(box);
  const copy = new vis.Network(box, network.body.data, { ...options, interaction: {} });
  copy.on("afterDrawing", (context) => light(context, copy));
  copy.moveTo({ scale: network.getScale() * times, position: network.getViewPosition() });
  findRims(copy);
  copy.redraw();
  const canvas = el("canvas");
  const source = box.querySelector("canvas");
  Object.assign(canvas, { width: source.width, height: source.height });
  canvas.getContext("2d").drawImage(source, 0, 0);
  copy.destroy();
  box.remove();
  return canvas;
}

function withFoot(drawn, data, look) {
  const { text, background, muted } = data.theme;
  const rows = footRows(data, look, drawn.width / SHARPNESS);
  const height = rows.length * FOOT.row + 2 * FOOT.margin;
  const canvas = el("canvas", { width: drawn.width, height: drawn.height + height * SHARPNESS });
  const pen = canvas.getContext("2d");
  pen.fillStyle = background;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(drawn, 0, 0);
  pen.scale(SHARPNESS, SHARPNESS);
  pen.font = `${FOOT.size}px system-ui, sans-serif`;
  rows.forEach((row, at) => {
    const y = drawn.height / SHARPNESS + FOOT.margin + (at + 0.5) * FOOT.row;
    row.forEach(({ x, mark, label }) => {
      pen.strokeStyle = pen.fillStyle = text;
      mark?.(pen, x, y);
      pen.fillStyle = mark ? text : muted;
      pen.textBaseline = "middle";
      pen.fillText(label, x + (mark ? 42 : 0), y);
    });
  });
  return canvas;
}

// Rows of {x, mark, label}: what is on in the key, and the source.
function footRows({ legend, generator, articles, filters }, look, width) {
  const { off } = look;
  const kinds = legend.kinds.filter(({ kind }) => !off.kinds.includes(kind));
  const colors = legend.colors.filter(({ polarity }) => !off.polarities.includes(polarity));
  const lines = legend.lines.filter(({ status }) => !off.statuses.includes(status));
  const entries = [
    ...kinds.map((kind) => ({ label: kind.label, mark: shapeMark(kind) })),
    ...colors.map((color) => ({ label: color.label, mark: lineMark(color) })),
    ...lines.map((line) => ({ label: line.label, mark: lineMark(line) })),
  ];
  const source = [generator, plural(Object.keys(articles).length, "article")];
  source.push(filtersTold({ ...filters, ...narrowing(look) }));
  const label = source.filter(Boolean).join(" · ");
  return [...inRows(entries, width), [{ x: FOOT.margin, mark: null, label }]];
}

function inRows(entries, width) {
  const [rows, room] = [[[]], 150];
  const fitting = Math.max(1, Math.floor((width - FOOT.margin) / room));
  for (const entry of entries) {
    if (rows.at(-1).length === fitting) rows.push([]);
    rows.at(-1).push({ ...entry, x: FOOT.margin + rows.at(-1).length * room });
  }
  return rows;
}

const shapeMark =
  ({ shape, color }) =>
  (pen, x, y) => {
    const outline = new Path2D(SHAPE_PATHS[shape]);
    pen.save();
    pen.translate(x + 18, y - 8);
    pen.fillStyle = color;
    pen.fill(outline);
    pen.restore();
  };

const lineMark =
  ({ color, dashes, struck }) =>
  (pen, x, y) => {
    pen.save();
    pen.lineWidth = 2.2;
    if (color) pen.strokeStyle = color;
    const strokes = new Path2D(`M${x} ${y}h34`);
    pen.setLineDash((dashes ?? []).map((length) => length * 0.7));
    pen.stroke(strokes);
    pen.setLineDash([]);
    if (struck) pen.stroke(new Path2D(`M${x + 17} ${y - 6}v12`));
    pen.restore();
  };

const MOST_TOLD = 3; // values of a filter, in a line that has to be short

// What is left out: "filtered by countries: SYR; without statuses: planned".
function filtersTold(filters) {
  const told = Object.entries(filters).map(
    ([name, value]) => `${name.replaceAll("_", " ")}: ${fewOf([value].flat())}`,
  );
  return told.length ? `filtered by ${told.join("; ")}` : "";
}

function fewOf(values) {
  const more = values.length - MOST_TOLD;
  return values.slice(0, MOST_TOLD).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
