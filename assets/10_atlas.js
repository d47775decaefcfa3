/* What every page starts from: the directory of the region, German texts, and where painted views and listeners meet.
   The selection itself belongs to a page: explorer/10_selection.js and seiten/10_selection.js. */
(function () {
  "use strict";
  const atlas = (window.atlas = {});
  const start = (atlas.start = JSON.parse(document.getElementById("anfang").textContent));

  atlas.selection = Object.freeze(start.auswahl);
  atlas.startNotices = start.hinweise;
  atlas.root = start.wurzel;
  atlas.directory = null;
  atlas.listeners = [];  // called with a selection changed by hand, and notices
  atlas.current = null;  // the view shown: { a, b, selection }
  atlas.renderers = [];  // called with the view after the maps are painted
  atlas.mapListeners = [];  // called with the state of a map whose areas are new
  atlas.highlightedClass = null;

  atlas.ready = fetch(start.verzeichnis)
    .then((answer) => answer.json())
    .then((directory) => { atlas.directory = directory; return directory; });

  atlas.placeName = function (stand, ebene) {
    const level = atlas.directory.ebenen.find((entry) => entry.id === ebene);
    const vintage = atlas.directory.staende.find((entry) => entry.id === stand);
    return `${level.mehrzahl}, ${vintage.name}`;
  };

  atlas.text = function (key, values) {
    return atlas.directory.texte[key].replace(/\{(\w+)\}/g, (_, name) => (values || {})[name]);
  };

  atlas.announce = function (message) {
    const region = document.getElementById("ansage");
    if (region) region.textContent = message;
  };

  /** What could not be shown as asked, above the map, which makes room. */
  atlas.notices = function (texts) {
    const place = document.getElementById("hinweise");
    if (!place) return;
    const { node } = atlas;
    const close = node("button", { type: "button", class: "knopf klein", "aria-label": atlas.text("hinweise_schliessen"),
      onclick: () => place.replaceChildren() }, "×");
    place.replaceChildren(...texts.map((text) => node("p", { text })), ...(texts.length ? [close] : []));
  };

  const levels = new Map();
  /** Keys, names and groups of the areas of one level, in the order of all values. */
  atlas.areas = function (stand, ebene) {
    const key = `${stand}/${ebene}`;
    if (!levels.has(key)) {
      levels.set(key, fetch(atlas.directory.raeume[stand][ebene].namen).then((answer) => answer.json()).then((areas) => {
        areas.index = new Map(areas.ids.map((id, i) => [id, i]));
        return areas;
      }));
    }
    return levels.get(key);
  };
})();
