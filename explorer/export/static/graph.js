// Draws a graph into an element and keeps it: new data changes what differs and nothing else, so
// zoom, pan and places stay. Needs `vis` (vis-network), labels.js and light.js; reaches for
// nothing else.
//
//   payload   {nodes, edges, options, theme: {text, background, muted}, layout?}
//             nodes and edges are vis-network's, and each may carry `tip`, text shown on hover.
//             A changed `layout` (any string) says: take the new places, forget the old ones.
//             `pins`, {id: {x, y}}, are places that the reader gave to actors.
//   callbacks {onSelect({kind: "node" | "edge" | null, id, add}), onOpen(id), onDrag(id, {x, y}),
//             covered()}
//             `add`: a key was held that adds to what is selected; onOpen: an actor was
//             double-clicked; onDrag: it was put elsewhere; covered: {right, bottom}, how many
//             pixels of the element lie under something else.

const LABELS_UP_TO = 40; // with more lines than this, a line is named only when pointed at
const BUSY_FROM = 400; // lines: from here on labels stay as they are while the pointer moves
const SETTLED = 150; // milliseconds after which a zoom of a busy graph is taken to be over
const EDGE_TEXT = 12; // the size of a line's label, as the options have it
const LABEL_ROOM = 60; // what a line needs beside its label, in drawing units
const [SMALLEST, LARGEST] = [0.05, 1.2]; // zooms at which all is shown
const FIT_ROUNDS = 3; // until zoom and labels suit each other
const MARGIN = 1.02; // of the canvas over what is drawn
const SMALL = 500; // on canvases narrower than this (pixels), the first view keeps labels legible
const LEGIBLE = 0.6;

export function mountGraph(element, payload, callbacks) {
  const handle = element.graphHandle ?? (element.graphHandle = createGraph(element, payload));
  const none = { onSelect() {}, onOpen() {}, onDrag() {}, covered: () => ({ right: 0, bottom: 0 }) };
  Object.assign(handle, none, callbacks);
  handle.update(payload);
  return handle;
}

function createGraph(element, { options }) {
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(element, { nodes, edges }, options);
  const layers = {
    nodes: { set: nodes, drawn: new Map() },
    edges: { set: edges, drawn: new Map() },
  };
  const state = { ...layers, network, home: new Map(), places: new Map(), hovered: null };
  Object.assign(state, { selected: [], lit: null, version: 0, dragging: false, named: new Set() });
  // vis-network would draw all anew at once for each change to its data: once, later, is enough.
  const paint = () => {
    network.body.emitter.emit("_blockRedraw");
    paintGraph(state);
    network.body.emitter.emit("_allowRedraw");
    network.body.emitter.emit("_requestRedraw");
  };
  // What is lit changes at once; in a busy graph the labels follow when there is time for it.
  const relight = () => {
    if (!isBusy(state)) return paint();
    network.body.emitter.emit("_requestRedraw");
    later(state, paint);
  };
  const fit = () => {
    network.moveTo({ ...wholeView(state, freeRoom(element, handle.covered())), animation: false });
    paint();
  };

  const handle = {
    network,
    fit,
    // Draws, upon what a network has drawn, what is lit, and veils the rest.
    light: (context, copy) => drawLit(context, copy, state),
    // Where the middle of some nodes is; null if none of them is drawn.
    middle(ids) {
      const drawn = ids.filter((id) => layers.nodes.drawn.has(id));
      const places = drawn.map((id) => network.getPosition(id));
      const mean = (axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
      return places.length ? { x: mean("x"), y: mean("y") } : null;
    },
    // Mark what is selected, some ids, and dim all but it and its neighbours, or but `lit` (a set).
    select(ids, lit = null) {
      Object.assign(state, { selected: ids, lit });
      relight();
    },
    // Draw a payload, with what is to be selected and lit in it.
    update(next, ids = state.selected, lit = state.lit) {
      const first = !state.payload;
      const moved = !first && next.layout !== state.payload.layout;
      if (moved) state.home.clear();
      state.payload = next;
      for (const { id, x, y } of next.nodes) if (!state.home.has(id)) state.home.set(id, { x, y });
      state.places = new Map([...state.home, ...Object.entries(next.pins ?? {})]);
      Object.assign(state, { selected: ids, lit });
      const painted = (first || moved) && firstView(element, network, next, fit);
      if (!painted) paint();
    },
  };

  keepPicture(network, state, handle);
  const hideTip = addHover(element, network, state, relight);
  network.on("click", ({ pointer, event: { srcEvent } }) => {
    const node = network.getNodeAt(pointer.DOM);
    const edge = node === undefined ? network.getEdgeAt(pointer.DOM) : undefined;
    const kind = node !== undefined ? "node" : edge !== undefined ? "edge" : null;
    hideTip();
    state.hovered = null; // what was clicked is what to show, whatever else is under the pointer
    const add = srcEvent.ctrlKey || srcEvent.metaKey || srcEvent.shiftKey;
    handle.onSelect({ kind, id: node ?? edge ?? null, add });
  });
  network.on("doubleClick", ({ pointer }) => {
    const node = network.getNodeAt(pointer.DOM);
    if (node !== undefined) handle.onOpen(node);
  });
  network.on("afterDrawing", () => {
    if (!state.payload) return;
    const { text, shape } = growth(network.getScale());
    if (text === state.grown?.text && shape === state.grown.shape) return;
    state.grown = { text, shape };
    if (isBusy(state)) later(state, paint);
    else requestAnimationFrame(paint);
  });
  network.on("dragEnd", ({ nodes: dragged }) => {
    for (const id of dragged) handle.onDrag(id, network.getPosition(id));
  });
  return handle;
}

// Everything; but on a small canvas, where that would be too small to read, the middle of it. False
// if the canvas is not shown yet: then it is done once it is.
function firstView(element, network, { edges }, fit) {
  if (!element.clientWidth) {
    network.once("resize", () => firstView(element, network, { edges }, fit));
    return false;
  }
  fit();
  if (element.clientWidth >= SMALL || network.getScale() >= LEGIBLE || !edges.length) return true;
  const ends = edges.flatMap(({ from, to }) => [from, to]);
  const count = (id) => ends.filter((end) => end === id).length;
  const busiest = ends.reduce((best, id) => (count(id) > count(best) ? id : best));
  network.focus(busiest, { scale: LEGIBLE });
  return true;
}

function addHover(element, network, state, relight) {
  const tip = createTip(element);
  const hover = (id, event) => {
    const { nodes, edges, theme } = state.payload;
    tip.show([...nodes, ...edges].find((item) => item.id === id)?.tip, event, theme);
    if (id === state.hovered) return;
    state.hovered = id;
    relight();
  };
  network.on("hoverNode", ({ node, event }) => hover(node, event));
  network.on("hoverEdge", ({ edge, event }) => hover(edge, event));
  for (const leave of ["blurNode", "blurEdge", "dragStart", "zoom"])
    network.on(leave, () => hover(null));
  return () => tip.show(null);
}

const isBusy = ({ payload }) => payload.edges.length > BUSY_FROM;

function later(state, act) {
  clearTimeout(state.waiting);
  state.waiting = setTimeout(act, SETTLED);
}

// Bring both DataSets to what the payload and the state say; only what differs is touched.
function paintGraph(state) {
  const { payload, places, network } = state;
  const grown = (state.grown = growth(network.getScale()));
  const { sized, named } = grownGraph(state, grown);
  const { theme } = payload;
  const style = (id) => ({ named: named.get(id), unnamed: blank(state, id), ...grown, theme });
  const nodes = sized.nodes.map((node) => paintNode(node, places.get(node.id), style(node.id)));
  const edges = sized.edges.map((edge) => paintEdge(edge, state.places, style(edge.id)));
  for (const id of named.keys()) state.named.add(id);
  // Lines go before their ends do, and come after them.
  const steps = [remove(state.edges, edges), remove(state.nodes, nodes)];
  if ([...steps, put(state.nodes, nodes), put(state.edges, edges)].some(Boolean)) state.version++;
}

// All that is drawn, as large as it is at a zoom, and where its labels go then.
function grownGraph(state, grown) {
  const { nodes, edges } = state.payload;
  const sized = {
    nodes: nodes.map((node) => grownNode(node, grown)),
    edges: edges.map((edge) => grownEdge(edge, grown)),
  };
  return { sized, named: labelsToShow(sized, state, litNow(state), grown) };
}

// The position and scale at which all actors and their labels fill the canvas. The further away, the
// further out labels reach, so this takes some rounds; drawn is nothing yet.
function wholeView(state, { width, height, offset }) {
  let [position, scale] = [{ x: 0, y: 0 }, 1];
  if (!state.payload.nodes.length) return { position, scale, offset };
  for (let round = 0; round < FIT_ROUNDS; round++) {
    const boxes = nodeBoxes(state, growth(scale));
    const [x, y] = [range(boxes, "x", "width"), range(boxes, "y", "height")];
    position = { x: x.middle, y: y.middle };
    const wanted = Math.min(width / x.length, height / y.length) / MARGIN;
    scale = Math.min(Math.max(wanted, SMALLEST), LARGEST);
  }
  return { position, scale, offset };
}

// The room in which all is to be seen, and how far its middle is from that of the canvas.
function freeRoom({ clientWidth, clientHeight }, { right, bottom }) {
  const offset = { x: -right / 2, y: -bottom / 2 };
  return { width: clientWidth - right, height: clientHeight - bottom, offset };
}

// The boxes {x, y, width, height} of actors and of those of their labels that are shown.
function nodeBoxes(state, grown) {
  const { sized, named } = grownGraph(state, grown);
  return sized.nodes.flatMap((node) => {
    const [shape, place] = [{ ...state.places.get(node.id) }, named.get(node.id)];
    shape.width = shape.height = 2 * node.size;
    return place ? [shape, labelBox(node, place)] : [shape];
  });
}

function range(boxes, axis, size) {
  const low = Math.min(...boxes.map((box) => box[axis] - box[size] / 2));
  const high = Math.max(...boxes.map((box) => box[axis] + box[size] / 2));
  return { middle: (low + high) / 2, length: high - low };
}

// vis-network draws a blank label at some cost, but needs one to take back another; "" is none.
const blank = ({ named }, id) => (named.has(id) ? " " : "");

// Where labels go, by id. What is pointed at comes first, then actors by size, then long lines.
function labelsToShow({ nodes, edges }, { places, ...state }, near, { text }) {
  const pointedAt = (id) => isPointedAt(state, id);
  const rank = ({ id, size }) => (near?.has(id) ? 1e6 : 0) + (pointedAt(id) ? 1e9 : 0) + size;
  const actors = [...nodes]
    .sort((a, b) => rank(b) - rank(a))
    .map((node) => nodeLabel(node, places.get(node.id), pointedAt(node.id)));
  const few = edges.length <= LABELS_UP_TO;
  const lines = edges
    .filter(({ id, label }) => label && (near ? near.has(id) : few))
    .map((edge) => ({ ...edge, font: { size: EDGE_TEXT * text } }))
    .filter((edge) => labelFits(edge, places))
    .map((edge) => ({ ...edge, shape: null, places: [middleOf(edge, places)] }));
  return roomyLabels([...actors, ...lines]);
}

// A label's places: under the actor, where vis-network puts it, else lifted above it; and, if it has
// no room on one line, the same on two.
function nodeLabel({ id, label, size, font }, { x, y }, always) {
  const shape = { x, y, width: 2 * size, height: 2 * size };
  const places = [label, onTwoLines(label)].filter(Boolean).flatMap((text) => {
    const more = ((linesOf(text) - 1) / 2) * font.size;
    const [down, up] = [size + font.size + 4 + more, size + 0.75 * font.size + more];
    return [
      { text, x, y: y + down, lift: 0 },
      { text, x, y: y - up, lift: -down - up },
    ];
  });
  return { id, label, font, always, shape, places };
}

// The middle of a line; the point it bends to is where vis-network puts it.
function middleOf({ from, to, smooth }, places) {
  const [start, end] = [places.get(from), places.get(to)];
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const bend = smooth.enabled ? smooth.roundness / 2 : 0;
  const turn = smooth.type === "curvedCCW" ? 0.5 - bend : 0.5 + bend;
  const way = Math.atan2(-dy, dx) + turn * Math.PI;
  const reach = (0.5 + bend) * Math.hypot(dx, dy);
  const via = { x: start.x + reach * Math.sin(way), y: start.y + reach * Math.cos(way) };
  const middle = (axis) => (start[axis] + 2 * via[axis] + end[axis]) / 4;
  return { x: middle("x"), y: middle("y"), angle: Math.atan2(dy, dx) };
}

function remove({ set, drawn }, items) {
  const kept = new Set(items.map((item) => item.id));
  const gone = [...drawn.keys()].filter((id) => !kept.has(id));
  for (const id of gone) drawn.delete(id);
  if (gone.length) set.remove(gone);
  return gone.length;
}

function put({ set, drawn }, items) {
  const changed = items.filter((item) => drawn.get(item.id) !== JSON.stringify(item));
  for (const item of changed) drawn.set(item.id, JSON.stringify(item));
  if (changed.length) set.update(changed);
  return changed.length;
}

function labelFits(edge, places) {
  const [start, end] = [places.get(edge.from), places.get(edge.to)];
  const room = Math.hypot(start.x - end.x, start.y - end.y) - LABEL_ROOM;
  return labelBox(edge, { x: 0, y: 0 }).width < room;
}

function paintNode(node, place, { named, unnamed, theme }) {
  const plain = { background: node.color, border: theme.background };
  return {
    ...node,
    ...place,
    label: named?.text ?? unnamed,
    color: { ...plain, highlight: { ...plain, border: theme.text }, hover: plain },
    font: {
      ...node.font,
      vadjust: named?.lift ?? 0,
      color: theme.text,
      strokeColor: theme.background,
    },
  };
}

// vis-network writes the label of a line that is exactly level at the origin, unless told that the
// label is level, too.
function paintEdge(edge, places, { named, unnamed, text, theme }) {
  const label = named && edge.label;
  const level = places.get(edge.from).y === places.get(edge.to).y;
  return {
    ...edge,
    label: label || unnamed,
    color: { color: edge.color, highlight: edge.color, hover: edge.color },
    font: {
      size: EDGE_TEXT * text,
      align: level ? "horizontal" : "middle",
      color: theme.muted,
      strokeColor: theme.background,
      background: label ? theme.background : "none",
    },
  };
}
