// The graph and the panel on the Streamlit page. Streamlit calls this when the data or the theme
// changes, each time with the same element, on which everything is kept. What goes in and out
// stands in __init__.py; createExplorer comes from explore.js.

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.querySelector("#explorer");
  const page = root.page ?? (root.page = createPage(root));
  Object.assign(page, { setStateValue, setTriggerValue });
  page.show(data);
  return page.close;
}

function createPage(root) {
  const page = { show, close };
  const explorer = createExplorer(root, {
    report: (name, value) => page.setStateValue(name, value),
  });
  const times = createTimes(root.querySelector("#times"), (...days) =>
    page.setTriggerValue("dates", days),
  );
  let [turn, shown, latest, filter] = [null, null, null, null];

  const offers = {
    openArticle: (place) => page.setTriggerValue("open_article", place),
    hide: (key) => page.setTriggerValue("hide_event", key),
  };

  async function show(data) {
    latest = data;
    const graph = shown?.version === data.version ? shown : await unpacked(data.packed);
    if (latest !== data) return; // something newer came meanwhile, or the page was closed
    noteFilter(data.filter, graph.source === shown?.source);
    shown = graph;
    const flags = flagsAreDrawn() ? graph.flags : {};
    const empty = data.empty || undefined;
    explorer.show({ ...graph, flags, empty, offers, theme: theme(root) });
    times.show(data.times, graph.quads);
    follow(JSON.parse(data.focus));
  }

  // Another filter over the same articles is a step that can be undone, as all in the view can.
  function noteFilter(next, same) {
    const before = filter;
    if (same && next !== before && next !== page.undoing)
      explorer.canUndo(() => page.setTriggerValue("filter", (page.undoing = before)));
    page.undoing = null;
    filter = next;
  }

  function close() {
    latest = null;
    explorer.destroy();
  }

  // Go where Python asks to, once.
  function follow(focus) {
    const asked = focus.turn !== turn;
    if (asked && focus.look) explorer.change({ ...explorer.look(), ...focus.look });
    const wanted = [focus.id, focus.other].filter((id) => id !== null);
    if (asked && wanted.length) focus.look ? explorer.again(wanted) : explorer.centre(...wanted);
    turn = focus.turn;
  }

  root.addEventListener("keydown", (event) => {
    // Streamlit has keys of its own: r runs the page again.
    if (!event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    explorer.onKey(event);
  });
  return page;
}

function unpacked(packed) {
  const letters = atob(packed);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = letters.charCodeAt(at);
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(inflated).json();
}

// The canvas must be told the colours of Streamlit's theme; the style sheet reads them itself.
function theme(root) {
  const style = getComputedStyle(root);
  const color = (name) => style.getPropertyValue(name).trim();
  const [text, background] = [color("--st-text-color"), color("--st-background-color")];
  root.dataset.theme = brightness(background) < 0.5 ? "dark" : "light";
  return { text, background, muted: `color-mix(in srgb, ${text} 68%, ${background})` };
}

function brightness(color) {
  const context = document.createElement("canvas").getContext("2d");
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}
