// One line for two actors, as thick as their events are many and coloured by their balance: the mean
// score of what is not denied. A pair that is opened shows a line for each kind instead.

const PALEST = 0.6; // how much of its own colour a line has at least, as in vis.py
const STRONGEST = 6; // the score, either way, from which on it has all of it
const NEUTRAL_BELOW = 1; // as in bundles.py

// `lines` are the visible ones, one a kind; `opened` is the pair whose kinds are shown, or null.
function pairLines(lines, opened, legend) {
  const groups = new Map();
  for (const line of lines) groups.set(pairOf(line), [...(groups.get(pairOf(line)) ?? []), line]);
  return [...groups].flatMap(([pair, group]) =>
    group.length === 1 || pair === opened ? group : [pairLine(pair, group, legend)],
  );
}

function pairLine(pair, group, legend) {
  const [first] = group;
  const kinds = group.filter(({ polarity }) => polarity !== "affiliation");
  const items = kinds.flatMap((line) => line.items);
  const { polarity, score } = balanceOf(items);
  const names = first.tip.split("\n")[0];
  return {
    ...first,
    id: pair,
    items: [...items, ...group.filter((line) => !kinds.includes(line)).flatMap((line) => line.items)],
    polarity,
    label: plural(items.length, "event"),
    tip: `${names}\n${kindsTold(kinds, legend)}`,
    width: Math.min(1.5 + Math.log2(items.length), 7),
    color: balanceColor(legend, polarity, score),
    dashes: kinds.every(({ status }) => status === kinds[0].status) && kinds[0].dashes,
    smooth: first.alone,
    arrows: Object.assign({}, ...kinds.map(({ arrows: { to, from } }) => ({ ...(to && { to }), ...(from && { from }) }))),
  };
}

function balanceOf(items) {
  const scores = items.filter(({ event }) => event.status !== "denied").map(({ event }) => event.score);
  const score = scores.length ? scores.reduce((sum, one) => sum + one, 0) / scores.length : 0;
  const polarity = Math.abs(score) < NEUTRAL_BELOW ? "neutral" : score < 0 ? "conflict" : "cooperation";
  return { polarity, score };
}

function balanceColor({ colors }, polarity, score) {
  const color = (name) => colors.find((one) => one.polarity === name).color;
  if (polarity === "neutral") return color("neutral");
  const share = PALEST + (1 - PALEST) * Math.min(Math.abs(score) / STRONGEST, 1);
  const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const [start, end] = [parts(color("neutral")), parts(color(polarity))];
  const mixed = start.map((value, at) => Math.round(value + (end[at] - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

// "4 conflict, 2 cooperation, 1 of it denied"
function kindsTold(kinds, { colors }) {
  const counts = new Map();
  for (const { polarity, items } of kinds) counts.set(polarity, (counts.get(polarity) ?? 0) + items.length);
  const open = kinds.filter(({ status }) => status !== "done");
  const told = [...counts].map(([name, count]) => `${count} ${labelOf(colors, name)}`);
  const not = open.reduce((sum, { items }) => sum + items.length, 0);
  return [...told, ...(not ? [`${not} of it not done, or denied`] : [])].join(", ");
}

const labelOf = (colors, name) => colors.find(({ polarity }) => polarity === name).label.toLowerCase();
