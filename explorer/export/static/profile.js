// What an actor's events tell of it as a whole: since when, with whom, against whom, how it went.
// `actorLink(id)` makes a button that leads to an actor.

const BAR = { width: 10, gap: 2, height: 22 }; // of the balance, in pixels; up and down each

function profileView({ first, last, closest, most_hostile: hostile, balance }, actorLink) {
  const seen = first && (first === last ? day(first) : `${day(first)} to ${day(last)}`);
  const rows = [
    ["Seen", seen ? [seen] : []],
    ["Closest to", listed(closest, actorLink)],
    ["Most hostile with", listed(hostile, actorLink)],
    ["Over time", balance.length > 1 ? [balanceChart(balance)] : []],
  ];
  const shown = rows.filter(([, parts]) => parts.length);
  const parts = shown.flatMap(([term, told]) => [
    el("dt", { textContent: term }),
    el("dd", {}, ...told),
  ]);
  return parts.length ? el("dl", { className: "profile" }, ...parts) : null;
}

const listed = (ids, actorLink) =>
  ids.flatMap((id, at) => (at ? [", ", actorLink(id)] : [actorLink(id)]));

// Cooperation above the line, conflict below it, a pair of bars for each stretch with an event.
function balanceChart(balance) {
  const most = Math.max(...balance.flatMap(([, good, bad]) => [good, bad]), 1);
  const size = (count) => (count / most) * BAR.height;
  const width = balance.length * (BAR.width + BAR.gap);
  const bars = balance.flatMap(([start, good, bad], at) => {
    const x = at * (BAR.width + BAR.gap);
    const title = svg("title", {});
    title.textContent = `${day(start)}: cooperation ${good}, conflict ${bad}`;
    const bar = (y, height, kind) => svg("rect", { x, y, width: BAR.width, height, class: kind });
    const up = bar(BAR.height - size(good), size(good), "cooperation");
    const down = bar(BAR.height + 1, size(bad), "conflict");
    return [svg("g", {}, title, up, down)];
  });
  const total = (place) => balance.reduce((sum, row) => sum + row[place], 0);
  const label = `Cooperation ${total(1)}, conflict ${total(2)}, from ${day(balance[0][0])} on`;
  const middle = { x1: 0, x2: width, y1: BAR.height + 0.5, y2: BAR.height + 0.5, class: "middle" };
  const height = 2 * BAR.height + 1;
  const box = { viewBox: `0 0 ${width} ${height}`, width, height };
  const named = { class: "balance", role: "img", "aria-label": label };
  return svg("svg", { ...box, ...named }, ...bars, svg("line", middle));
}
