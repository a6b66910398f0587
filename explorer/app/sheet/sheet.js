// Evidence in columns. What comes in stands in __init__.py; createPanel, el and firstOf come from
// panel.js.

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#sheet");
  root.dataset.theme = data.theme;
  const told = JSON.stringify(data);
  if (root.told === told) return; // nothing new: what is open stays open
  root.told = told;
  const panel = createPanel(data, (id) => setTriggerValue("go", id), {
    openArticle: (place) => setTriggerValue("open_article", place),
  });
  const card = ([key, from, to]) => panel.evidence({ key, event: eventOf(data, key, from), from, to });
  const sections = firstOf(data.sections, (one) => sheetSection(one, card));
  root.replaceChildren(...sections.filter(Boolean));
}

function sheetSection({ title, columns }, card) {
  const made = columns.map((one) => sheetColumn(one, card));
  const heading = title ? el("h2", { textContent: title }) : null;
  return el("section", {}, heading, el("div", { className: "columns" }, ...made));
}

function sheetColumn({ title, note, entries }, card) {
  const heading = el("h3", { textContent: title });
  const small = note ? el("p", { className: "note", textContent: note }) : null;
  return el("div", {}, heading, small, ...firstOf(entries, (one) => sheetEntry(one, card)));
}

function sheetEntry({ title, note, polarity, items }, card) {
  if (!title) return el("div", {}, ...firstOf(items, card));
  const words = el("span", {}, title, el("small", { textContent: note }));
  const shown = el("details", {}, el("summary", {}, words));
  shown.dataset.polarity = polarity;
  shown.addEventListener("toggle", () => shown.append(...firstOf(items, card).filter(Boolean)), { once: true });
  return shown;
}
