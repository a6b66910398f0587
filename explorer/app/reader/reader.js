// An article with its mentions and events marked. What comes in stands in __init__.py; el, day,
// plural and shapeSwatch come from panel.js. All text goes in as text.

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#reader");
  const turn = JSON.stringify([data.id, data.at, data.theme, Object.keys(data.events)]);
  if (root.turn === turn) return; // the same article at the same place: leave the reader there
  root.turn = turn;
  root.dataset.theme = data.theme;
  root.replaceChildren(...readerContent(data, (id) => setTriggerValue("go", id)), createTip(root));
  const pieces = [...root.querySelectorAll("mark.event")];
  const first = pieces.find(({ dataset }) => Number(dataset.start) >= (data.at ?? Infinity));
  if (first) reveal(root, first);
}

// What is pointed at is told beside it, within the window.
function createTip(root) {
  const tip = el("div", { className: "tip", role: "tooltip", hidden: true });
  const show = ({ target }) => {
    tip.hidden = !target.dataset?.tip;
    if (tip.hidden) return;
    const [{ left, bottom }] = target.getClientRects();
    tip.textContent = target.dataset.tip;
    tip.style.left = `${Math.max(4, Math.min(left, innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${Math.min(bottom + 4, innerHeight - tip.offsetHeight - 8)}px`;
  };
  const hide = () => (tip.hidden = true);
  Object.assign(root, { onmouseover: show, onmouseleave: hide });
  root.addEventListener("focusin", show);
  root.addEventListener("focusout", hide);
  root.addEventListener("scroll", hide, { capture: true, passive: true });
  return tip;
}

function reveal(root, piece) {
  piece.scrollIntoView({ block: "center", behavior: "auto" });
  for (const one of root.querySelectorAll(".found")) one.classList.remove("found");
  for (const key of piece.events ?? [])
    for (const one of root.querySelectorAll("mark.event"))
      if (one.events.includes(key)) one.classList.add("found");
}

function readerContent(data, go) {
  const root = el("div", { className: "columns" });
  const text = el("div", { className: "text", lang: "en" }, ...data.pieces.map((piece) => part(data, piece, go)));
  const rows = Object.entries(data.events)
    .sort(([, a], [, b]) => a.start - b.start)
    .map(([key, event]) => el("li", {}, row(event, () => {
      const piece = [...text.querySelectorAll("mark.event")].find((one) => one.events.includes(key));
      if (piece) reveal(root, piece);
    }, go)));
  const aside = el(
    "aside",
    { ariaLabel: "What was read in this article" },
    el("h3", { textContent: plural(rows.length, "event") }),
    el("p", { className: "hint", textContent: "Click one to find its words in the text." }),
    el("ul", {}, ...rows),
  );
  root.append(el("article", {}, heading(data), colorKey(data), text), aside);
  return [root];
}

function heading({ title, outlet, published, url }) {
  const name = outlet ?? (url ? "Source" : null);
  const link = url && el("a", { href: url, rel: "noopener noreferrer", target: "_blank", textContent: name });
  const parts = [link ?? name, published && day(published)].filter(Boolean);
  const facts = parts.flatMap((one, at) => (at ? [" · ", one] : [one]));
  return el("header", {}, el("h2", { textContent: title }), el("p", { className: "facts" }, ...facts));
}

function colorKey({ kinds, actors }) {
  const there = new Set(Object.values(actors).map(({ kind }) => kind));
  const entries = kinds
    .filter(({ kind }) => there.has(kind))
    .map((kind) => tinted(entry(kind.label, `mention ${kind.kind}`), kind));
  return el("p", { className: "key" }, ...entries, entry("what they do", "event"));
}

const entry = (textContent, className) => el("span", { className, textContent });

function tinted(element, { color }) {
  element.style.setProperty("--kind", color);
  return element;
}

function part({ actors, events, kinds }, [start, text, id, keys], go) {
  const actor = actors[id];
  const told = keys.map((key) => events[key]).filter(Boolean);
  if (!actor && !told.length) return text;
  const mark = el("mark", {
    className: [actor && `mention ${actor.kind}`, told.length && "event"].filter(Boolean).join(" "),
    textContent: text,
    tabIndex: 0,
  });
  if (actor) tinted(mark, kinds.find(({ kind }) => kind === actor.kind));
  mark.setAttribute("role", "button");
  mark.dataset.start = start;
  mark.dataset.tip = [actor?.name, ...told.map(sentence)].filter(Boolean).join("\n");
  mark.setAttribute("aria-label", `${text}: ${mark.dataset.tip}`);
  mark.events = keys;
  if (told.length) mark.dataset.polarity = told[0].polarity;
  const open = () => go(told.length ? told[0].go : id);
  mark.onclick = open;
  mark.onkeydown = ({ key }) => key === "Enter" && open();
  return mark;
}

function sentence({ words, status, said }) {
  const told = words.filter(Boolean).join(" ");
  return [told, status === "done" ? null : status, said && `says ${said}`].filter(Boolean).join(", ");
}

function row(event, find, go) {
  const [who, what, whom] = event.words;
  const status =
    event.status === "done" ? null : el("span", { className: `status ${event.status}`, textContent: event.status });
  const said = event.said ? el("span", { className: "said", textContent: `says ${event.said}` }) : null;
  const words = el("span", {}, el("b", { textContent: who }), ` ${what} `, el("b", { textContent: whom }), " ", status);
  const shown = el("button", { type: "button", className: "row", onclick: find }, words, said);
  shown.dataset.polarity = event.polarity;
  const link = el("button", { type: "button", className: "link", textContent: "Graph", title: "Show it in the graph", onclick: () => go(event.go) });
  return el("div", { className: "told" }, shown, link);
}
