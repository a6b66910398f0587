// The exported page: reads the data beside it, filters it, and fills key, graph and panel.

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const narrow = matchMedia("(max-width: 700px)");

// What is switched off (kinds of event, statuses) and on (countries); nothing: all is shown.
const filters = { quads: new Set(), statuses: new Set(), countries: new Set(), onlyAmong: false };
let selected = null;
let lines = [];

function theme() {
  const style = getComputedStyle(document.body);
  const color = (name) => style.getPropertyValue(name).trim();
  return { text: color("--text"), background: color("--canvas"), muted: color("--muted") };
}

function countriesAllow({ from, to }) {
  const { countries, onlyAmong } = filters;
  const inside = [from, to].map((id) => countries.has(data.actors[id].country));
  return !countries.size || (onlyAmong ? inside.every(Boolean) : inside.some(Boolean));
}

// The events that pass the filters, from [key, from, to].
function passing(items) {
  return items
    .map(([key, from, to]) => ({ event: data.events[key], from, to }))
    .filter(({ event }) => !filters.quads.has(event.quad) && !filters.statuses.has(event.status));
}

// One line with the events that pass, its count, words and arrows told anew; null if none does.
function visibleLine(edge) {
  const all = data.lines[edge.id];
  const items = passing(all);
  if (!items.length || !countriesAllow(edge)) return null;
  const line = { ...edge, items };
  if (items.length < all.length) narrowed(line);
  return line;
}

function narrowed(line) {
  const { items } = line;
  const more = items.length > 1 ? ` +${items.length - 1}` : "";
  line.label = items[0].event.label + more;
  line.tip = `${line.tip.split("\n")[0]}\n${line.label}`;
  line.width = Math.min(line.width, 1.5 + Math.log2(items.length));
  const leads = { to: leadsTo(line.to), from: leadsTo(line.from) };
  const kept = Object.entries(line.arrows).filter(([end]) => !leads[end] || items.some(leads[end]));
  line.arrows = Object.fromEntries(kept);
}

const leadsTo =
  (end) =>
  ({ event, to }) =>
    event.directed && to === end;

function filtering() {
  return filters.quads.size + filters.statuses.size + filters.countries.size > 0;
}

// A tie alone keeps nobody in the picture once events are filtered by kind or status.
function visibleLines() {
  const shown = data.graph.edges.map(visibleLine).filter(Boolean);
  if (!filters.quads.size && !filters.statuses.size) return shown;
  const acting = new Set(
    shown.filter((line) => line.polarity !== "affiliation").flatMap(({ from, to }) => [from, to]),
  );
  return shown.filter(
    (line) => line.polarity !== "affiliation" || (acting.has(line.from) && acting.has(line.to)),
  );
}

function apply() {
  lines = visibleLines();
  const linked = new Set(lines.flatMap(({ from, to }) => [from, to]));
  const nodes = data.graph.nodes.filter(({ id }) => !filtering() || linked.has(id));
  const edges = lines.map(({ items, ...edge }) => edge);
  graph.update({ nodes, edges, options: data.graph.options, theme: theme() });
  const known = onlyMentioned(selected) || [...nodes, ...edges].some(({ id }) => id === selected);
  select(known ? selected : null);
  byId("shown").textContent = filtering()
    ? `${nodes.length} of ${plural(data.graph.nodes.length, "actor")}, ${lines.length} of ${plural(data.graph.edges.length, "line")}`
    : "";
  byId("reset").disabled = !filtering();
}

// Actors that are in no event and have no ties are found by name, but not drawn.
function onlyMentioned(id) {
  return Object.hasOwn(data.actors, id) && !data.graph.nodes.some((node) => node.id === id);
}

function panelContent() {
  const line = lines.find(({ id }) => id === selected);
  if (line) return panel.lineView(line);
  if (selected === null) return panel.overview(lines);
  const alone = passing(data.actors[selected].solo.map((key) => [key, selected]));
  return panel.actorView(
    selected,
    lines.filter(({ from, to }) => [from, to].includes(selected)),
    alone,
  );
}

function select(id) {
  selected = id;
  graph.select(id);
  const close = el(
    "button",
    {
      type: "button",
      className: "close",
      title: "Back to the overview",
      onclick: () => select(null),
    },
    "×",
  );
  close.setAttribute("aria-label", "Back to the overview");
  const content = panelContent().filter(Boolean);
  byId("panel").replaceChildren(...(id === null ? [] : [close]), ...content);
  byId("panel").classList.toggle("peek", id === null);
  byId("panel").scrollTop = 0;
}

// Select from outside the canvas: bring it into view too, at the zoom that is set.
function go(id) {
  select(id);
  const ends = data.actors[id]
    ? [id]
    : lines.find((line) => line.id === id).items.flatMap(({ from, to }) => [from, to]);
  const position = graph.middle(ends);
  const offset = { x: 0, y: narrow.matches ? -byId("panel").offsetHeight / 2 : 0 };
  const animation = still.matches ? false : { duration: 300, easingFunction: "easeInOutQuad" };
  if (position) graph.network.moveTo({ position, offset, animation });
  byId("panel").focus({ preventScroll: true });
}

// ---- key and filters

function toggle(list, { swatch = null, label, on, change }) {
  const box = el("input", {
    type: "checkbox",
    checked: on,
    onchange: () => (change(box.checked), apply()),
  });
  list.append(el("li", {}, el("label", {}, box, ...(swatch ? [swatch] : []), label)));
}

const turn = (set, value, on) => (on ? set.add(value) : set.delete(value));

function buildKey() {
  const { kinds, lines: styles } = data.legend;
  byId("kinds").replaceChildren(
    ...kinds.map((kind) => el("li", {}, shapeSwatch(kind), kind.label)),
  );
  byId("quads").replaceChildren();
  for (const { quad, label, color } of data.quads) {
    const swatch = lineSwatch({ color, thin: quad === "affiliation" });
    toggle(byId("quads"), {
      swatch,
      label,
      on: true,
      change: (on) => turn(filters.quads, quad, !on),
    });
  }
  byId("statuses").replaceChildren();
  for (const { status, label, ...style } of styles) {
    const swatch = lineSwatch({ ...style, color: "currentColor" });
    toggle(byId("statuses"), {
      swatch,
      label,
      on: true,
      change: (on) => turn(filters.statuses, status, !on),
    });
  }
  byId("countries").replaceChildren();
  for (const [code, label] of Object.entries(data.countries)) {
    toggle(byId("countries"), {
      label,
      on: false,
      change: (on) => turn(filters.countries, code, on),
    });
  }
}

function reset() {
  for (const set of [filters.quads, filters.statuses, filters.countries]) set.clear();
  buildKey();
  apply();
}

// ---- header

function buildHeader() {
  const list = el("ul", { className: "articles" }, ...Object.values(data.articles).map(articleRow));
  const counts = [
    data.graph.nodes.length,
    Object.values(data.events).filter(({ quad }) => quad !== "affiliation").length,
  ];
  const summary = `${plural(counts[0], "actor")} · ${plural(counts[1], "event")} · `;
  const articles = el("summary", {
    textContent: plural(Object.keys(data.articles).length, "article"),
  });
  const maker = el("p", { className: "maker", textContent: `Made with ${data.generator}` });
  const popup = el("div", { className: "popup" }, list, maker);
  byId("summary").replaceChildren(
    summary,
    el("details", {}, articles, popup),
    mentioned(),
    cutBefore(),
  );
  byId("names").replaceChildren(...Object.values(data.actors).flatMap(nameOptions));
}

function mentioned() {
  const count = Object.keys(data.actors).filter(onlyMentioned).length;
  const are = count === 1 ? "is" : "are";
  return count ? ` · ${plural(count, "more actor")} ${are} only mentioned` : "";
}

// What was left out before the export: "only countries: SYR; statuses: done".
function cutBefore() {
  const cuts = Object.entries(data.filters).map(
    ([name, value]) => `${name.replaceAll("_", " ")}: ${[value].flat().join(", ")}`,
  );
  return cuts.length ? ` · only ${cuts.join("; ")}` : "";
}

function nameOptions({ name, aliases }) {
  return [...new Set([name, ...aliases])].map((value) =>
    el("option", { value, label: value === name ? value : `${value} (${name})` }),
  );
}

function articleRow({ title, outlet, published, url }) {
  const name = url
    ? el("a", { href: url, rel: "noopener noreferrer", target: "_blank", textContent: title })
    : title;
  const facts = [outlet, published && day(published)].filter(Boolean).join(", ");
  return el("li", {}, name, el("span", { textContent: facts }));
}

// The visible actor whose name or alias is the text; else the first that contains it.
function find(text) {
  const wanted = text.trim().toLocaleLowerCase();
  const named = Object.entries(data.actors).map(([id, { name, aliases }]) => [
    id,
    [name, ...aliases].map((word) => word.toLocaleLowerCase()),
  ]);
  const exact = named.find(([, names]) => names.includes(wanted));
  const partial = named.find(([, names]) => names.some((name) => name.includes(wanted)));
  return wanted ? (exact ?? partial)?.[0] : undefined;
}

function search(text) {
  const id = find(text);
  byId("query").setCustomValidity(id ? "" : "No actor in this graph has that name.");
  if (!id) return byId("query").reportValidity();
  if (!graph.middle([id]) && !onlyMentioned(id)) reset();
  go(id);
}

// Where there is little room, the key lies over the graph and can be folded away.
function showKey(open) {
  byId("filters").classList.toggle("open", open);
  byId("toggle-filters").setAttribute("aria-expanded", open);
}

// ---- wiring

const panel = createPanel(data, go);
const graph = mountGraph(
  byId("graph"),
  { ...data.graph, theme: theme() },
  { onSelect: ({ id }) => (id !== null && narrow.matches ? go(id) : select(id)) },
);

byId("search").addEventListener(
  "submit",
  (event) => (event.preventDefault(), search(byId("query").value)),
);
byId("query").addEventListener("input", ({ target, inputType }) => {
  target.setCustomValidity("");
  if (!inputType || inputType === "insertReplacementText") search(target.value); // picked from the list
});
byId("reset").addEventListener("click", reset);
for (const radio of document.getElementsByName("among")) {
  radio.addEventListener("change", () => ((filters.onlyAmong = radio.value === "only"), apply()));
}
for (const button of document.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => {
    if (button.dataset.zoom === "fit") return graph.fit();
    graph.network.moveTo({ scale: graph.network.getScale() * Number(button.dataset.zoom) });
  });
}
byId("toggle-filters").addEventListener("click", () =>
  showKey(!byId("filters").classList.contains("open")),
);
document.addEventListener("keydown", ({ key }) => {
  document.body.classList.add("keys"); // a focus ring on the graph for those who use keys
  if (key === "Escape") select(null);
});
document.addEventListener("pointerdown", ({ target }) => {
  document.body.classList.remove("keys");
  if (byId("stage").contains(target)) showKey(false);
  const articles = byId("summary").querySelector("details");
  if (!articles.contains(target)) articles.open = false;
});
dark.addEventListener("change", apply);

buildHeader();
buildKey();
apply();
