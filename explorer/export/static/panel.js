// Fills the panel: who an actor is, what stands behind a line, each with its evidence. All text
// from articles goes in through textContent or as a text node, so it stays text.

const ROLES = { actor: "who", recipient: "to whom", trigger: "did what", speaker: "who says so" };

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

const SHAPES = {
  dot: { cx: 8, cy: 8, r: 6.5 },
  square: { x: 2, y: 2, width: 12, height: 12 },
  diamond: { points: "8,1 15,8 8,15 1,8" },
  triangle: { points: "8,1.5 15,14 1,14" },
};
const SHAPE_TAGS = { dot: "circle", square: "rect" };

function shapeSwatch({ shape, color }) {
  const drawn = svg(SHAPE_TAGS[shape] ?? "polygon", { ...SHAPES[shape], fill: color });
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

// `go(id)` selects an actor or a line. `actions`, where the page has them, are what one can do with
// a piece of evidence: `openArticle({article, start})`, `hide(event key)`.
function createPanel(data, go, actions = {}) {
  const actorLink = (id) =>
    el("button", {
      type: "button",
      className: "actor",
      textContent: data.actors[id].name,
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

  function offers(key, { article, sentence_start: start }) {
    const all = [
      ["In the article", actions.openArticle && (() => actions.openArticle({ article, start }))],
      ["Hide as wrong", actions.hide && key && (() => actions.hide(key))],
    ];
    const buttons = all
      .filter(([, onclick]) => onclick)
      .map(([textContent, onclick]) => el("button", { type: "button", textContent, onclick }));
    return buttons.length ? el("p", { className: "offers" }, ...buttons) : null;
  }

  function speaker({ attribution, attribution_id: id }) {
    if (!attribution) return null;
    return el("p", { className: "said" }, "According to ", id ? actorLink(id) : attribution);
  }

  function evidence({ key, event, from, to }) {
    const word = event.status;
    const status =
      word === "done" ? null : el("span", { className: `status ${word}`, textContent: word });
    const ends = [from, to].map((id) =>
      id ? el("strong", { textContent: data.actors[id].name }) : null,
    );
    const deed = el("p", { className: "deed" }, ends[0], ` ${event.label} `, ends[1], " ", status);
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
    const { label, shape, color } = data.legend.kinds.find(({ kind }) => kind === actor.kind);
    const flag = data.flags?.[actor.country]; // the page has them; elsewhere there is none
    const country = actor.kind === "country" ? null : data.countries[actor.country];
    const flown = country && flag ? `${flag} ${country}` : (country ?? flag);
    const facts = [label, actor.role, flown, plural(actor.mentions, "mention")];
    const aliases = actor.aliases.filter((alias) => alias !== actor.name);
    return [
      el("h2", { textContent: actor.name }),
      el(
        "p",
        { className: "facts" },
        shapeSwatch({ shape, color }),
        facts.filter(Boolean).join(" · "),
      ),
      aliases.length
        ? el("p", { className: "aliases", textContent: `Also: ${aliases.join(", ")}` })
        : null,
    ];
  }

  // `lines` are the visible ones at this actor, `alone` its events with nobody else; both filtered.
  function actorView(id, lines, alone) {
    const groups = new Map();
    for (const line of lines) {
      const other = line.from === id ? line.to : line.from;
      groups.set(other, [...(groups.get(other) ?? []), ...line.items]);
    }
    const events = (items) => items.filter(({ event }) => event.quad !== "affiliation").length;
    const sorted = [...groups].sort(([, a], [, b]) => events(b) - events(a));
    const sections = sorted.map(([other, items]) =>
      el("section", {}, el("h3", {}, actorLink(other)), ...items.map(evidence)),
    );
    const solo = alone.map(({ key, event }) => evidence({ key, event, from: id }));
    const section = solo.length
      ? el("section", {}, el("h3", { textContent: "On its own" }), ...solo)
      : null;
    const none = "Only mentioned: in no event and no tie that could be read.";
    const hint = groups.size || solo.length ? null : el("p", { className: "hint", textContent: none });
    return [...about(data.actors[id]), ...sections, section, hint];
  }

  function lineView(line) {
    const heading = el("h2", {}, actorLink(line.from), " and ", actorLink(line.to));
    const facts = el("p", {
      className: "facts",
      textContent: plural(line.items.length, line.polarity === "affiliation" ? "tie" : "event"),
    });
    return [heading, facts, ...line.items.map(evidence)];
  }

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
  function overview(lines) {
    const weight = ({ polarity, items }) => (polarity === "affiliation" ? 0 : items.length);
    const rows = [...lines]
      .sort((a, b) => weight(b) - weight(a))
      .map((line) => el("li", {}, row(line)));
    const hint =
      "Click an actor or a line to see who did what, in which sentence, and who says so.";
    const empty = "Nothing passes these filters. “Show everything” brings the graph back.";
    return [
      el("h2", { textContent: rows.length ? "Explore" : "Nothing to show" }),
      el("p", { className: "hint", textContent: rows.length ? hint : empty }),
      rows.length ? el("h3", { textContent: "All relations" }) : null,
      el("ul", { className: "rows" }, ...rows),
    ];
  }

  return { actorView, lineView, overview, evidence };
}
