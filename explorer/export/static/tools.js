// What the tools above and upon the drawing show: where one has been, what is left out, the hint.

const CRUMBS = 4; // of the trail, as many as fit
const MOST_CHOICES = [50, 150, 500, 1500, 5000];
const HINT_SEEN = "actor-graph-hint";

function showCrumbs(element, trail, { current, visit }) {
  const first = Math.max(0, trail.length - CRUMBS);
  const crumbs = trail.slice(first).map(({ ids, title }, at) => {
    const crumb = button(title, () => visit(first + at));
    if (ids.join("\n") === current.join("\n")) crumb.setAttribute("aria-current", "true");
    return el("li", {}, crumb);
  });
  element.querySelector("ol").replaceChildren(...crumbs);
  element.querySelector("[data-do=back]").disabled = !trail.length;
}

function showState(part, { look, shown, data, name, undoable }) {
  const tool = (deed) => part("stage").querySelector(`[data-do=${deed}]`);
  tool("undo").disabled = !undoable;
  tool("places").disabled = !Object.keys(look.pins).length;
  showAround(part("around"), look, name);
  showHidden(part("hidden"), look);
  showAmount(part, { look, shown, data });
  showNothing(part("nothing"), { look, shown, data });
}

function showAround(element, { around, ways }, name) {
  element.hidden = !around && !ways.length;
  if (element.hidden) return;
  const names = around ? around.ids.map((id) => name([id])) : ways.map((pair) => name(pair.split("|")));
  const told = around ? `Around ${names.join(", ")}` : "Only these ways";
  element.querySelector(".names").textContent = told;
  element.querySelector(".names").title = names.join(", ");
  element.querySelector(".steps").hidden = !around;
  if (!around) return;
  for (const choice of element.querySelectorAll("[data-depth]"))
    choice.setAttribute("aria-pressed", Number(choice.dataset.depth) === around.depth);
}

function showHidden(element, { hidden }) {
  element.hidden = !hidden.length;
  element.textContent = `Show ${hidden.length} hidden`;
}

// "12 of 46 actors, 20 of 78 lines", and, where there are many actors, how many to show.
function showAmount(part, { look, shown, data }) {
  const all = data.total ?? data.graph.nodes.length;
  const { nodes, lines } = shown;
  const pairs = new Set(data.graph.edges.map(pairOf)).size;
  const less = nodes.length < all || lines.length < pairs || shown.less;
  const of = data.total > data.graph.nodes.length ? "" : ` of ${pairs}`;
  part("shown").textContent = less
    ? `${nodes.length} of ${plural(all, "actor")}, ${lines.length}${of} lines`
    : "";
  const total = data.total ?? shown.total;
  part("most").hidden = total <= MOST_AT_FIRST && look.most === MOST_AT_FIRST;
  const choices = [...MOST_CHOICES.filter((count) => count < total), total];
  const fit = choices.find((count) => count >= look.most) ?? total;
  const option = (value) =>
    el("option", { value, textContent: value === total ? `all ${total}` : value });
  part("most").querySelector("select").replaceChildren(...choices.map(option));
  part("most").querySelector("select").value = fit;
}

function showNothing(element, { look, shown, data }) {
  element.hidden = shown.nodes.length > 0;
  const none = data.empty ?? "Nothing passes these filters. “Show everything” brings the graph back.";
  const ours = data.graph.nodes.length > 0;
  element.querySelector("p").textContent = ours ? "All that there is has been switched off." : none;
  element.querySelector("button").hidden = !ours && !narrowed(look);
}

function toggleFullscreen(root) {
  const open = root.getRootNode().fullscreenElement;
  return open ? document.exitFullscreen() : root.requestFullscreen();
}

// The hint comes by itself until it was understood once; a file opened from disk may forget that.
function firstHint(element) {
  showHint(element, remembered(() => localStorage.getItem(HINT_SEEN)) === null);
}

function showHint(element, open) {
  element.hidden = !open;
  if (!open) remembered(() => localStorage.setItem(HINT_SEEN, "seen"));
}

// Where the browser keeps nothing for this page, there is nothing to remember.
function remembered(access) {
  try {
    return access();
  } catch {
    return null;
  }
}
