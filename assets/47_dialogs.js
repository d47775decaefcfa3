/* Dialogs: `data-dialog="id"` opens one, `data-schliessen` or a click beside it closes it, and the focus goes back. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const at = (id) => document.getElementById(id);
  const openers = new Map();  // dialog → where the focus goes when it closes
  /** id → { open(), close() }, both optional: what a dialog does when it is shown and put away. */
  atlas.dialogs = {};
  const tell = (dialog, what) => { const listener = atlas.dialogs[dialog.id]; if (listener && listener[what]) listener[what](dialog); };

  /** Show a dialog; `opener` gets the focus back, or the menu it lies in. */
  atlas.openDialog = function (id, opener) {
    const dialog = at(id);
    if (!dialog || dialog.open) return;
    const menu = opener && opener.closest(".klapp-menue");
    if (atlas.closeSheets) atlas.closeSheets();
    // a button in a sheet is out of sight by now: then its grip has the focus
    const back = opener && opener.offsetParent ? opener : document.activeElement;
    openers.set(dialog, menu ? menu.querySelector("summary") : back);
    dialog.showModal();
    tell(dialog, "open");
  };

  document.addEventListener("click", (event) => {
    if (!event.target.closest) return;
    const opener = event.target.closest("[data-dialog]");
    if (opener) { atlas.openDialog(opener.dataset.dialog, opener); return; }
    const dialog = event.target.closest("dialog");
    // a click on the backdrop has the dialog itself as its target
    if (dialog && (event.target === dialog || event.target.closest("[data-schliessen]"))) dialog.close();
  });
  // the event does not bubble
  document.addEventListener("close", (event) => {
    const dialog = event.target;
    if (!(dialog instanceof HTMLDialogElement)) return;
    tell(dialog, "close");
    const back = openers.get(dialog);
    if (back && back.isConnected) back.focus();
  }, true);
})();
