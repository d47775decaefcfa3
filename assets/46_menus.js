/* Menus of the header: one is open at a time; Escape, a choice or a click elsewhere closes it. */
(function () {
  "use strict";
  const open = () => [...document.querySelectorAll(".klapp-menue[open]")];

  function close(menu, focus) {
    menu.open = false;
    if (focus) menu.querySelector("summary").focus();
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest) return;
    const chosen = event.target.closest(".klapp-menue a, .klapp-menue .eintrag");
    open().forEach((menu) => { if (chosen || !menu.contains(event.target)) close(menu, chosen && menu.contains(document.activeElement)); });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") open().forEach((menu) => close(menu, menu.contains(document.activeElement)));
  });
  // the event does not bubble
  document.addEventListener("toggle", (event) => { if (event.target.open && event.target.matches(".klapp-menue") && window.atlas.closeSheets) window.atlas.closeSheets(); }, true);
  document.addEventListener("focusin", (event) => open().forEach((menu) => { if (!menu.contains(event.target)) close(menu, false); }));
})();
