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
      node("summary", {}, node("span", { text: theme.name }), node("span", { class: "anzahl", "aria-hidden": "true" }), node("span", { class: "nur-vorlesen anzahl-worte" })),
      node("ul", {}, ...theme.teile.map((part) => row(part, kit))))));
  }

  function row(part, kit) {
    const id = `teil-${part.id}`;
    return node("li", { class: "teil", "data-teil": part.id },
      node("input", { type: "checkbox", id, disabled: !part.waehlbar, "aria-describedby": `${id}-worte` }),
      node("label", { for: id }, node("span", { text: part.name }), node("span", { class: "teil-grund" })),
      node("span", { class: "teil-richtung", text: part.richtung, "aria-hidden": "true" }),
      node("span", { class: "nur-vorlesen", id: `${id}-worte`, text: part.worte }),
      node("input", { type: "number", min: String(kit.mindestens), max: String(kit.hoechstens), step: "0.1", inputmode: "decimal",
        class: "teil-gewicht", "aria-label": `${kit.gewicht} ${part.name}` }),
      node("p", { class: "meldung teil-meldung", id: `${id}-meldung` }));
  }

  /* A weight that cannot be taken is said, and the one that holds comes back when the field is left. */
  const weightOf = (id) => words.themen.flatMap((theme) => theme.teile).find((part) => part.id === id).gewicht || 1;
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  function refuse(field) {
    const item = field.closest("[data-teil]");
    const line = item.querySelector(".teil-meldung");
    line.textContent = filled(words.gewicht_falsch, { gewicht: weightOf(item.dataset.teil).toLocaleString("de-DE") });
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", line.id);
    atlas.announce(line.textContent);
  }

  function accept(field) {
    field.closest("[data-teil]").querySelector(".teil-meldung").textContent = "";
    ["aria-invalid", "aria-describedby"].forEach((attribute) => field.removeAttribute(attribute));
  }

  const isWeight = (target) => target.matches && target.matches(".teil-gewicht");
  document.addEventListener("input", (event) => { if (isWeight(event.target)) accept(event.target); });
  document.addEventListener("focusout", (event) => {
    const field = event.target;
    if (!isWeight(field) || (field.value && field.checkValidity())) return;
    if (!field.checkValidity()) refuse(field);
    field.removeAttribute("aria-invalid");
    field.value = String(weightOf(field.closest("[data-teil]").dataset.teil));
  });

  function fill(box, kit) {
    kit.themen.forEach((theme) => {
      const chosen = theme.teile.filter((part) => part.gewicht !== null).length;
      const group = box.querySelector(`[data-thema="${CSS.escape(theme.name)}"]`);
      group.querySelector(".anzahl").textContent = chosen ? `${chosen}/${theme.teile.length}` : String(theme.teile.length);
      group.querySelector(".anzahl-worte").textContent = filled(kit.gewaehlt, { n: chosen, m: theme.teile.length });
      theme.teile.forEach((part) => {
        const item = box.querySelector(`[data-teil="${part.id}"]`);
        const [tick, weight] = item.querySelectorAll("input");
        tick.checked = part.gewicht !== null;
        item.querySelector(".teil-grund").textContent = part.grund ? ` (${part.grund})` : "";
        weight.hidden = part.gewicht === null;
        if (weight.hidden) accept(weight);
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
    if (event.target.type === "number" && !event.target.checkValidity()) { refuse(event.target); return; }
    const parts = chosen(box);
    if (!parts.length) { event.target.checked = true; atlas.notices([words.leer]); return; }
    // the order of the URL stays: what was there first, then what is new
    const name = (part) => part.split(":")[0];
    const before = (atlas.selection.teile || []).map(name);
    const at = (part) => { const i = before.indexOf(name(part)); return i < 0 ? before.length : i; };
    atlas.navigate({ teile: parts.sort((p, q) => at(p) - at(q)) }, "replace");
  });
})();
