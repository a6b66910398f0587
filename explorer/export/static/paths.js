// How two actors are connected: the shortest ways between them, over the lines that are shown.

const WAYS = 5; // told at most
const WAYS_LOOKED_AT = 200; // among these, those with the most events come first

// {ways, more}: each way the ids of the actors on it; `more`: there are others as short.
function shortestWays(lines, from, to) {
  const next = neighbours(lines);
  const steps = stepsFrom(next, from, to);
  if (!steps.has(to) || from === to) return { ways: [], more: false };
  const all = [...waysBack(next, steps, to, [])].sort((a, b) => weight(lines, b) - weight(lines, a));
  return { ways: all.slice(0, WAYS), more: all.length > WAYS };
}

// How many steps from a start each actor is, as far as the end (breadth first).
function stepsFrom(next, start, end) {
  const steps = new Map([[start, 0]]);
  const waiting = [start];
  for (const id of waiting) {
    if (id === end) break;
    for (const other of next.get(id) ?? []) {
      if (steps.has(other)) continue;
      steps.set(other, steps.get(id) + 1);
      waiting.push(other);
    }
  }
  return steps;
}

// Yields the ways from the start to an actor, each followed by `rest`.
function* waysBack(next, steps, id, rest, left = { count: WAYS_LOOKED_AT }) {
  if (left.count <= 0) return;
  const way = [id, ...rest];
  if (steps.get(id) === 0) {
    left.count--;
    yield way;
    return;
  }
  for (const before of next.get(id))
    if (steps.get(before) === steps.get(id) - 1) yield* waysBack(next, steps, before, way, left);
}

// The [from, to] of each step of a way.
const stepsOf = (way) => way.slice(1).map((to, at) => [way[at], to]);

const between = (lines, [a, b]) =>
  lines.filter(({ from, to }) => (from === a && to === b) || (from === b && to === a));

function weight(lines, way) {
  const counts = stepsOf(way).map((step) => eventsIn(between(lines, step)));
  return Math.min(...counts) + counts.reduce((sum, count) => sum + count, 0) / 1e6;
}

function eventsIn(lines) {
  const counted = lines.filter(({ polarity }) => polarity !== "affiliation");
  return counted.reduce((sum, { items }) => sum + items.length, 0);
}

// The ids of all that lies on some ways, actors and lines.
function onTheWay(lines, ways) {
  const steps = ways.flatMap(stepsOf);
  return new Set([...ways.flat(), ...steps.flatMap((step) => between(lines, step)).map(({ id }) => id)]);
}
