/* Recording scenes, and the dialog in which they are named, ordered, noted and passed on. */
(function () {
  "use strict";
  const { atlas } = window;
  const { talks, node } = atlas;
  if (!talks) return;
  const at = (id) => document.getElementById(id);
  const said = (n) => atlas.text(n === 1 ? "szenen_eine" : "szenen_zahl", { n });
  const button = (key, n, symbol, act, more) => node("button", { type: "button", class: "knopf rund schlicht", "aria-label": atlas.text(key, { n }),
    title: atlas.text(key, { n }), onclick: act, ...more }, node("span", { class: `zeichen z-${symbol}`, "aria-hidden": "true" }));

  /* --- recording --- */
  function suggested() {
    const parts = [at("titel").textContent, ...[...document.querySelectorAll("#filter .filter-marke span:first-child")].map((chip) => chip.textContent)];
    const area = document.querySelector("#profil-ansicht:not(.wartet) .profil-kopf h3");
    if (atlas.selection.raum && area) parts.push(area.textContent);
    return parts.filter(Boolean).join(" – ").slice(0, talks.limits.titel);
  }

  /** The view shown as one more scene; says what came of it. */
  function record() {
    const ansicht = location.pathname + location.search;
    const { szenen } = talks.talk;
    if (szenen.length >= talks.limits.szenen) return atlas.text("szenen_voll", { n: talks.limits.szenen });
    if (!atlas.start.seiten.includes(location.pathname)) return atlas.text("szene_nicht_hier");
    if (!talks.isView(ansicht)) return atlas.text("szene_zu_lang", { n: ansicht.length, m: talks.limits.ansicht });
    const titel = suggested();
    const kept = talks.change({ ...talks.talk, szenen: [...szenen, { titel, notiz: "", ansicht }] });
    return kept ? atlas.text("szene_aufgenommen", { n: szenen.length + 1, titel }) : atlas.text("szenen_nicht_gespeichert");
  }
  atlas.actions["szene-aufnehmen"] = () => atlas.notices([record()]);
  atlas.actions["szene-hinzu"] = () => { tell(record()); draw(); };
  atlas.actions.vortrag = () => { location.href = "/vortrag/"; };

  /* --- the list --- */
  const scenes = () => talks.talk.szenen;
  const keep = (szenen) => { if (!talks.change({ ...talks.talk, szenen })) tell(atlas.text("szenen_nicht_gespeichert")); };
  const named = (scene) => scene.titel || atlas.text("szenen_ohne_titel");

  function tell(message, ...buttons) {
    at("szenen-meldung").replaceChildren(node("p", { text: message }), ...buttons);
  }
  const choice = (key, act) => node("button", { type: "button", class: "knopf klein", text: atlas.text(key), onclick: act });

  function move(from, to, focus) {
    const list = [...scenes()];
    if (to < 0 || to >= list.length || from === to) return;
    const [scene] = list.splice(from, 1);
    list.splice(to, 0, scene);
    keep(list);
    draw();
    tell(atlas.text("szene_verschoben", { titel: named(scene), n: to + 1, m: list.length }));
    const goal = at("szenen-liste").children[to].querySelector(focus);
    if (goal && !goal.disabled) goal.focus();
    else at("szenen-liste").children[to].querySelector(".szene-griff").focus();
  }

  function remove(i) {
    const before = [...scenes()];
    keep(before.filter((_, k) => k !== i));
    draw();
    tell(atlas.text("szene_geloescht", { titel: named(before[i]) }), choice("szenen_zurueck", () => { keep(before); draw(); tell(said(before.length)); }));
    const rows = at("szenen-liste").children;
    const goal = rows.length ? rows[Math.min(i, rows.length - 1)].querySelector(".szene-name") : document.querySelector('[data-aktion="szene-hinzu"]');
    goal.focus();
  }

  function copy(i) {
    if (scenes().length >= talks.limits.szenen) { tell(atlas.text("szenen_voll", { n: talks.limits.szenen })); return; }
    const list = [...scenes()];
    list.splice(i + 1, 0, { ...list[i] });
    keep(list);
    draw();
    at("szenen-liste").children[i + 1].querySelector(".szene-name").focus();
  }

  const edit = (i, key) => (event) => { const list = scenes().map((scene) => ({ ...scene })); list[i][key] = event.target.value; keep(list); };

  function row(scene, i, all) {
    const n = i + 1;
    const name = node("input", { type: "text", class: "szene-name", maxlength: talks.limits.titel, "aria-label": atlas.text("szene_titel", { n }), autocomplete: "off", oninput: edit(i, "titel") });
    name.value = scene.titel;
    const note = node("textarea", { class: "szene-notiz", rows: 1, maxlength: talks.limits.notiz, placeholder: atlas.text("szene_notiz_platz"), "aria-label": atlas.text("szene_notiz", { n }), oninput: edit(i, "notiz") });
    note.value = scene.notiz;
    return node("li", { class: "szene" },
      button("szene_ziehen", n, "grip-vertical", null, { class: "knopf rund schlicht szene-griff", onpointerdown: (event) => drag(event, i), onkeydown: (event) => pressed(event, i) }),
      node("span", { class: "szene-n", text: String(n), "aria-hidden": "true" }),
      node("div", { class: "szene-worte" }, name, note),
      node("div", { class: "szene-knoepfe", role: "group", "aria-label": atlas.text("szene_n", { n }) },
        button("szene_hinauf", n, "arrow-up", () => move(i, i - 1, ".hinauf"), { class: "knopf rund schlicht hinauf", disabled: i === 0 }),
        button("szene_hinab", n, "arrow-down", () => move(i, i + 1, ".hinab"), { class: "knopf rund schlicht hinab", disabled: i === all.length - 1 }),
        button("szene_doppeln", n, "copy", () => copy(i)),
        button("szene_loeschen", n, "trash-2", () => remove(i)),
        node("a", { class: "knopf rund schlicht", href: scene.ansicht, "aria-label": atlas.text("szene_zeigen", { n }), title: atlas.text("szene_zeigen", { n }) }, node("span", { class: "zeichen z-external-link", "aria-hidden": "true" }))));
  }

  function draw() {
    const list = scenes();
    if (at("vortrag-titel").value !== talks.talk.titel) window.dash_clientside.set_props("vortrag-titel", { value: talks.talk.titel });
    at("szenen-leer").hidden = list.length > 0;
    at("szenen-leer").textContent = atlas.text("szenen_keine");
    at("szenen-liste").replaceChildren(...list.map(row));
    document.querySelectorAll('#szenen [data-aktion="szenen-sichern"], #szenen [data-aktion="szenen-link"], #szenen [data-aktion="szenen-datei"], #szenen [data-aktion="vortrag"]')
      .forEach((one) => { one.disabled = !list.length; });
    document.querySelectorAll('#szenen [data-aktion="szenen-datei"]').forEach((one) => { one.hidden = !atlas.start.vortragsdateien.includes(one.dataset.endung); });
  }

  /* --- order by keys and by dragging --- */
  function pressed(event, i) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    move(i, i + by, ".szene-griff");
  }

  function drag(event, from) {
    if (event.button) return;
    event.preventDefault();
    const list = at("szenen-liste");
    const moved = list.children[from];
    const grip = event.currentTarget;
    moved.classList.add("gezogen");
    const over = (now) => {
      const before = [...list.children].find((item) => item !== moved && now.clientY < item.getBoundingClientRect().top + item.offsetHeight / 2);
      if (before !== moved.nextElementSibling) list.insertBefore(moved, before || null);
    };
    const drop = () => {
      moved.classList.remove("gezogen");
      ["pointerup", "pointercancel"].forEach((kind) => document.removeEventListener(kind, drop));
      document.removeEventListener("pointermove", over);
      const to = [...list.children].indexOf(moved);
      if (to === from) grip.focus();
      else move(from, to, ".szene-griff");
    };
    // on the document: a row that changes its place would lose a captured pointer
    document.addEventListener("pointermove", over);
    ["pointerup", "pointercancel"].forEach((kind) => document.addEventListener(kind, drop));
  }

  /* --- passing on --- */
  /** What others get; the file that is saved for oneself always holds the notes. */
  const passed = () => (at("szenen-notizen").checked ? talks.talk
    : { ...talks.talk, szenen: scenes().map((scene) => ({ ...scene, notiz: "" })) });

  function save(blob, name) {
    const link = node("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  atlas.actions["szenen-sichern"] = () => save(new Blob([talks.file(talks.talk)], { type: "application/json" }), `szenen_${atlas.start.region}.json`);

  atlas.actions["szenen-link"] = async () => {
    const link = await talks.link(passed());
    const done = at("szenen-notizen").checked ? "szenen_link" : "szenen_link_ohne";
    if (link.length > talks.limits.link) { tell(atlas.text("szenen_link_lang", { n: atlas.number(link.length, 0), m: atlas.number(talks.limits.link, 0) })); return; }
    navigator.clipboard.writeText(link).then(() => tell(atlas.text(done, { n: atlas.number(link.length, 0) })),
      () => tell(atlas.text("link_fehler"), node("input", { type: "text", class: "szenen-adresse", readonly: true, value: link, "aria-label": atlas.text("link_kopieren") })));
  };

  /* A broken file changes nothing; a good one never overwrites scenes unasked. */
  atlas.actions["szenen-laden"] = async () => {
    const answer = await talks.choose();
    if (!answer) return;
    if (answer.fehler) { at("szenen-meldung").replaceChildren(node("p", { text: atlas.text("szenen_unlesbar") }), node("ul", {}, ...answer.fehler.slice(0, 5).map((line) => node("li", { text: line })))); return; }
    const { vortrag } = answer;
    const take = (talk) => { talks.change(talk); draw(); tell(atlas.text("szenen_ersetzt", { n: said(vortrag.szenen.length) })); };
    if (!scenes().length) { take(vortrag); return; }
    const both = scenes().length + vortrag.szenen.length;
    const append = both > talks.limits.szenen ? null : choice("szenen_anfuegen", () => take({ titel: talks.talk.titel || vortrag.titel, szenen: [...scenes(), ...vortrag.szenen] }));
    const more = append ? "" : ` ${atlas.text("szenen_zu_viele", { n: both, m: talks.limits.szenen })}`;
    tell(atlas.text("szenen_frage", { n: said(vortrag.szenen.length) }) + more, choice("szenen_ersetzen", () => take(vortrag)), append || "", choice("szenen_lassen", () => tell("")));
    at("szenen-meldung").querySelector("button").focus();
  };

  /* Files take a while: the dialog stays, and a refusal is said here instead of on another page. */
  atlas.actions["szenen-datei"] = async (pressedButton) => {
    pressedButton.disabled = true;
    tell(atlas.text("szenen_schreibt"));
    try {
      const answer = await fetch(`/export/vortrag.${pressedButton.dataset.endung}`, { method: "POST", body: new URLSearchParams({ szenen: talks.file(passed()) }) });
      if (answer.ok) {
        const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "");
        save(await answer.blob(), name ? name[1] : `vortrag.${pressedButton.dataset.endung}`);
        tell(atlas.text("szenen_fertig"));
      } else {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        tell([...page.querySelectorAll("main li, main p")].map((line) => line.textContent).join(" ") || atlas.text("szenen_netz"));
      }
    } catch (_) {
      tell(atlas.text("szenen_netz"));
    }
    pressedButton.disabled = false;
  };

  atlas.dialogs.szenen = { open() { tell(""); draw(); } };
  document.addEventListener("input", (event) => { if (event.target.id === "vortrag-titel") talks.change({ ...talks.talk, titel: event.target.value }); });
  talks.listeners.push(() => { const dialog = at("szenen"); if (dialog && dialog.open && !dialog.contains(document.activeElement)) draw(); });
})();
