// The key: what shapes, colours and dashes mean, and with it switches for them.

// {name: [{value, label, swatch}]}; the names are those of `look.off`, and "countries".
function keyEntries({ legend, quads, countries }) {
  return {
    kinds: legend.kinds.map((kind) => ({
      value: kind.kind,
      label: kind.label,
      swatch: shapeSwatch(kind),
    })),
    polarities: legend.colors.map(({ polarity, label, color }) => ({
      value: polarity,
      label,
      swatch: lineSwatch({ color, thin: polarity === "affiliation" }),
    })),
    quads: quads.map(({ quad, label, color }) => ({
      value: quad,
      label,
      swatch: lineSwatch({ color, thin: quad === "affiliation" }),
    })),
    statuses: legend.lines.map(({ status, label, ...style }) => ({
      value: status,
      label,
      swatch: lineSwatch({ ...style, color: "currentColor" }),
    })),
    countries: Object.entries(countries).map(([value, label]) => ({ value, label, swatch: null })),
  };
}

// Fills those lists of the key that the page has; `toggle(name, value)` is called at a switch.
function buildKey(part, data, toggle) {
  for (const [name, entries] of Object.entries(keyEntries(data)))
    part(name)?.replaceChildren(...entries.map((entry) => keySwitch(name, entry, toggle)));
}

function keySwitch(name, { value, label, swatch }, toggle) {
  const box = el("input", { type: "checkbox", value, onchange: () => toggle(name, value) });
  box.dataset.key = name;
  return el("li", {}, el("label", {}, box, swatch, label));
}

// Sets all switches to what a look says.
function showKey(root, { off, countries }) {
  for (const box of root.querySelectorAll("[data-key]")) {
    const { key } = box.dataset;
    box.checked = key === "countries" ? countries.includes(box.value) : !off[key].includes(box.value);
  }
}

// The look after a switch in the key.
function toggled(look, name, value) {
  const flip = (values) =>
    values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  if (name === "countries") return { ...look, countries: flip(look.countries) };
  return { ...look, off: { ...look.off, [name]: flip(look.off[name]) } };
}
