/* A page without its frame (layouts/bare.py): what of the selection may change, its own address, and the way to the whole page. */
(function () {
  "use strict";
  const { atlas } = window;
  const bare = (atlas.bare = atlas.start.rahmenlos || null);
  atlas.embedded = Boolean(bare) && bare.ort === "eingebettet";
  /** A map to read: pointing shows values, nothing can be pressed. */
  atlas.still = Boolean(bare) && bare.aenderbar !== null && !bare.aenderbar.length;
  atlas.mayChange = (patch) => !bare || bare.aenderbar === null || Object.keys(patch).every((key) => bare.aenderbar.includes(key));
  /** A query with what the address of this page says beside the selection. */
  atlas.addressed = (query) => [query, bare ? bare.anhang : ""].filter(Boolean).join("&");
  if (!bare) return;

  /* Buttons the server wrote that this page may not follow are no buttons. */
  function tame(button) {
    const patch = button.dataset.setze;
    const idle = atlas.still || (patch && !atlas.mayChange(JSON.parse(patch)));
    if (button.disabled !== Boolean(idle)) button.disabled = Boolean(idle);
  }
  const tameAll = () => document.querySelectorAll(".seite button, #filter button").forEach(tame);
  new MutationObserver(tameAll).observe(document.body, { childList: true, subtree: true });

  /* In a talk the selected area has its profile, and a drawer chosen on purpose stays open. */
  function dress(classes) {
    const { raum, ansicht, vergleich } = atlas.selection;
    const usual = atlas.start.vorgaben ? atlas.start.vorgaben.ansicht : "rang";
    classes.toggle("mit-raum", Boolean(raum));
    classes.toggle("mit-lade", ansicht !== usual && (ansicht !== "zusammenhang" || Boolean(vergleich)));
  }

  const still = (id) => { const handle = document.getElementById(id); if (handle) handle.inert = true; };
  atlas.renderers.push(() => {
    if (atlas.still) still("wisch-griff");
    const link = document.getElementById("im-atlas");
    const query = atlas.format(atlas.selection);
    if (link) link.href = query ? `${bare.seite}?${query}` : bare.seite;
    dress(document.documentElement.classList);
  });
})();
