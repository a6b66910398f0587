// What is shown of the data, given how the reader looks at it:
//
//   look  {off: {kinds, polarities, quads, statuses}, hidden, ways, countries, onlyAmong, around,
//         most, pins}
//         `off` lists what is switched off in the key, `hidden` the actors and lines hidden by hand;
//         `ways` are pairs "a|b" as lines have them: if there are any, only what is between them;
//         `around` is null or {ids, depth}: only who is that many steps or fewer from these actors;
//         `most` is the most actors to show; `pins` {id: {x, y}} are places that the reader gave.
//
// views/view_state.py has the same rules for what is taken away; a test holds the two together.

const MOST_AT_FIRST = 150;

function everything() {
  const off = { kinds: [], polarities: [], quads: [], statuses: [] };
  const free = { hidden: [], ways: [], countries: [], onlyAmong: false, around: null };
  return { off, ...free, most: MOST_AT_FIRST, pins: {} };
}

// What the look leaves out, by the names that exported files have for it.
function narrowing({ off, hidden, ways, countries, onlyAmong, around }) {
  const all = {
    countries,
    only_among: countries.length && onlyAmong ? ["yes"] : [],
    without_kinds: off.kinds,
    without_lines: off.polarities,
    without_quads: off.quads,
    without_statuses: off.statuses,
    hidden,
    ways,
    around: around?.ids ?? [],
    steps: around ? [around.depth] : [],
  };
  return Object.fromEntries(Object.entries(all).filter(([, values]) => values.length));
}

// Is anything left out, be it by the key, by countries or by hand?
const narrowed = (look) => Object.keys(narrowing({ ...look, around: null })).length > 0;

// {nodes, lines, total}: a line carries the `items` that pass, {key, event, from, to}; `total` counts
// the actors there would be without `most`. The `wanted` ids are shown even if they come late.
function visible(data, asked, wanted) {
  const look = inEffect(data, asked);
  let lines = withoutIdleTies(data.edges.map((edge) => visibleLine(data, look, edge)), look);
  const linked = new Set(lines.flatMap(({ from, to }) => [from, to]));
  const alone = ({ id }) => !data.linked.has(id) && !isStrict(look) && isOn(data, look, id);
  let nodes = data.nodes.filter((node) => linked.has(node.id) || alone(node));
  if (look.around) nodes = only(nodes, within(lines, look.around));
  const total = nodes.length;
  nodes = only(nodes, topmost(data, nodes, look, wanted));
  const shown = new Set(nodes.map(({ id }) => id));
  lines = lines.filter(({ from, to }) => shown.has(from) && shown.has(to));
  return { nodes, lines, total };
}

// The look without actors that a filter took away; they count again as soon as they are back.
function inEffect({ kinds }, look) {
  const ids = look.around?.ids.filter((id) => kinds.has(id)) ?? [];
  const ways = look.ways.filter((pair) => pair.split("|").every((id) => kinds.has(id)));
  return { ...look, ways, around: ids.length ? { ...look.around, ids } : null };
}

// Who has no line at all stays only as long as nothing is asked of lines.
const isStrict = ({ off, ways, countries }) =>
  [off.polarities, off.quads, off.statuses, ways, countries].some((values) => values.length);

const isOn = ({ kinds }, { off, hidden }, id) =>
  !off.kinds.includes(kinds.get(id)) && !hidden.includes(id);

const only = (nodes, ids) => (ids ? nodes.filter(({ id }) => ids.has(id)) : nodes);

// One line with the events that pass, its count, words and arrows told anew; null if none does.
function visibleLine(data, look, edge) {
  const { items, countries } = data;
  const { off, hidden, ways } = look;
  const ends = [edge.from, edge.to];
  if (off.polarities.includes(edge.polarity) || off.statuses.includes(edge.status)) return null;
  if (hidden.includes(edge.id) || !ends.every((id) => isOn(data, look, id))) return null;
  if (ways.length && !ways.includes(ends.join("|"))) return null;
  if (!ofCountries(look, ends.map((id) => countries.get(id)))) return null;
  const all = items.get(edge.id);
  const passing = all.filter(({ event }) => passes(look, event));
  if (!passing.length) return null;
  return passing.length < all.length ? toldAnew(edge, passing) : { ...edge, items: passing };
}

function passes({ off }, { quad, status, polarity }) {
  return !(
    off.quads.includes(quad) || off.statuses.includes(status) || off.polarities.includes(polarity)
  );
}

function ofCountries({ countries, onlyAmong }, ends) {
  const inside = ends.map((country) => countries.includes(country));
  return !countries.length || (onlyAmong ? inside.every(Boolean) : inside.some(Boolean));
}

function toldAnew(edge, items) {
  const more = items.length > 1 ? ` +${items.length - 1}` : "";
  const label = items[0].event.label + more;
  const leads = { to: leadsTo(edge.to), from: leadsTo(edge.from) };
  const kept = Object.entries(edge.arrows).filter(([end]) => !leads[end] || items.some(leads[end]));
  return {
    ...edge,
    items,
    label,
    tip: `${edge.tip.split("\n")[0]}\n${label}`,
    width: Math.min(edge.width, 1.5 + Math.log2(items.length)),
    arrows: Object.fromEntries(kept),
  };
}

const leadsTo =
  (end) =>
  ({ event, to }) =>
    event.directed && to === end;

// A tie alone keeps nobody in the picture once events are switched off.
function withoutIdleTies(lines, { off }) {
  const shown = lines.filter(Boolean);
  if (!off.polarities.length && !off.quads.length && !off.statuses.length) return shown;
  const isTie = ({ polarity }) => polarity === "affiliation";
  const acting = new Set(shown.filter((line) => !isTie(line)).flatMap(({ from, to }) => [from, to]));
  return shown.filter((line) => !isTie(line) || (acting.has(line.from) && acting.has(line.to)));
}

// The actors at most so many lines away from some.
function within(lines, { ids, depth }) {
  const next = neighbours(lines);
  const found = new Set(ids);
  let rim = [...found];
  for (let step = 0; step < depth; step++) {
    rim = rim.flatMap((id) => [...(next.get(id) ?? [])]).filter((id) => !found.has(id));
    for (const id of rim) found.add(id);
  }
  return found;
}

// Who is next to whom: a Map of Sets.
function neighbours(lines) {
  const next = new Map();
  const note = (id, other) => (next.get(id) ?? next.set(id, new Set()).get(id)).add(other);
  for (const { from, to } of lines) {
    note(from, to);
    note(to, from);
  }
  return next;
}

// The first actors of the ranking, and those that are wanted; null if there is room for all.
function topmost({ ranking }, nodes, { most, around }, wanted) {
  if (!ranking || nodes.length <= most) return null;
  const passing = new Set(nodes.map(({ id }) => id));
  const first = ranking.filter((id) => passing.has(id)).slice(0, most);
  return new Set([...first, ...wanted, ...(around?.ids ?? [])]);
}

// The two actors of a line, as one id.
const pairOf = ({ from, to }) => `${from}|${to}`;

// The data with what is looked up often: the items of a line, the kind and country of an actor.
function indexed(data) {
  const item = ([key, from, to]) => ({ key, event: eventOf(data, key, from), from, to });
  const actors = Object.entries(data.actors);
  return {
    edges: data.graph.edges,
    nodes: data.graph.nodes.map((node) => withFlag(data, node)),
    linked: new Set(data.graph.edges.flatMap(({ from, to }) => [from, to])),
    ranking: data.ranking,
    pairs: new Set(data.graph.edges.map(pairOf)),
    items: new Map(Object.entries(data.lines).map(([id, all]) => [id, all.map(item)])),
    kinds: new Map(actors.map(([id, { kind }]) => [id, kind])),
    countries: new Map(actors.map(([id, { country }]) => [id, country])),
  };
}

// An actor's label with the flag of its country, where fonts draw flags.
function withFlag({ actors, flags }, node) {
  const flag = flags?.[actors[node.id].country];
  return flag ? { ...node, label: `${flag} ${node.label}` } : node;
}
