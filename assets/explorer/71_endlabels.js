/* Names and values at the ends of lines: measured before the margin is reserved, so that a number is never cut. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const SHARE = 0.42;  // of the chart, that labels may take at most
  const NARROW = 420, NARROW_SHARE = 0.36;
  const LINE = 1.3;
  const gap = () => 10 * atlas.scale();  // between the last point and its label
  let pen = null;

  const size = () => parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8125;

  function measure(bold, plain) {
    pen = pen || document.createElement("canvas").getContext("2d");
    const family = getComputedStyle(document.body).fontFamily;
    const width = (text, weight) => { if (!text) return 0; pen.font = `${weight} ${size()}px ${family}`; return pen.measureText(text).width; };
    return width(bold, 700) + width(plain, 400);
  }

  const single = (name, value) => [{ bold: name, plain: ` ${value}` }];
  const stacked = (name, value) => [{ bold: name, plain: "" }, { bold: "", plain: value }];
  const widest = (lines) => Math.max(...lines.map((line) => measure(line.bold, line.plain)));

  /* The name on two lines, its value behind the second: where both are as short as can be. */
  function broken(name, value) {
    const words = name.split(" ");
    const ways = words.slice(1).map((_, n) => [
      { bold: words.slice(0, n + 1).join(" "), plain: "" }, { bold: words.slice(n + 1).join(" "), plain: ` ${value}` }]);
    return ways.sort((p, q) => widest(p) - widest(q))[0] || stacked(name, value);
  }

  function clipped(name, value, room) {
    let text = name;
    while (text.length > 1 && measure(`${text}…`, "") > room) text = text.slice(0, -1).trimEnd();
    return stacked(`${text}…`, value);
  }

  /* Lines of a label that fit into the room: the whole name as far as it goes, then the code it has on the map. */
  function fit({ name, short, value }, room, narrow) {
    const whole = [single(name, value), broken(name, value)];
    const brief = [single(short, value), stacked(short, value)];
    const forms = narrow && short !== name ? [whole[0], ...brief, whole[1]] : [...whole, ...brief];
    return forms.find((lines) => widest(lines) <= room) || clipped(short, value, room);
  }

  /* Labels of a chart `width` wide and the margin they need: `ends` have name, short, value; `room` for their text. */
  function endLabels(ends, width, given) {
    const narrow = width < NARROW * atlas.scale();
    const room = given || width * (narrow ? NARROW_SHARE : SHARE) - gap();
    const labels = ends.map((end) => ({ ...end, lines: fit(end, room, narrow) }));
    const margin = Math.max(0, ...labels.map((label) => widest(label.lines))) + gap() + 6;
    return { labels, margin: Math.ceil(margin) };
  }

  /* Labels keep clear of each other, and of the axis below as long as there is room: their shift in pixels. */
  function spread(labels, low, high, height) {
    const scale = height / Math.max(high - low, 1e-9);
    const ordered = [...labels].sort((p, q) => q.y - p.y);
    const tall = (label) => label.lines.length * size() * LINE;
    let free = Infinity;
    ordered.forEach((label) => {
      label.spot = (label.y - low) * scale;
      label.placed = Math.min(label.spot, free - tall(label) / 2);
      free = label.placed - tall(label) / 2;
    });
    let floor = -size() * LINE;
    [...ordered].reverse().forEach((label) => {
      label.placed = Math.max(label.placed, floor + tall(label) / 2);
      floor = label.placed + tall(label) / 2;
    });
    return ordered.map((label) => ({ ...label, shift: label.placed - label.spot }));
  }

  const written = ({ bold, plain }) => (bold ? `<b>${atlas.charts.escape(bold)}</b>` : "") + atlas.charts.escape(plain);

  function note(label) {
    return { x: label.x, y: label.y, yshift: label.shift, xanchor: "left", xshift: gap(), showarrow: false, align: "left",
      font: { color: label.colour }, text: label.lines.map(written).join("<br>") };
  }

  atlas.endLabels = { of: endLabels, spread, note };
})();
