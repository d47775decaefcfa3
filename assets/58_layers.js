/* The layers of a map as Dash components: areas by address, and the outlines of the group level above them. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const drawn = new Map();  // component id → address of the geometry it shows

  function geo(id, url, areas) {
    const file = url.split("/").pop().replace(".", "-");
    const script = (name) => ({ variable: `atlas.map.${name}` });
    return {
      type: "GeoJSON", namespace: "dash_leaflet",
      props: areas
        ? { id: `${id}-${file}`, url, style: script("style"), onEachFeature: script("register"), disableDefaultEventHandlers: true, hideout: { karte: id } }
        : { id: `${id}-grenzen-${file}`, url, style: script("borderStyle"), disableDefaultEventHandlers: true, interactive: false },
    };
  }

  /**
   * Children of the two layer groups of a map; `urls` null takes the areas away.
   * A map that stays keeps its layers, and with them zoom, keyboard and symbols.
   */
  atlas.layersOf = function (id, urls) {
    const url = urls && urls.geometrie;
    const { no_update: same } = window.dash_clientside;
    if ((drawn.get(id) || null) === url) return [same, same];
    drawn.set(id, url);
    return url ? [[geo(id, url, true)], [geo(id, urls.grenzen, false)]] : [[], []];
  };
})();
