/* The composer of an index: indicators to tick, by theme, each with its weight. What may be chosen comes with the
   answer; the choice goes into the selection, and so into the URL. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { node } = atlas;
  const place = () => document.getElementById("baukasten");
  let words = null;
  let drawn = "";  // which indicators are drawn, so that a field keeps the focus while its value changes

  function draw(box, kit) {
    const open = new Set([...box.querySelectorAll("details[open]")].map((theme) => theme.dataset.thema));
    const first = !box.childElementCount;
    box.replaceChildren(node("h3", { text: kit.ueberschrift, class: "baukasten-titel" }), node("p", { text: kit.hinweis, class: "baustein-fuss" }),
      ...kit.themen.map((theme) => node("details", { "data-thema": theme.name, class: "thema",
        open: open.has(theme.name) || (first && theme.teile.some((part) => part.gewicht !== null)) },
      node("summary", {}, node("span", { text: theme.name }), node("span", { class: "anzahl" })),
      node("ul", {}, ...theme.teile.map((part) => row(part, kit))))));
  }

  function row(part, kit) {
    const id = `teil-${part.id}`;
    return node("li", { class: "teil", "data-teil": part.id },
      node("input", { type: "checkbox", id, disabled: !part.waehlbar, "aria-describedby": `${id}-worte` }),
      node("label", { for: id }, node("span", { text: part.name }), node("span", { class: "teil-grund" })),
      node("span", { class: "teil-richtung", text: part.richtung, "aria-hidden": "true" }),
      node("span", { class: "nur-vorlesen", id: `${id}-worte`, text: part.worte }),
      node("input", { type: "number", min: "0.1", max: String(kit.hoechstens), step: "0.1", inputmode: "decimal",
        class: "teil-gewicht", "aria-label": `${kit.gewicht} ${part.name}` }));
  }

  function fill(box, kit) {
    kit.themen.forEach((theme) => {
      const chosen = theme.teile.filter((part) => part.gewicht !== null).length;
      box.querySelector(`[data-thema="${CSS.escape(theme.name)}"] .anzahl`).textContent = chosen ? `${chosen}/${theme.teile.length}` : String(theme.teile.length);
      theme.teile.forEach((part) => {
        const item = box.querySelector(`[data-teil="${part.id}"]`);
        const [tick, weight] = item.querySelectorAll("input");
        tick.checked = part.gewicht !== null;
        item.querySelector(".teil-grund").textContent = part.grund ? ` (${part.grund})` : "";
        weight.hidden = part.gewicht === null;
        if (document.activeElement !== weight || !weight.value) weight.value = part.gewicht === null ? "" : String(part.gewicht);
      });
    });
  }

  atlas.renderers.push((_current, answer) => {
    const box = place();
    if (!box) return;
    words = answer.baukasten;
    box.hidden = !words;
    if (!words) return;
    const key = `${words.themen.map((theme) => theme.teile.map((part) => part.id))}`;
    if (key !== drawn) { draw(box, words); drawn = key; }
    fill(box, words);
  });

  /* What is ticked, with its weight: "sgb2_quote" or "sgb2_quote:1.5". */
  function chosen(box) {
    return [...box.querySelectorAll("[data-teil]")].filter((item) => item.querySelector('[type="checkbox"]').checked).map((item) => {
      const weight = Number(item.querySelector('[type="number"]').value || 1);
      return weight === 1 ? item.dataset.teil : `${item.dataset.teil}:${weight}`;
    });
  }

  document.addEventListener("change", (event) => {
    const box = place();
    if (!box || !box.contains(event.target)) return;
    if (event.target.type === "number" && !event.target.checkValidity()) { event.target.reportValidity(); return; }
    const parts = chosen(box);
    if (!parts.length) { event.target.checked = true; atlas.notices([words.leer]); return; }
    // the order of the URL stays: what was there first, then what is new
    const name = (part) => part.split(":")[0];
    const before = (atlas.selection.teile || []).map(name);
    const at = (part) => { const i = before.indexOf(name(part)); return i < 0 ? before.length : i; };
    atlas.navigate({ teile: parts.sort((p, q) => at(p) - at(q)) }, "replace");
  });
})();
