// The graph and the panel on the Streamlit page. Streamlit calls this when the data or the theme
// changes, each time with the same element, on which everything is kept. What goes in and out
// stands in __init__.py; mountGraph comes from graph.js, createPanel and el from panel.js.

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector("#explorer");
  const page = root.page ?? (root.page = createPage(root));
  page.report = (selection) => setStateValue("selection", selection);
  page.show(data);
  return page.close;
}

function createPage(root) {
  const part = (id) => root.querySelector(`#${id}`);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const page = { report: () => {}, show, close: () => graph?.network.destroy() };
  let [data, lines, panel, graph] = [null, [], null, null];
  let [selected, turn] = [null, null];

  function show(next) {
    data = next;
    lines = data.graph.edges.map((edge) => ({ ...edge, items: data.lines[edge.id].map(item) }));
    panel = createPanel({ ...data, flags: flagsAreDrawn() ? data.flags : {} }, go);
    part("legend").replaceChildren(...legendGroups(data.legend)); // the graph gets what it leaves
    const payload = { ...data.graph, layout: data.layout, theme: theme(root) };
    graph = mountGraph(part("graph"), payload, { onSelect: ({ id }) => select(id) });
    part("nothing").hidden = data.graph.nodes.length > 0;
    follow(data.focus);
  }

  const item = ([key, from, to]) => ({ key, event: data.events[key], from, to });
  const isActor = (id) => Object.hasOwn(data.actors, id);
  const isLine = (id) => lines.some((line) => line.id === id);

  // Go where Python asks to, once; else keep what is selected, as long as it is shown.
  function follow(focus) {
    const asked = focus.turn !== turn && (isActor(focus.id) || isLine(focus.id));
    turn = focus.turn;
    if (!asked) return select(isActor(selected) || isLine(selected) ? selected : null);
    select(focus.id);
    moveTo(focus.id);
  }

  function select(id) {
    const changed = id !== selected;
    selected = id;
    graph.select(id);
    fillPanel();
    if (!changed) return;
    part("panel").scrollTop = 0;
    page.report(id === null ? null : { kind: isActor(id) ? "node" : "edge", id });
  }

  function fillPanel() {
    const content = panelContent().filter(Boolean);
    part("panel").replaceChildren(...(selected === null ? [] : [closeButton()]), ...content);
  }

  function panelContent() {
    const line = lines.find(({ id }) => id === selected);
    if (line) return panel.lineView(line);
    if (selected === null) return panel.overview(lines);
    const alone = data.actors[selected].solo.map((key) => item([key, selected]));
    const touching = lines.filter(({ from, to }) => [from, to].includes(selected));
    return panel.actorView(selected, touching, alone);
  }

  function closeButton() {
    const label = "Back to the overview";
    const onclick = () => select(null);
    const button = el("button", {
      type: "button",
      className: "close",
      title: label,
      textContent: "×",
      onclick,
    });
    button.setAttribute("aria-label", label);
    return button;
  }

  // Select from the panel: the view moves only if what is selected would not be seen.
  function go(id) {
    select(id);
    if (!ends(id).every(inView)) moveTo(id);
    part("panel").focus({ preventScroll: true });
  }

  const ends = (id) => {
    if (isActor(id)) return [id];
    const { from, to } = lines.find((line) => line.id === id);
    return [from, to];
  };

  function inView(id) {
    const place = graph.middle([id]);
    if (!place) return true; // only mentioned, not drawn: nowhere to go
    const { x, y } = graph.network.canvasToDOM(place);
    const { clientWidth, clientHeight } = part("graph");
    return x > 40 && y > 40 && x < clientWidth - 40 && y < clientHeight - 60;
  }

  function moveTo(id) {
    const position = graph.middle(ends(id));
    const animation = still.matches ? false : { duration: 300, easingFunction: "easeInOutQuad" };
    if (position) graph.network.moveTo({ position, animation });
  }

  for (const button of root.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => {
      if (button.dataset.zoom === "fit") return graph.fit();
      graph.network.moveTo({ scale: graph.network.getScale() * Number(button.dataset.zoom) });
    });
  }
  root.addEventListener("keydown", (event) => {
    root.classList.add("keys"); // a focus ring on the graph for those who use keys
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation(); // Streamlit has keys of its own: r runs the page again
    if (event.key === "Escape") select(null);
  });
  root.addEventListener("pointerdown", () => root.classList.remove("keys"));
  return page;
}

// The canvas must be told the colours of Streamlit's theme; the style sheet reads them itself.
function theme(root) {
  const style = getComputedStyle(root);
  const color = (name) => style.getPropertyValue(name).trim();
  const [text, background] = [color("--st-text-color"), color("--st-background-color")];
  root.dataset.theme = brightness(background) < 0.5 ? "dark" : "light";
  return { text, background, muted: `color-mix(in srgb, ${text} 68%, ${background})` };
}

function brightness(color) {
  const context = document.createElement("canvas").getContext("2d");
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
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

function legendGroups({ kinds, colors, lines }) {
  const entry = (swatch, label) => el("li", {}, swatch, label);
  const shapes = kinds.map((kind) => entry(shapeSwatch(kind), kind.label));
  const tints = colors.map(({ polarity, label, color }) =>
    entry(lineSwatch({ color, thin: polarity === "affiliation" }), label),
  );
  const dashes = lines.map(({ label, ...style }) =>
    entry(lineSwatch({ ...style, color: "currentColor" }), label),
  );
  return [shapes, tints, dashes].map((entries) => el("ul", {}, ...entries));
}
