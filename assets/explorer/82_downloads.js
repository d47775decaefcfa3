/* The menu of files: its links follow the selection. */
(function () {
  "use strict";
  const atlas = window.atlas;

  function links({ a }) {
    const query = atlas.format(a.selection);
    document.querySelectorAll("#dateien a[data-datei]").forEach((link) => {
      const options = link.dataset.wahl ? `&${link.dataset.wahl}` : "";
      link.href = `/export/${link.dataset.datei}?${query}${options}`;
    });
  }

  atlas.renderers.push(links);
})();
