/* The menu of files: its links follow the selection; Escape, a link or a click elsewhere closes it. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const menu = () => document.getElementById("dateien");

  function links({ a }) {
    const query = atlas.format(a.selection);
    // changes are not on paper yet; the button beside has their table
    menu().hidden = a.selection.basis !== null;
    document.querySelectorAll("#dateien a[data-datei]").forEach((link) => {
      const options = link.dataset.wahl ? `&${link.dataset.wahl}` : "";
      link.href = `/export/${link.dataset.datei}?${query}${options}`;
    });
  }

  function close(focus) {
    const open = menu();
    if (!open || !open.open) return;
    open.open = false;
    if (focus) open.querySelector("summary").focus();
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest) return;
    if (!event.target.closest("#dateien") || event.target.closest("#dateien a")) close(false);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(menu() && menu().contains(document.activeElement)); });
  document.addEventListener("focusin", (event) => { if (event.target.closest && !event.target.closest("#dateien")) close(false); });

  atlas.renderers.push(links);
})();
