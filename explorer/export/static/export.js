// The exported page: its header, its search, and what page and export have in common (explore.js).

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const dark = matchMedia("(prefers-color-scheme: dark)");

function theme() {
  const style = getComputedStyle(document.body);
  const color = (name) => style.getPropertyValue(name).trim();
  return { text: color("--text"), background: color("--canvas"), muted: color("--muted") };
}

const show = () => explorer.show({ ...data, flags: flagsAreDrawn() ? data.flags : {}, theme: theme() });

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
  const rest = [mentioned(), filtersTold(data.filters)].filter(Boolean).map((text) => ` · ${text}`);
  byId("summary").replaceChildren(summary, el("details", {}, articles, popup), ...rest);
  byId("names").replaceChildren(...Object.values(data.actors).flatMap(nameOptions));
}

function mentioned() {
  const count = Object.keys(data.actors).length - data.graph.nodes.length;
  return count ? `${plural(count, "more actor")} named, without events` : "";
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

// ---- search

// The actor whose name or alias is the text; else the first that contains it.
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
  explorer.centre(id);
  byId("panel").focus({ preventScroll: true });
}

// Where there is little room, the key lies over the graph and can be folded away.
function unfold(open) {
  byId("filters").classList.toggle("open", open);
  byId("toggle-filters").setAttribute("aria-expanded", open);
}

// ---- wiring

const explorer = createExplorer(document.body, { report: showReset });

function showReset() {
  byId("reset").disabled = !narrowed(explorer.look()) && !explorer.look().around;
  for (const radio of document.getElementsByName("among"))
    radio.checked = explorer.look().onlyAmong === (radio.value === "only");
}

byId("search").addEventListener(
  "submit",
  (event) => (event.preventDefault(), search(byId("query").value)),
);
byId("query").addEventListener("input", ({ target, inputType }) => {
  target.setCustomValidity("");
  if (!inputType || inputType === "insertReplacementText") search(target.value); // picked from the list
});
byId("reset").addEventListener("click", explorer.reset);
for (const radio of document.getElementsByName("among")) {
  radio.addEventListener("change", () =>
    explorer.change({ ...explorer.look(), onlyAmong: radio.value === "only" }),
  );
}
byId("toggle-filters").addEventListener("click", () =>
  unfold(!byId("filters").classList.contains("open")),
);
document.addEventListener("keydown", explorer.onKey);
document.addEventListener("pointerdown", ({ target }) => {
  if (byId("stage").contains(target)) unfold(false);
  const articles = byId("summary").querySelector("details");
  if (!articles.contains(target)) articles.open = false;
});
dark.addEventListener("change", show);

buildHeader();
show();
showReset();
