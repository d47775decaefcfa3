/* The menu of files: its links follow the selection. */
(function () {
  "use strict";
  const atlas = window.atlas;

  function links({ a }) {
    const query = atlas.format(a.selection);
    document.querySelectorAll("#dateien a[data-datei]").forEach((link) => {
      const options = link.dataset.wahl ? `&${link.dataset.wahl}` : "";
      // changes are not on paper yet
      link.hidden = a.selection.basis !== null && link.dataset.datei !== "werte.csv";
      link.href = `/export/${link.dataset.datei}?${query}${options}`;
    });
    document.querySelectorAll("#dateien li").forEach((row) => { row.hidden = !row.querySelector("a:not([hidden])"); });
  }

  atlas.renderers.push(links);
})();
