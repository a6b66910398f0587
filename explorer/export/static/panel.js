// Fills the panel: who an actor is, what stands behind a line, each with its evidence. All text
// from articles goes in through textContent or as a text node, so it stays text.

const MOST_ROWS = 60; // in a list at first
const DOUBTFUL = 0.5; // below it a reading is likelier wrong than right; what others coded has just it
const ROLES = { actor: "who", recipient: "to whom", trigger: "did what", speaker: "who says so" };
const COUNTRY_SOURCES = {
  "office-holders table": "by the table of office-holders",
  reader: "put right by a reader",
};

function el(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children.filter((child) => child !== null));
  return node;
}

function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

// Paths in a square of 16 by 16.
const SHAPE_PATHS = {
  dot: "M14.5 8a6.5 6.5 0 1 1-13 0a6.5 6.5 0 1 1 13 0z",
  square: "M2 2h12v12h-12z",
  diamond: "M8 1l7 7-7 7-7-7z",
  triangle: "M8 1.5l7 12.5h-14z",
};

function shapeSwatch({ shape, color }) {
  const drawn = svg("path", { d: SHAPE_PATHS[shape], fill: color });
  return svg("svg", { viewBox: "0 0 16 16", class: "shape", "aria-hidden": true }, drawn);
}

function lineSwatch({ color, dashes, struck, thin }) {
  const line = { x1: 1, x2: 39, y1: 8, y2: 8, stroke: color, "stroke-width": thin ? 1.2 : 2.5 };
  if (dashes) line["stroke-dasharray"] = dashes.map((length) => length * 0.7).join(" ");
  const bar = { x1: 20, x2: 20, y1: 2, y2: 14, stroke: color, "stroke-width": 2.5 };
  const strokes = [svg("line", line), ...(struck ? [svg("line", bar)] : [])];
  return svg("svg", { viewBox: "0 0 40 16", class: "line", "aria-hidden": true }, ...strokes);
}

function plural(count, word) {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

const sureness = ({ event }) => event.confidence ?? 1;
const isDoubtful = (item) => sureness(item) < DOUBTFUL;
const weightOf = (item) => sureness(item) * Math.abs(item.event.score);
const weighed = (items) => [...items].sort((a, b) => weightOf(b) - weightOf(a));

const capitalized = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

function day(iso) {
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Date(`${iso}T00:00:00Z`).toLocaleDateString("en-GB", options);
}

// Offsets count characters as Python does, not UTF-16 units, hence the array.
function markedSentence({ sentence, marks }) {
  const letters = Array.from(sentence);
  const text = (start, end) => letters.slice(start, end).join("");
  const parts = [];
  let at = 0;
  for (const [start, end, role] of marks) {
    if (start < at) continue; // marks may overlap; the first one stands
    parts.push(
      text(at, start),
      el("mark", { className: role, title: ROLES[role], textContent: text(start, end) }),
    );
    at = end;
  }
  return el("blockquote", {}, ...parts, text(at));
}

// An event as it is told of one actor: where that is many, so is the verb.
function eventOf({ actors, events }, key, from) {
  const event = events[key];
  return event.many && actors[from]?.many ? { ...event, label: event.many } : event;
}

// The first of many things, and a button that brings the others; `render` makes a node of one, and
// in a list the button is an item too.
function firstOf(things, render, { most = MOST_ROWS, item = (more) => more } = {}) {
  const bring = () => holder.replaceWith(...things.slice(most).map(render));
  const holder = item(button(`Show ${things.length - most} more`, bring, "more"));
  return [...things.slice(0, most).map(render), things.length > most ? holder : null];
}

const listItem = (...content) => el("li", {}, ...content);

function button(label, onclick, className = "") {
  return el("button", { type: "button", className, textContent: label, onclick });
}

// `go(id)` selects an actor or a line. `actions` are what else one can do, each where it is there:
// with a piece of evidence `openArticle({article, start})` and `hide(event key)`, with an actor
// `expand(id)`, which shows its surroundings, and `connect(id)`, which asks with whom to connect it;
// with an actor or a line `conceal(id)`, with the ways between two actors `follow(ways)`.
function createPanel(data, go, actions = {}) {
  let pairs = null; // how many each event has, once that is asked
  const actorLink = (id, first = false) =>
    el("button", {
      type: "button",
      className: "actor",
      textContent: first ? capitalized(data.actors[id].name) : data.actors[id].name,
      onclick: () => go(id),
    });

  function source({ article, date }) {
    const { title, outlet, published, url } = data.articles[article];
    const name = outlet ?? title;
    const link =
      url &&
      el("a", { href: url, rel: "noopener noreferrer", target: "_blank", textContent: name });
    const headline = outlet ? el("cite", { textContent: title }) : null;
    const printed = published ? `, ${day(published)}` : "";
    const happened = date && date !== published ? ` · event of ${day(date)}` : "";
    const place = el("span", {}, link ?? name, printed, happened);
    return el("p", { className: "source" }, headline, place);
  }

  // An event between several pairs is hidden from all of them: it was read once.
  function hideLabel(key) {
    if (!pairs) {
      pairs = new Map();
      for (const [one] of Object.values(data.lines).flat()) pairs.set(one, (pairs.get(one) ?? 0) + 1);
    }
    const count = pairs.get(key);
    return count > 1 ? `Hide as wrong, for all ${count} pairs` : "Hide as wrong";
  }

  function offers(key, { article, sentence_start: start }) {
    const all = [
      [actions.openArticle && "In the article", () => actions.openArticle({ article, start })],
      [actions.hide && key && hideLabel(key), () => actions.hide(key)],
    ];
    const buttons = all.filter(([label]) => label).map((offer) => button(...offer));
    return buttons.length ? el("p", { className: "offers" }, ...buttons) : null;
  }

  function speaker({ attribution, attribution_id: id }) {
    if (!attribution) return null;
    return el("p", { className: "said" }, "According to ", data.actors[id] ? actorLink(id) : attribution);
  }

  function deedLine({ event, from, to }) {
    const word = event.status;
    const status =
      word === "done" ? null : el("span", { className: `status ${word}`, textContent: word });
    const ends = [from, to].map((id) =>
      id ? el("strong", { textContent: data.actors[id].name }) : null,
    );
    const words = [ends[0], ` ${event.label} `, ends[1], " ", status, " ", doubt(event)];
    return el("p", { className: "deed" }, ...words);
  }

  function doubt(event) {
    if (!isDoubtful({ event })) return null;
    const title = `How likely it is that this is read rightly: ${Math.round(event.confidence * 100)} %`;
    return el("span", { className: "status doubt", title, textContent: "perhaps misread" });
  }

  function evidence({ key, event, from, to }) {
    const deed = deedLine({ event, from, to });
    const card = el(
      "article",
      { className: "evidence" },
      deed,
      markedSentence(event),
      speaker(event),
      source(event),
      offers(key, event),
    );
    card.dataset.polarity = event.polarity;
    return card;
  }

  function about(actor) {
    const { label } = data.legend.kinds.find(({ kind }) => kind === actor.kind);
    const flag = data.flags?.[actor.country]; // the page has them; elsewhere there is none
    const country = actor.kind === "country" ? null : data.countries[actor.country];
    const flown = country && flag ? `${flag} ${country}` : (country ?? flag);
    const from = country && COUNTRY_SOURCES[actor.country_source];
    const sourced = from ? `${flown} (${from})` : flown;
    const facts = [label, actor.role, sourced, plural(actor.mentions, "mention")];
    const aliases = actor.aliases.filter((alias) => alias !== actor.name);
    return [
      el("h2", { textContent: actor.name }),
      el(
        "p",
        { className: "facts" },
        kindSwatch(actor),
        el("span", {}, facts.filter(Boolean).join(" · "), ...wikidataLink(actor)),
      ),
      aliases.length
        ? el("p", { className: "aliases", textContent: `Also: ${aliases.join(", ")}` })
        : null,
    ];
  }

  // An id that is none leads nowhere: node-link files may hold anything.
  function wikidataLink({ wikidata: id }) {
    if (!/^Q\d+$/.test(id ?? "")) return [];
    const href = `https://www.wikidata.org/wiki/${id}`;
    const title = "What Wikidata has under this id";
    return [" · ", el("a", { href, title, rel: "noopener noreferrer", target: "_blank", textContent: "Wikidata" })];
  }

  // Evidence of some items; readings that are likelier wrong than right are folded below it.
  function evidenceOf(items) {
    const doubtful = items.filter(isDoubtful);
    const surer = items.filter((item) => !isDoubtful(item));
    const below = el("div", {}, ...firstOf(doubtful, evidence));
    const fold = doubtful.length ? folded(`${doubtful.length} perhaps misread`, below, false) : null;
    return [...firstOf(surer, evidence), fold].filter(Boolean);
  }

  // `lines` are the visible ones at this actor, `alone` its events with nobody else; both filtered.
  // What is weightiest and surest comes first.
  function actorView(id, lines, alone) {
    const groups = new Map();
    for (const line of lines) {
      const other = line.from === id ? line.to : line.from;
      groups.set(other, [...(groups.get(other) ?? []), ...line.items]);
    }
    const sum = (items) => items.reduce((total, item) => total + weightOf(item), 0);
    const sorted = [...groups].sort(([, a], [, b]) => sum(b) - sum(a));
    const sections = firstOf(sorted, ([other, items]) =>
      el("section", {}, el("h3", {}, actorLink(other)), ...evidenceOf(weighed(items))),
    );
    const solo = evidenceOf(weighed(alone));
    const section = alone.length
      ? el("section", {}, el("h3", { textContent: "Without another actor" }), ...solo)
      : null;
    const none = "Only mentioned: in no event and no tie that could be read.";
    const hint = groups.size || alone.length ? null : el("p", { className: "hint", textContent: none });
    const { profile } = data.actors[id];
    const told = profile && profileView(profile, actorLink);
    const items = [...lines.flatMap((line) => line.items), ...alone];
    const inBrief = briefOf(data.actors[id].brief, items);
    const verb = verbs(id, groups.size);
    return [...about(data.actors[id]), told, verb, inBrief, ...sections, section, hint];
  }

  const briefOf = (statements, items) =>
    briefView(statements, items, { actorLink, card: evidence, event: (key, from) => eventOf(data, key, from) });

  function verbs(id, connected) {
    if (!connected || !actions.expand) return null;
    const buttons = [
      button("Show its surroundings", () => actions.expand(id)),
      button("Connect with …", () => actions.connect(id)),
    ];
    return el("p", { className: "verbs" }, ...buttons, hiding(id));
  }

  // Hidden from view alone: undone like all that is done to the view, and nothing is called wrong.
  const hiding = (id) => button("Hide from view", () => actions.conceal(id));

  // Whom to connect an actor with: picked here or in the graph.
  function connectView(id, nodes) {
    const others = nodes.filter((node) => node.id !== id);
    return [
      el("h2", {}, "Connect ", actorLink(id), " with …"),
      el("p", { className: "hint", textContent: "Click another actor in the graph, or choose here." }),
      actorList(others),
    ];
  }

  // How two actors are connected: `ways` as shortestWays tells them, over the visible lines.
  function pairView([a, b], { ways, more }, lines) {
    const heading = el("h2", {}, "From ", actorLink(a), " to ", actorLink(b));
    const none = "Nothing that is shown leads from one to the other. Switch more on in the key, take "
      + "filters off, or show more actors.";
    const found = ways.length && `${plural(ways[0].length - 1, "step")}, ${waysTold(ways, more)}`;
    const sections = ways.map((way, at) => wayView(way, lines, at === 0));
    const follow = button("Show only these ways", () => actions.follow(ways));
    const verb = ways.length ? el("p", { className: "verbs" }, follow) : null;
    return [heading, el("p", { className: "facts", textContent: found || none }), verb, ...sections];
  }

  const waysTold = ({ length }, more) =>
    more ? `the ${length} with the most events of many ways` : plural(length, "way");

  function wayView(way, lines, open) {
    const through = way.slice(1, -1).map((id) => data.actors[id].name);
    const name = through.length ? `By way of ${through.join(", ")}` : "Directly";
    const steps = stepsOf(way).map((step) => stepView(step, between(lines, step)));
    const list = el("ol", { className: "steps" }, ...steps);
    return el("details", { open, className: "way" }, el("summary", { textContent: name }), list);
  }

  function stepView([from, to], lines) {
    const heading = el("h3", {}, actorLink(from), " – ", actorLink(to));
    const items = lines.flatMap((line) => line.items);
    return el("li", {}, heading, ...firstOf(items, evidence, { most: 3 }));
  }

  // `lines` are those that an id stands for: one, or all kinds of what is between two actors.
  function lineView(id, lines) {
    const [{ from, to }] = lines;
    const heading = el("h2", {}, actorLink(from), " and ", actorLink(to));
    const amounts = lines.length === 1 ? [amountOf(lines[0])] : lines.map(kindAmount);
    const facts = el("p", { className: "facts", textContent: amounts.join(" · ") });
    const verb = actions.conceal ? el("p", { className: "verbs" }, hiding(id)) : null;
    if (lines.length === 1) return [heading, facts, verb, ...evidenceOf(lines[0].items)];
    const kinds = lines.map((line) =>
      el("section", {}, el("h3", {}, kindLink(line)), ...evidenceOf(line.items)),
    );
    return [heading, facts, verb, ...kinds];
  }

  function amountOf(line) {
    return plural(line.items.length, line.polarity === "affiliation" ? "tie" : "event");
  }

  // A kind of events between two actors: "Conflict, planned".
  function kindName({ polarity, status }) {
    const { label } = data.legend.colors.find((one) => one.polarity === polarity);
    return status === "done" ? label : `${label}, ${status}`;
  }

  const kindAmount = (line) => `${kindName(line)}: ${line.items.length}`;
  const kindLink = (line) => button(kindName(line), () => go(line.id), "actor");

  function row(line) {
    const [{ event, from, to }] = line.items;
    const tie = [`${data.actors[from].name} – ${data.actors[to].name}`, event.label];
    const [ends, words] = line.polarity === "affiliation" ? tie : line.tip.split("\n");
    const label = el("span", { textContent: words });
    const button = el(
      "button",
      { type: "button", className: "row", onclick: () => go(line.id) },
      ends,
      label,
    );
    button.dataset.polarity = line.polarity;
    return button;
  }

  // The graph in words: also the way through it without a pointer.
  function overview(lines, nodes, alone) {
    const weight = ({ polarity, items }) => (polarity === "affiliation" ? 0 : items.length);
    const sorted = [...lines].sort((a, b) => weight(b) - weight(a));
    const rows = firstOf(sorted, (line) => listItem(row(line)), { item: listItem });
    const hint =
      "Click an actor or a line to see who did what, in which sentence, and who says so.";
    if (!nodes.length) return nothing();
    return [
      el("h2", { textContent: "In brief" }),
      briefOf(data.brief, [...lines.flatMap((line) => line.items), ...alone]),
      el("p", { className: "hint", textContent: hint }),
      folded(`All actors (${nodes.length})`, actorList(nodes), false),
      folded(`All relations (${lines.length})`, el("ul", { className: "rows" }, ...rows), true),
      folded("What the words mean", glossary(), false),
    ];
  }

  function glossary() {
    const terms = data.glossary.flatMap(([term, meaning]) => [
      el("dt", { textContent: term }),
      el("dd", { textContent: meaning }),
    ]);
    return el("dl", { className: "glossary" }, ...terms);
  }

  function nothing() {
    const empty =
      data.empty ?? "Nothing passes these filters. “Show everything” brings the graph back.";
    return [
      el("h2", { textContent: "Nothing to show" }),
      el("p", { className: "hint", textContent: empty }),
    ];
  }

  const folded = (name, content, open) =>
    el("details", { open, className: "list" }, el("summary", { textContent: name }), content);

  function actorList(nodes) {
    const name = ({ id }) => data.actors[id].name;
    const sorted = [...nodes].sort((a, b) => name(a).localeCompare(name(b)));
    const entry = (node) => listItem(kindSwatch(data.actors[node.id]), actorLink(node.id));
    const entries = firstOf(sorted, entry, { most: 4 * MOST_ROWS, item: listItem });
    return el("ul", { className: "names" }, ...entries);
  }

  const kindSwatch = (actor) => shapeSwatch(data.legend.kinds.find(({ kind }) => kind === actor.kind));

  return { actorView, lineView, pairView, connectView, overview, evidence };
}
