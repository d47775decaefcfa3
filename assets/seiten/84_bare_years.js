/* The years of a page without its frame, where its author lets readers change them: the choices of the hidden rail. */
(function () {
  "use strict";
  const { atlas } = window;
  if (!atlas.bare || !atlas.mayChange({ jahr: null })) return;

  function draw() {
    const choice = document.getElementById("wahl-jahrgang");
    const stage = document.getElementById("buehne");
    if (!choice || !stage) return;
    const years = [...choice.options].map((option) => option.value).filter(Boolean).sort();
    let place = document.getElementById("jahre-hier");
    if (!place) {
      place = atlas.node("div", { id: "jahre-hier", class: "jahre-hier", role: "group", "aria-label": atlas.text("reihe_jahr") });
      stage.after(place);
    }
    place.hidden = years.length < 2 || choice.closest("[hidden]") !== null;
    if (place.dataset.jahre !== years.join()) {
      place.dataset.jahre = years.join();
      place.replaceChildren(...years.map((year) => atlas.node("button", { type: "button", class: "jahr", "data-jahr": year, text: year,
        onclick: () => atlas.navigate({ jahr: typeof atlas.selection.jahr === "number" ? Number(year) : year }) })));
    }
    [...place.children].forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.jahr === String(atlas.selection.jahr))));
  }
  // the server's answer fills the hidden choice in the same turn
  atlas.renderers.push(() => setTimeout(draw));
})();
