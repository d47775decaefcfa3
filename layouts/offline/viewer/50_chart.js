/* The small chart: the value over the years, beside Kommune and region. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { svg, node } = atlas;
  const WIDTH = 320, HEIGHT = 150, LEFT = 44, RIGHT = 10, TOP = 10, BOTTOM = 22;

  /* A round number at or above: 1, 2, 2.5 or 5 times a power of ten. */
  function roundUp(value) {
    const power = 10 ** Math.floor(Math.log10(value));
    return [1, 2, 2.5, 5, 10].map((step) => step * power).find((step) => step >= value - 1e-9 * power);
  }

  atlas.chart = function (view, i, name) {
    const { figures, places, scene } = view;
    const years = figures.jahre;
    if (years.length < 2) return null;
    const counts = figures.art === "anzahl";
    const g = i === null ? scene.gruppe : places.gruppe[i] >= 0 ? places.gruppe[i] : null;
    const region = { kind: "region", name: places.regionkurz, values: years.map((_, t) => view.number(figures.region[t])) };
    const group = g === null ? null : { kind: "gruppe", name: places.gruppen[g], values: years.map((_, t) => view.number(figures.gruppen[t][g])) };
    const own = i === null ? null : { kind: "raum", name, values: years.map((_, t) => (view.observed(i, t) ? view.value(i, t) : NaN)) };
    const lines = (counts ? [own || group || region] : [region, group, own]).filter(Boolean);
    lines[lines.length - 1].kind = "raum";  // the one the profile is about
    const known = lines.flatMap((line) => line.values).filter((value) => !Number.isNaN(value));
    if (!known.length) return null;
    const [least, most] = [Math.min(...known, 0), Math.max(...known, 0)];
    const low = least < 0 ? -roundUp(-least) : 0;
    const high = most > 0 ? roundUp(most) : low < 0 ? 0 : 1;
    const x = (t) => LEFT + ((years[t] - years[0]) / (years[years.length - 1] - years[0])) * (WIDTH - LEFT - RIGHT);
    const y = (value) => TOP + (1 - (value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
    const ticks = low < 0 ? [...new Set([low, 0, high])] : [0, high / 2, high];
    const decimals = ticks.every((tick) => Number.isInteger(tick)) ? 0 : ticks.every((tick) => Number.isInteger(tick * 10)) ? 1 : 2;
    const words = atlas.text("verlauf_von", { name: lines.map((line) => line.name).join(", "), von: years[0], bis: years[years.length - 1] });
    const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": words, class: "verlauf" },
      ...ticks.flatMap((tick) => [svg("path", { class: "raster", d: `M${LEFT} ${y(tick)}H${WIDTH - RIGHT}` }), svg("text", { x: LEFT - 6, y: y(tick) + 4, class: "rechts", text: atlas.number(tick, decimals) })]),
      svg("path", { class: "jetzt", d: `M${x(view.t)} ${TOP - 4}V${HEIGHT - BOTTOM}` }),
      svg("text", { x: LEFT, y: HEIGHT - 6, text: years[0] }), svg("text", { x: WIDTH - RIGHT, y: HEIGHT - 6, class: "rechts", text: years[years.length - 1] }),
      ...lines.flatMap((line) => draw(line, x, y, view.t)));
    const key = lines.length > 1 ? node("p", { class: "schluessel" }, ...[...lines].reverse().map((line) => node("span", { class: line.kind, text: line.name }))) : "";
    return node("figure", { class: "zeitbild" }, node("figcaption", { text: atlas.text("verlauf", { von: years[0], bis: years[years.length - 1] }) }), drawing, key);
  };

  /* A line is broken where a year has no number. */
  function draw(line, x, y, now) {
    let pen = "M";
    const d = line.values.map((value, t) => {
      if (Number.isNaN(value)) { pen = "M"; return ""; }
      const part = `${pen}${x(t).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = "L";
      return part;
    }).join("");
    const dots = line.values.map((value, t) => (Number.isNaN(value) || (line.kind !== "raum" && t !== now) ? null
      : svg("circle", { class: `${line.kind}${t === now ? " jetzt" : ""}`, cx: x(t).toFixed(1), cy: y(value).toFixed(1), r: t === now ? 4 : 2 })));
    return [svg("path", { class: `linie ${line.kind}`, d }), ...dots.filter(Boolean)];
  }
})();
