// Events over time, under the graph: a bar for each stretch of time, by quad category. What is dragged
// over, or a bar that is clicked, sets the dates; whole bars, so that what is marked is what is chosen.
//
//   times  {unit, undated, since, until, bars: [[first day, first day after it, quad, count]]}
//   report(since, until) is called with ISO days, or with two nulls for all dates

const TIMES_MARGIN = 15; // below the bars, for days

function createTimes(element, report) {
  let [times, quads, told, dragged] = [];
  new ResizeObserver(() => times && draw()).observe(element);

  function show(text, colors) {
    quads = colors;
    if (text === told) return;
    told = text;
    times = JSON.parse(text);
    element.hidden = !times.bars.length;
    draw();
  }

  function draw() {
    const columns = timeColumns(times.bars);
    if (!columns.length || !element.clientWidth) return element.replaceChildren();
    const all = button("All dates", () => report(null, null));
    all.hidden = !times.since && !times.until;
    const chart = svg("svg", { role: "img", "aria-label": timesTold(times, columns) });
    element.replaceChildren(chart, all);
    const { clientWidth: width, clientHeight: height } = chart;
    const scale = timeScale(columns, width);
    chart.setAttribute("viewBox", `0 0 ${width} ${height}`);
    chart.append(...timeBars(columns, { scale, height, quads }), ...timeDays(columns, { scale, width, height }));
    const mark = svg("rect", { class: "chosen", y: 0, height: height - TIMES_MARGIN, rx: 3 });
    chart.append(mark);
    const chosen = columns.filter(({ start, end }) =>
      (!times.since || end > times.since) && (!times.until || start <= times.until));
    markTimes(mark, all.hidden ? [] : chosen, scale);
    brushing(chart, mark, { columns, scale });
  }

  function brushing(chart, mark, { columns, scale }) {
    const at = ({ clientX }) => scale.moment(clientX - chart.getBoundingClientRect().left);
    const within = (a, b) => columns.filter(({ start, end }) =>
      Date.parse(end) > Math.min(a, b) && Date.parse(start) <= Math.max(a, b));
    chart.onpointerdown = (event) => {
      dragged = at(event);
      chart.setPointerCapture(event.pointerId);
      markTimes(mark, within(dragged, dragged), scale);
    };
    chart.onpointermove = (event) => {
      if (dragged !== undefined) markTimes(mark, within(dragged, at(event)), scale);
    };
    chart.onpointerup = (event) => {
      const found = within(dragged, at(event));
      dragged = undefined;
      if (!found.length) return report(null, null);
      report(found[0].start, dayBefore(found.at(-1).end));
    };
  }

  return { show };
}

// The bars of one stretch of time together: {start, end, counts: [[quad, count]], total}.
function timeColumns(bars) {
  const columns = new Map();
  for (const [start, end, quad, count] of bars) {
    const column = columns.get(start) ?? columns.set(start, { start, end, counts: [], total: 0 }).get(start);
    column.counts.push([quad, count]);
    column.total += count;
  }
  return [...columns.values()];
}

function timeScale(columns, width) {
  const [first, last] = [Date.parse(columns[0].start), Date.parse(columns.at(-1).end)];
  return {
    x: (iso) => ((Date.parse(iso) - first) / (last - first)) * width,
    moment: (x) => first + (x / width) * (last - first),
  };
}

function timeBars(columns, { scale, height, quads }) {
  const most = Math.max(...columns.map(({ total }) => total));
  const room = height - TIMES_MARGIN;
  const order = quads.map(({ quad }) => quad);
  return columns.map(({ start, end, counts, total }) => {
    const [left, right] = [scale.x(start), scale.x(end)];
    const title = svg("title", {});
    const list = counts.map(([quad, count]) => `${quadOf(quads, quad).label}: ${count}`).join("\n");
    title.textContent = `${day(start)}: ${plural(total, "event")}\n${list}`;
    let bottom = room;
    const sorted = [...counts].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
    const rects = sorted.map(([quad, count]) => {
      const tall = (count / most) * (room - 2);
      bottom -= tall;
      const gap = right - left > 4 ? 1 : 0;
      const box = { x: left + gap, y: bottom, width: Math.max(1, right - left - 2 * gap), height: tall };
      return svg("rect", { ...box, fill: quadOf(quads, quad).color });
    });
    return svg("g", {}, title, ...rects);
  });
}

const quadOf = (quads, name) => quads.find(({ quad }) => quad === name);

// Days along the axis: as many as have room, the first of them where the bars begin.
function timeDays(columns, { scale, width, height }) {
  const shown = [];
  for (const { start } of columns) {
    const x = scale.x(start);
    if (!shown.length || (x - shown.at(-1).x > 110 && width - x > 80)) shown.push({ x, start });
  }
  return shown.map(({ x, start }) => {
    const label = svg("text", { x, y: height - 3, "font-size": 11 });
    label.textContent = day(start);
    return label;
  });
}

function markTimes(mark, columns, scale) {
  mark.style.display = columns.length ? "" : "none";
  if (!columns.length) return;
  const [left, right] = [scale.x(columns[0].start), scale.x(columns.at(-1).end)];
  mark.setAttribute("x", left);
  mark.setAttribute("width", Math.max(2, right - left));
}

function timesTold({ unit, undated, bars }, columns) {
  const count = bars.reduce((sum, [, , , each]) => sum + each, 0);
  const without = undated ? ` ${undated} without a date are not in it.` : "";
  return (
    `${plural(count, "event")}, by ${unit}, from ${day(columns[0].start)} to ` +
    `${day(dayBefore(columns.at(-1).end))}.${without} Drag over the bars to set the dates; ` +
    "they can be set under Filter, too."
  );
}

function dayBefore(iso) {
  return new Date(Date.parse(iso) - 86_400_000).toISOString().slice(0, 10);
}
