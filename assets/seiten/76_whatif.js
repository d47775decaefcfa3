/* Controls of the limits. They are built here, so that an answer never takes the handle out of somebody's hand. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const at = (id) => document.getElementById(id);
  const PLACE = "waswenn-regler";
  let built = "";  // addresses of the controls that stand
  let waiting = null;  // limits still to be asked for
  let asked = -Infinity;  // when the question left that is not answered yet

  const own = () => new Map((atlas.selection.grenzen || []).map((part) => { const at = part.lastIndexOf(":"); return [part.slice(0, at), part.slice(at + 1)]; }));

  /* One question at a time, always the newest: an answer must arrive before the next is asked. */
  const PATIENCE = 1500;
  function change(address, value, standard) {
    const limits = waiting || own();
    if (value === standard) limits.delete(address); else limits.set(address, String(value));
    waiting = limits;
    if (performance.now() - asked > PATIENCE) ask();
  }

  function ask() {
    if (!waiting) { asked = -Infinity; return; }
    const grenzen = [...waiting].map(([address, value]) => `${address}:${value}`);
    waiting = null;
    asked = performance.now();
    atlas.navigate({ grenzen }, "replace");
  }

  const digits = (step) => Math.max(0, Math.min(6, Math.ceil(-Math.log10(step) - 1e-9)));

  function control(entry) {
    const { node } = atlas;
    const id = `grenze-${entry.adresse.replace(/\./g, "-")}`;
    const number = node("input", { type: "number", id, step: "any", value: entry.wert, class: "grenze-zahl", "data-adresse": entry.adresse });
    const slider = node("input", { type: "range", min: entry.von, max: entry.bis, step: entry.schritt, value: entry.wert, class: "schieber",
      "aria-label": atlas.text("grenze_schieber", { name: entry.name }), "data-adresse": entry.adresse });
    const reset = atlas.text("grenze_zurueck", { name: entry.name, worte: entry.bericht });
    const back = node("button", { type: "button", class: "knopf klein grenze-zurueck", "aria-label": reset, title: reset }, "↺");
    const take = (text, other) => {
      const value = Number(text);
      if (text === "" || !Number.isFinite(value)) return;
      const tidy = Number(value.toFixed(digits(entry.schritt)));
      other.value = tidy;
      change(entry.adresse, tidy, entry.grundwert);
    };
    slider.addEventListener("input", () => take(slider.value, number));
    number.addEventListener("input", () => { number.dataset.getippt = ""; });
    number.addEventListener("change", () => { delete number.dataset.getippt; take(number.value, slider); });
    back.addEventListener("click", () => { slider.value = entry.grundwert; take(String(entry.grundwert), number); });
    return node("div", { class: "grenze", "data-grenze": entry.adresse },
      node("label", { for: id, text: entry.name }), node("span", { class: "grenze-worte", text: entry.gezeigt }), slider, number, back);
  }

  function update(fields) {
    fields.flatMap((field) => field.bedingungen).forEach((entry) => {
      const row = document.querySelector(`[data-grenze="${entry.adresse}"]`);
      if (!row) return;
      const [, words, slider, number, back] = row.children;
      words.textContent = entry.gezeigt;
      row.classList.toggle("geaendert", entry.wert !== entry.grundwert);
      back.disabled = entry.wert === entry.grundwert;
      slider.setAttribute("aria-valuetext", entry.worte);
      slider.style.setProperty("--anteil", (entry.wert - entry.von) / (entry.bis - entry.von || 1));
      // what somebody is just changing is newer than the answer
      if (waiting) return;
      if (document.activeElement !== slider) slider.value = entry.wert;
      if (!("getippt" in number.dataset)) number.value = entry.wert;
    });
  }

  atlas.renderers.push((_current, answer) => {
    if (!answer.zeichnung) return;
    if (answer.regler) {
      const place = at(PLACE);
      const key = answer.regler.flatMap((field) => field.bedingungen.map((entry) => entry.adresse)).join();
      if (place && (key !== built || !place.childElementCount)) {
        built = key;
        place.replaceChildren(...answer.regler.map((field) => atlas.node("fieldset", { class: "regler-feld" },
          atlas.node("legend", { text: field.name }),
          ...(field.gemeinsam ? [atlas.node("p", { class: "regler-gemeinsam", text: field.gemeinsam })] : []), ...field.bedingungen.map(control))));
      }
      update(answer.regler);
    }
    ask();
  });
})();
