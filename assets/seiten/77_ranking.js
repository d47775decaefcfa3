/* The ranking of an index comes as a table ready to be shown; it is put in after the map is painted. */
(function () {
  "use strict";
  const atlas = window.atlas;
  let shown = "";

  atlas.renderers.push((_current, answer) => {
    const place = document.getElementById("index-tafel");
    if (!place || answer.tafel === undefined || answer.tafel === shown) return;
    const { scrollTop, scrollLeft } = place;
    place.innerHTML = answer.tafel;
    place.scrollTop = scrollTop;
    place.scrollLeft = scrollLeft;
    shown = answer.tafel;
  });
})();
