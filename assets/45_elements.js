/* Small tools of maps and panels: elements, and how areas, levels and Gebietsstände are called. */
(function () {
  "use strict";
  const atlas = window.atlas;

  function node(tag, attributes, ...children) {
    const element = document.createElement(tag);
    Object.entries(attributes || {}).forEach(([key, value]) => {
      if (value === false || value === null || value === undefined) return;
      if (key === "text") element.textContent = value;
      else if (key === "style") Object.assign(element.style, value);
      else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else element.setAttribute(key, value === true ? "" : value);
    });
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }
  atlas.node = node;

  atlas.setText = function (id, text) {
    const element = document.getElementById(id);
    if (element && element.textContent !== text) element.textContent = text;
  };

  atlas.levelOf = (view) => atlas.directory.ebenen.find((level) => level.id === view.selection.ebene);
  /** The whole region in this Gebietsstand: { name, kurz }. */
  atlas.regionOf = (view) => atlas.directory.regionen[view.selection.stand];
  atlas.standOf = (view) => atlas.directory.staende.find((stand) => stand.id === view.selection.stand);

  /** How much larger than 16 px a rem is: lines and symbols grow with the type. */
  atlas.scale = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

  /* Below the group level areas are known by their codes, on it and above by their names. */
  const LONG_CODE = 6;  // a key of eight digits says nothing; then the name stands alone
  const coded = (view, i) => view.file.kuerzel[i].length <= LONG_CODE && view.file.kuerzel[i] !== view.file.namen[i];
  const isPart = (view, i) => view.file.gruppe[i] && view.file.gruppe[i] !== view.file.raeume[i];
  atlas.shortName = (view, i) => (isPart(view, i) && coded(view, i) ? view.file.kuerzel[i] : view.file.namen[i]);
  atlas.ownName = (view, i) => (isPart(view, i) && coded(view, i) ? `${view.file.kuerzel[i]} ${view.file.namen[i]}` : view.file.namen[i]);
  atlas.areaName = function (view, i) {
    const groups = atlas.directory.gruppen[view.selection.stand];
    return isPart(view, i) ? `${atlas.ownName(view, i)}, ${groups[view.file.gruppe[i]]}` : view.file.namen[i];
  };

  /** A value of this indicator with its unit; changes carry their sign. */
  atlas.figure = function (view, value) {
    const text = atlas.value(value, view.file.stellen, view.entry.einheit);
    return view.entry.art === "veraenderung" && value > 0 ? `+${text}` : text;
  };

  atlas.areaValue = function (view, i) {
    const status = view.status(i);
    if (status !== "beobachtet") return atlas.text(status);
    return atlas.figure(view, view.values[i]);
  };
})();
