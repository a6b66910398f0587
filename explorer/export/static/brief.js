// The brief: a few sentences on what is shown, each with the events that it counts a click away.

// `statements` as page_data has them; those of which something is switched off or hidden are left
// out, for their counts are no longer what is seen: `items` are the events that are.
// `parts` make what a sentence needs: `actorLink(id, first)`, `card(item)`, `event(key, from)`.
function briefView(statements, items, parts) {
  const seen = new Set(items.map(({ key }) => key));
  const holds = statements.filter((one) => one.items.every(([key]) => seen.has(key)));
  if (!holds.length) return null;
  return el("ul", { className: "brief" }, ...holds.map((one) => statementView(one, parts)));
}

function statementView({ topic, words, items, polarity }, { actorLink, card, event }) {
  const shown = words.map((word, at) => (word.actor ? actorLink(word.actor, at === 0) : word));
  const cards = () => firstOf(items, ([key, from, to]) => card({ key, event: event(key, from), from, to }));
  const evidence = el("div", { hidden: true });
  const more = button("Show", () => {
    evidence.hidden = !evidence.hidden;
    if (!evidence.hasChildNodes()) evidence.append(...cards().filter(Boolean));
    more.textContent = evidence.hidden ? "Show" : "Hide";
    more.setAttribute("aria-expanded", !evidence.hidden);
  });
  more.setAttribute("aria-expanded", false);
  more.title = plural(items.length, "event");
  const label = el("span", { className: "unseen", textContent: `${topic}: ` });
  const item = el("li", {}, el("p", {}, label, ...shown, " ", more), evidence);
  item.dataset.polarity = polarity;
  return item;
}
