/* The menu of files of a page beside the explorer: its links follow the selection. */
(function () {
  "use strict";
  const { atlas } = window;

  atlas.renderers.push(() => {
    const query = atlas.format(atlas.selection);
    document.querySelectorAll("#dateien a[data-datei]").forEach((link) => {
      link.href = `/export/${link.dataset.datei}?${[query, link.dataset.wahl].filter(Boolean).join("&")}`;
    });
  });
})();
