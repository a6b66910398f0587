// What the pointer is on, or what is selected, stands out: the rest is veiled. What was drawn is kept
// as a picture meanwhile, and the tip follows the pointer.

const FAINT = 0.2;
const nowhere = Object.assign(document.createElement("canvas"), { width: 0 }).getContext("2d");

// The ids to leave in full colour: what the pointer is on, else what is selected. Null: everything.
function litNow({ payload, hovered, selected, lit }) {
  const near = neighbourhood(payload, hovered) ?? lit;
  if (near || !selected.length) return near;
  const all = selected.map((id) => neighbourhood(payload, id)).filter(Boolean);
  return all.length ? new Set(all.flatMap((ids) => [...ids])) : null;
}

// The ids to leave in full colour around an id: itself, its lines, their ends. Null: everything.
function neighbourhood({ nodes, edges }, id) {
  const touching = edges.filter((edge) => [edge.id, edge.from, edge.to].includes(id));
  if (!touching.length && !nodes.some((node) => node.id === id)) return null;
  return new Set([id, ...touching.flatMap((edge) => [edge.id, edge.from, edge.to])]);
}

// Keep the picture of all that is drawn, and use it again for as long as only what is lit changes:
// to draw some thousand lines anew takes longer than one waits for a click.
function keepPicture(network, state, { light }) {
  const { renderer, canvas, body } = network;
  const draw = renderer._redraw.bind(renderer);
  const kept = document.createElement("canvas");
  const seen = () => {
    const { scale, translation } = body.view;
    const { width, height } = canvas.frame.canvas;
    return [scale, translation.x, translation.y, width, height, state.version].join();
  };
  let [last, measured] = [];
  network.on("beforeDrawing", () => {
    const now = `${state.version} ${body.view.scale}`;
    if (measured !== now) findRims(network);
    measured = now;
  });
  network.on("dragStart", () => (state.dragging = true));
  network.on("dragEnd", () => (state.dragging = false));
  network.on("afterDrawing", (context) => {
    const { width, height } = canvas.frame.canvas;
    Object.assign(kept, { width, height });
    kept.getContext("2d").drawImage(canvas.frame.canvas, 0, 0);
    last = state.dragging ? null : seen();
    if (state.payload) light(context, network);
  });
  renderer._redraw = (hidden = false) => {
    if (hidden || last !== seen() || !renderer.allowRedraw) return draw(hidden);
    renderer.redrawRequested = false;
    canvas.setTransform();
    const context = canvas.getContext();
    const { clientWidth, clientHeight } = canvas.frame.canvas;
    context.clearRect(0, 0, clientWidth, clientHeight);
    context.drawImage(kept, 0, 0, clientWidth, clientHeight);
    context.save();
    context.translate(body.view.translation.x, body.view.translation.y);
    context.scale(body.view.scale, body.view.scale);
    light(context, network);
    context.restore();
  };
}

// A line ends at the rims of its actors, where its heads are; vis-network finds these only while it
// draws the heads, and that is after the line. So let it draw the heads into nowhere first.
function findRims({ renderer, body }) {
  for (const node of Object.values(body.nodes)) node.resize(nowhere);
  renderer._drawArrows(nowhere);
}

// Veil all that is drawn, and draw what is lit once more.
function drawLit(context, { body, canvas }, state) {
  const near = litNow(state);
  if (!near) return;
  const { clientWidth: x, clientHeight: y } = canvas.frame;
  const [first, last] = [{ x: 0, y: 0 }, { x, y }].map((corner) => canvas.DOMtoCanvas(corner));
  context.save();
  context.globalAlpha = 1 - FAINT;
  context.fillStyle = state.payload.theme.background;
  context.fillRect(first.x, first.y, last.x - first.x, last.y - first.y);
  context.restore();
  const lines = [...near].map((id) => body.edges[id]).filter((line) => line?.connected);
  const nodes = [...near].map((id) => body.nodes[id]).filter(Boolean);
  const chosen = [...lines, ...nodes].filter(({ id }) => isPointedAt(state, id));
  for (const one of chosen) one.selected = true;
  for (const line of lines) line.draw(context);
  const labels = nodes.map((node) => node.draw(context).drawExternalLabel);
  for (const line of lines) line.drawArrows(context);
  for (const label of labels) label?.();
  for (const one of chosen) one.selected = false;
}

const isPointedAt = ({ selected, hovered }, id) => id === hovered || selected.includes(id);

function createTip(element) {
  const box = document.createElement("div");
  Object.assign(box.style, {
    position: "absolute",
    zIndex: 5,
    display: "none",
    maxWidth: "260px",
    padding: "6px 10px",
    borderRadius: "6px",
    font: "13px/1.4 system-ui, sans-serif",
    whiteSpace: "pre-line",
    overflowWrap: "anywhere",
    pointerEvents: "none",
    boxShadow: "0 2px 10px rgb(0 0 0 / 25%)",
  });
  if (getComputedStyle(element).position === "static") element.style.position = "relative";
  element.append(box);
  return {
    show(text, event, theme) {
      box.style.display = text ? "block" : "none";
      if (!text) return;
      const { left, top, width, height } = element.getBoundingClientRect();
      const [x, y] = [event.clientX - left, event.clientY - top];
      box.textContent = text;
      box.style.color = theme.background;
      box.style.background = theme.text;
      box.style.left = `${Math.max(0, Math.min(x + 14, width - box.offsetWidth - 4))}px`;
      box.style.top = `${Math.max(0, Math.min(y + 14, height - box.offsetHeight - 4))}px`;
    },
  };
}
