// What page and export have in common: the graph, the panel beside it, the key and the tools, and
// what the reader did with them. The parts are found by their ids under `root` (stage.html).
//
//   data      as page_data gives it, with `theme`, and, on the page, what the widget adds to it, and
//             `offers`, functions for what one can do with evidence (panel.js)
//   callbacks report(name, value): the reader changed the "selection" or the "look" (visible.js)

const UNDO_UP_TO = 100;
const TRAIL = 30; // how far back one can go

function createExplorer(root, { report = () => {} } = {}) {
  const part = (id) => root.querySelector(`#${id}`);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const past = []; // what goes back, a step each
  let [data, index, graph, panel] = [];
  let [look, shown] = [everything(), { nodes: [], lines: [] }];
  let [picked, trail, connecting, folded] = [[], [], null, false];
  let [drawn, opened] = [[], null]; // lines as they are drawn, and the pair that is opened

  // ---- data in

  function show(next) {
    if (isSame(next)) return;
    if (data && data.source !== next.source) startAnew();
    else if (data && data.layout !== next.layout) releasePins();
    const known = data?.legend;
    [data, index] = [next, indexed(next)];
    panel = createPanel(data, go, { expand, connect, conceal, follow, ...data.offers });
    if (!known) buildKey(part, data, (name, value) => change(toggled(look, name, value)));
    draw();
  }

  const isSame = ({ version, theme }) =>
    version !== undefined &&
    version === data?.version &&
    JSON.stringify(theme) === JSON.stringify(data.theme);

  function startAnew() {
    const before = JSON.stringify(look);
    look = { ...everything(), most: look.most };
    [picked, trail, connecting] = [[], [], null];
    past.length = 0;
    if (JSON.stringify(look) !== before) report("look", look);
  }

  // Places that were given in another layout mean nothing.
  function releasePins() {
    past.length = 0;
    if (!Object.keys(look.pins).length) return;
    look = { ...look, pins: {} };
    report("look", look);
  }

  // Draw what is to be seen, and look at some ids as far as they are shown.
  function draw(wanted = picked) {
    shown = visible(index, look, wanted.filter(isActor));
    const payload = { ...data.graph, layout: data.layout, theme: data.theme, pins: look.pins };
    payload.nodes = shown.nodes;
    const kept = wanted.every(isShown) ? wanted : [];
    opened = openedBy(kept);
    drawn = pairLines(shown.lines, opened, data.legend);
    payload.edges = drawn.map(({ items, alone, ...edge }) => edge);
    const found = waysBetween(kept);
    if (graph) graph.update(payload, kept, lit(kept, found));
    else graph = mountGraph(part("graph"), payload, { onSelect, onOpen: expand, onDrag, covered });
    settle(kept, found);
    showTools();
  }

  // ---- what is looked at

  const isActor = (id) => Object.hasOwn(data.actors, id);
  const isLine = (id) => linesOf(id).length > 0;
  const isDrawn = (id) => shown.nodes.some((node) => node.id === id);
  const onlyMentioned = (id) => isActor(id) && !data.graph.nodes.some((node) => node.id === id);
  const isShown = (id) => isDrawn(id) || isLine(id) || onlyMentioned(id);

  // The visible lines that an id stands for: itself, or the kinds of a pair.
  const linesOf = (id) => shown.lines.filter((line) => line.id === id || pairOf(line) === id);
  const openedBy = ([id]) => {
    const [line] = id === undefined ? [] : linesOf(id);
    return line ? pairOf(line) : null;
  };

  // Look at an actor or a line, at how two actors are connected, or at nothing. Two actors whose line
  // is looked at show what kinds of events it stands for.
  function pick(ids) {
    if (openedBy(ids) !== opened) return draw(ids);
    const found = waysBetween(ids);
    graph.select(ids, lit(ids, found));
    settle(ids, found);
  }

  const waysBetween = (ids) => (ids.length === 2 ? shortestWays(shown.lines, ...ids) : null);
  function lit(ids, found) {
    if (found) return new Set([...ids, ...onTheWay(drawn, found.ways)]);
    const [line] = ids.flatMap(linesOf);
    return line && pairOf(line) === ids[0]
      ? new Set([line.from, line.to, ...linesOf(ids[0]).map(({ id }) => id)])
      : null;
  }

  function settle(ids, found) {
    const changed = ids.join("\n") !== picked.join("\n");
    [picked, connecting] = [ids, changed ? null : connecting];
    fillPanel(found);
    if (changed && ids.length) remember(ids);
    showCrumbs(part("trail"), trail, { current: picked, visit });
    if (!changed) return;
    part("panel").scrollTop = 0;
    report("selection", selection());
  }

  function selection() {
    const [id, other] = picked;
    if (id === undefined) return null;
    return other === undefined
      ? { kind: isActor(id) ? "node" : "edge", id }
      : { kind: "pair", id, other };
  }

  function onSelect({ id, add }) {
    const first = connecting ?? (add ? picked[0] : null);
    const pair = first !== null && id !== null && id !== first && isActor(first) && isActor(id);
    pick(pair ? [first, id] : id === null ? [] : [id]);
    const { right, bottom } = covered();
    if (id !== null && (right || bottom) && !ends([id]).every(inView)) moveTo(ends([id]));
  }

  // Look at something from outside the drawing: the view moves only if it would not be seen.
  function go(id) {
    lookAt(connecting !== null && connecting !== id && isActor(id) ? [connecting, id] : [id]);
    if (!ends(picked).every(inView)) moveTo(ends(picked));
    part("panel").focus({ preventScroll: true });
  }

  // Look at something, or at how two actors are connected, and bring it to the middle.
  function centre(...ids) {
    lookAt(ids);
    moveTo(ends(picked));
  }

  // What is hidden is brought back first.
  function lookAt(ids) {
    const known = ids.filter((id) => isActor(id) || index.items.has(id) || index.pairs.has(id));
    if (known.every(isShown)) return pick(known);
    const { nodes, lines } = visible(index, look, known);
    const seen = new Set([...nodes.map(({ id }) => id), ...lines.flatMap((one) => [one.id, pairOf(one)])]);
    const there = known.every((id) => seen.has(id));
    if (there) return draw(known);
    change({ ...everything(), most: look.most, pins: look.pins }, known);
  }

  function connect(id) {
    connecting = id;
    fillPanel(null);
    part("panel").scrollTop = 0;
    part("panel").focus({ preventScroll: true });
  }

  function fillPanel(found) {
    const content = panelContent(found).filter(Boolean);
    const rests = !picked.length && connecting === null;
    part("panel").replaceChildren(rests ? foldButton() : closeButton(), ...content);
    part("panel").classList.toggle("peek", rests);
    part("panel").classList.toggle("folded", rests && folded);
  }

  // What is there while nothing is looked at can be folded away, so that it covers nothing.
  function foldButton() {
    const fold = button(folded ? "+" : "–", () => {
      folded = !folded;
      fillPanel(null);
    }, "close");
    fold.setAttribute("aria-expanded", !folded);
    fold.setAttribute("aria-label", folded ? "Unfold the brief" : "Fold the brief");
    return fold;
  }

  function panelContent(found) {
    const { nodes, lines } = shown;
    if (connecting !== null) return panel.connectView(connecting, nodes);
    const [id] = picked;
    if (id === undefined) return panel.overview(pairLines(lines, null, data.legend), nodes, nodes.flatMap((node) => solo(node.id)));
    if (found) return panel.pairView(picked, found, lines);
    const some = linesOf(id);
    if (some.length) return panel.lineView(id, some);
    const touching = lines.filter(({ from, to }) => [from, to].includes(id));
    return panel.actorView(id, touching, solo(id));
  }

  const solo = (id) =>
    data.actors[id].solo
      .map((key) => ({ key, event: eventOf(data, key, id), from: id }))
      .filter(({ event }) => passes(look, event));

  function closeButton() {
    const close = button("×", () => (connecting === null ? pick([]) : cancel()), "close");
    close.title = "Back to the overview";
    close.setAttribute("aria-label", close.title);
    return close;
  }

  function cancel() {
    connecting = null;
    pick(picked);
  }

  // ---- the view

  const ends = (ids) =>
    ids.flatMap((id) => {
      const [line] = linesOf(id);
      return line ? [line.from, line.to] : [id];
    });

  // How many pixels of the drawing lie under the panel, on its right or at the bottom as on a phone,
  // and under the key.
  function covered() {
    const [drawing, over] = [part("graph"), part("panel")].map((one) => one.getBoundingClientRect());
    const key = part("legend")?.offsetHeight ?? 0;
    const apart =
      over.left >= drawing.right ||
      over.right <= drawing.left ||
      over.top >= drawing.bottom ||
      over.bottom <= drawing.top;
    if (apart) return { right: 0, bottom: key };
    if (over.width < drawing.width / 2) return { right: drawing.right - over.left, bottom: key };
    return { right: 0, bottom: drawing.bottom - over.top };
  }

  function inView(id) {
    const place = graph.middle([id]);
    if (!place) return true; // only mentioned, not drawn: nowhere to go
    const { x, y } = graph.network.canvasToDOM(place);
    const { clientWidth, clientHeight } = part("graph");
    const { right, bottom } = covered();
    return x > 40 && y > 40 && x < clientWidth - right - 40 && y < clientHeight - bottom - 60;
  }

  function moveTo(ids) {
    const position = graph.middle(ids);
    const { right, bottom } = covered();
    const offset = { x: -right / 2, y: -bottom / 2 };
    const animation = still.matches ? false : { duration: 300, easingFunction: "easeInOutQuad" };
    if (position) graph.network.moveTo({ position, offset, animation });
  }

  function zoom(by) {
    if (by === "fit") return graph.fit();
    graph.network.moveTo({ scale: graph.network.getScale() * Number(by) });
  }

  // ---- the look, and the way back

  // `fitted`: all that is seen then is brought into view, and undoing that brings back the view, too.
  function change(next, wanted = picked, { fitted = false } = {}) {
    const [before, view] = [look, fitted ? viewed() : null];
    canUndo(() => {
      turnTo(before);
      if (view) graph.network.moveTo({ ...view, animation: false });
    });
    turnTo(next, wanted);
    if (fitted) graph.fit();
  }

  const viewed = () => ({
    position: graph.network.getViewPosition(),
    scale: graph.network.getScale(),
  });

  function canUndo(goBack) {
    past.push(goBack);
    past.splice(0, past.length - UNDO_UP_TO);
  }

  function undo() {
    past.pop()?.();
    showTools();
  }

  function turnTo(next, wanted = picked) {
    look = next;
    draw(wanted);
    report("look", look);
  }

  // Only the surroundings of an actor; once there, of one more.
  function expand(id) {
    const { ids, depth } = look.around ?? { ids: [], depth: 1 };
    if (ids.includes(id)) return pick([id]);
    change({ ...look, ways: [], around: { ids: [...ids, id], depth } }, [id], { fitted: true });
  }

  // Only the ways between two actors, told by the pairs that lie on them.
  function follow(ways) {
    const lines = ways.flatMap(stepsOf).flatMap((step) => between(shown.lines, step));
    const pairs = new Set(lines.map(({ from, to }) => `${from}|${to}`));
    change({ ...look, around: null, ways: [...pairs] }, picked, { fitted: true });
  }

  // Hide an actor or a line from view.
  function conceal(id) {
    const left = picked.filter((one) => one !== id);
    const all = isActor(id) ? [id] : linesOf(id).map((line) => line.id);
    change({ ...look, hidden: [...look.hidden, ...all] }, left);
  }

  const onDrag = (id, place) => change({ ...look, pins: { ...look.pins, [id]: place } });

  // ---- where one has been

  function remember(ids) {
    const title = name(ids); // kept, for a filter may take the names away
    const again = trail.at(-1)?.title === title && !isActor(ids[0]);
    if (again || trail.at(-1)?.ids.join("\n") === ids.join("\n")) trail.pop(); // the same two
    trail = [...trail, { ids, title }].slice(-TRAIL);
  }

  function back() {
    if (picked.length) trail.pop();
    again(trail.at(-1)?.ids ?? []);
  }

  // Look again at what one has looked at; what is no longer there is passed over.
  function again(ids) {
    lookAt(ids);
    if (picked.length && !ends(picked).every(inView)) moveTo(ends(picked));
  }

  function visit(at) {
    const { ids } = trail[at];
    trail = trail.slice(0, at + 1);
    again(ids);
  }

  function name(ids) {
    const line = data.graph.edges.find((one) => one.id === ids[0] || pairOf(one) === ids[0]);
    const names = (line ? [line.from, line.to] : ids).map((id) => data.actors[id].name);
    return names.join(line ? " – " : " → ");
  }

  // ---- the tools

  const deeds = {
    back,
    undo,
    whole: () => change({ ...look, around: null, ways: [] }, picked, { fitted: true }),
    hidden: () => change({ ...look, hidden: [] }),
    places: () => change({ ...look, pins: {} }),
    everything: () => reset(),
    picture: () => savePicture({ graph, data, look }),
    fullscreen: () => toggleFullscreen(root),
    help: () => showHint(part("hint"), true),
    understood: () => showHint(part("hint"), false),
  };

  function showTools() {
    showKey(root, look);
    const lines = pairLines(shown.lines, null, data.legend);
    const told = { ...shown, lines, less: shown.lines.length < data.graph.edges.length };
    showState(part, { look: inEffect(index, look), shown: told, data, name, undoable: past.length > 0 });
  }

  root.addEventListener("click", ({ target }) => {
    const pressed = target.closest("[data-do], [data-zoom], [data-depth]");
    if (!pressed) return;
    const { do: deed, zoom: by, depth } = pressed.dataset;
    if (deed) deeds[deed]();
    if (by) zoom(by);
    const deeper = { ...look, around: { ...look.around, depth: Number(depth) } };
    if (depth) change(deeper, picked, { fitted: true });
  });
  part("most").addEventListener("change", ({ target }) =>
    change({ ...look, most: Number(target.value) }),
  );

  function onKey(event) {
    root.classList.add("keys"); // a focus ring on the graph for those who use keys
    const { key, target, ctrlKey, metaKey, altKey } = event;
    const typing = target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select");
    if ((ctrlKey || metaKey) && key === "z" && !typing) return event.preventDefault(), undo();
    if (ctrlKey || metaKey || altKey) return;
    if (key === "Escape") connecting === null ? pick([]) : cancel();
    if (key === "+" && part("graph").contains(target)) zoom(1.3);
  }

  root.addEventListener("pointerdown", () => root.classList.remove("keys"));
  firstHint(part("hint"));
  const reset = () => change({ ...everything(), most: look.most, pins: look.pins });
  const destroy = () => graph?.network.destroy();
  return { show, centre, again, change, canUndo, reset, onKey, destroy, look: () => look };
}
