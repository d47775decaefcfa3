/* German numbers: the same forms as layouts/formatting.py. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const formats = new Map();
  const NO_VALUE = "–";

  function formatter(decimals) {
    if (!formats.has(decimals)) {
      formats.set(decimals, new Intl.NumberFormat("de-DE", {
        minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: "always",
        roundingMode: "halfExpand", signDisplay: "negative",
      }));
    }
    return formats.get(decimals);
  }

  atlas.number = function (value, decimals) {
    if (value === null || value === undefined || Number.isNaN(value)) return NO_VALUE;
    // the same nine decimals as the Python side before rounding half up, so that 2.675 becomes 2,68 in both
    const scale = 10 ** decimals;
    const rounded = Math.sign(value) * Math.floor(Number((Math.abs(value) * scale).toFixed(9)) + 0.5) / scale;
    return formatter(decimals).format(rounded === 0 ? 0 : rounded).replace("-", "\u2212");
  };

  atlas.value = function (value, decimals, unit) {
    const text = atlas.number(value, decimals);
    return text === NO_VALUE ? text : atlas.withUnit(text, unit);
  };

  /* Signs and abbreviations stand close to their number, words as far as any word. */
  const SIGN = /^(?:[^\p{L}]|\p{L}\S{0,2}$)/u;
  atlas.withUnit = function (text, unit) {
    return unit ? `${text}${SIGN.test(unit) ? "\u202f" : "\u00a0"}${unit}` : text;
  };

  atlas.className = function (lower, upper, decimals) {
    if (lower === null && upper === null) return atlas.text("alle_werte");
    if (lower === null) return atlas.text("unter", { a: atlas.number(upper, decimals) });
    if (upper === null) return atlas.text("ab", { a: atlas.number(lower, decimals) });
    return atlas.text("von_bis", { a: atlas.number(lower, decimals), b: atlas.number(upper, decimals) });
  };
})();
