/* What people touch, and the bridge between Dash's components and the selection. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const at = (id) => document.getElementById(id);
  const dash = (window.dash_clientside = window.dash_clientside || {});
  const ALL = "alle";
  const NONE = "keiner";
  const AUTO = "passend";
  let playing = null;

  /* --- clicks --- */
  atlas.drawerListeners.push(() => { if (atlas.current) atlas.charts.render(atlas.current); });
  atlas.actions.abspielen = () => (playing ? stop() : play());
  document.addEventListener("click", (event) => {
    const button = event.target.closest ? event.target.closest("[data-indikator]") : null;
    if (!button) return;
    atlas.navigate({ indikator: button.dataset.indikator });
    atlas.closeSheet("wahl");
  });

  /* Whoever points at an indicator will probably choose it: its values are on their way before the click. */
  ["pointerover", "focusin"].forEach((kind) => document.addEventListener(kind, (event) => {
    const button = event.target.closest ? event.target.closest("[data-indikator]") : null;
    if (!button || !atlas.directory) return;
    const { stand, ebene } = atlas.selection;
    if (atlas.years(button.dataset.indikator, stand, ebene).length) atlas.values(button.dataset.indikator, stand, ebene).catch(() => {});
  }, { passive: true }));

  /* --- years --- */
  function play() {
    const button = at("abspielen");
    const years = () => atlas.current.a.file.jahre;
    if (!atlas.current || years().length < 2) return;
    button.setAttribute("aria-label", atlas.text("anhalten"));
    button.classList.add("spielt");
    const step = () => {
      const list = years();
      const now = list.indexOf(atlas.selection.jahr);
      if (now === list.length - 1 && playing !== "first") { stop(); return; }
      atlas.navigate({ jahr: list[playing === "first" && now === list.length - 1 ? 0 : now + 1] }, "replace");
      playing = setTimeout(step, 1100);
    };
    playing = "first";
    atlas.playing = true;
    step();
  }

  function stop() {
    if (typeof playing === "number") clearTimeout(playing);
    playing = null;
    atlas.playing = false;
    if (atlas.current.selection.jahr === atlas.selection.jahr) atlas.announceView(atlas.current);
    const button = at("abspielen");
    button.setAttribute("aria-label", atlas.text("abspielen"));
    button.classList.remove("spielt");
  }

  /* --- search: every word must occur in name, theme or definition --- */
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/ß/g, "ss");
  function search(text) {
    const words = plain(text || "").split(/\s+/).filter(Boolean);
    let hits = 0;
    document.querySelectorAll("#indikatoren .thema").forEach((theme) => {
      let inTheme = 0;
      theme.querySelectorAll("[data-indikator]").forEach((button) => {
        const entry = atlas.directory.indikatoren[button.dataset.indikator];
        const haystack = plain(`${entry.name} ${entry.thema} ${entry.suche}`);
        const hit = words.every((word) => haystack.includes(word));
        button.parentElement.hidden = !hit;
        if (hit) inTheme += 1;
      });
      theme.hidden = !inTheme;
      theme.querySelector(".anzahl").textContent = inTheme;
      if (words.length) theme.open = inTheme > 0;
      else theme.open = Boolean(theme.querySelector('[aria-pressed="true"]'));
      hits += inTheme;
    });
    const empty = at("suche-leer");
    empty.hidden = hits > 0;
    empty.textContent = hits ? "" : atlas.text("kein_treffer", { suche: text });
    if (words.length) atlas.announce(atlas.text("treffer", { n: hits }));
  }

  /* --- Dash: stores and controls follow the selection; controls change it --- */
  const CONTROLS = ["wahl-ebene", "wahl-stand", "wahl-innerhalb", "wahl-feld", "wahl-vergleich", "wahl-karten", "wahl-methode", "wahl-klassen",
    "wahl-bezug", "wahl-palette", "wahl-lesart", "wahl-basis", "wahl-grenzaenderung"];
  let compared = false;
  let basesShown = null;  // base years the choice offers
  let written = null;  // what the controls were last told to show

  /* A selection as the values of the controls, in their order. */
  const shownChoices = (selection) => [selection.ebene, selection.stand, selection.innerhalb || ALL, selection.feld || NONE, selection.vergleich || NONE,
    selection.karten === 2 ? [2] : [], selection.methode, String(selection.klassen), selection.bezug, selection.palette || AUTO, selection.lesart,
    selection.basis === null ? NONE : String(selection.basis), selection.grenzaenderung];

  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const pick = (selection, keys) => Object.fromEntries(keys.map((key) => [key, selection[key]]));

  let synced = null;
  function syncPicker(selection) {
    const moved = synced !== selection.indikator;
    synced = selection.indikator;
    document.querySelectorAll("[data-indikator]").forEach((button) => {
      const chosen = button.dataset.indikator === selection.indikator;
      button.setAttribute("aria-pressed", String(chosen));
      const theme = button.closest(".thema");
      if (chosen && theme && !theme.open) theme.open = true;
      if (chosen && moved) requestAnimationFrame(() => button.scrollIntoView({ block: "nearest" }));
      const there = atlas.years(button.dataset.indikator, selection.stand, selection.ebene).length > 0;
      button.classList.toggle("anderswo", !there);
    });
  }

  dash.atlas = {
    /** First call: take over the view that the server parsed from the URL. */
    begin() {
      // on low screens the map needs the room; the tabs stay in sight
      if (!atlas.bare && matchMedia("(max-height: 47rem) and (min-width: 62rem)").matches) atlas.ready.then(() => atlas.fold(true));
      atlas.ready.then(() => atlas.show(atlas.selection));
      return atlas.selection;
    },

    /** Parts of the selection that a server callback answers; the year is never among them. */
    questions(selection, context, profile, relation, series) {
      if (!selection) return new Array(4).fill(dash.no_update);
      const ask = (keys, before) => { const next = pick(selection, keys); return same(next, before) ? dash.no_update : next; };
      const place = ["indikator", "stand", "ebene", "innerhalb", "feld"];
      const shown = selection.basis === null ? place : [...place, "basis", "grenzaenderung"];
      return [ask(shown, context), ask([...shown, "raum"], profile),
        selection.vergleich ? ask([...place, "vergleich"], relation) : dash.no_update,
        selection.ansicht === "zeit" ? ask([...place, "raum"], series) : dash.no_update];
    },

    /** Which geometry the two maps show. */
    areas(selection, before) {
      if (!selection) return dash.no_update;
      const next = { stand: selection.stand, ebene: selection.ebene, zwei: selection.karten === 2 };
      return same(next, before) ? dash.no_update : next;
    },

    layers(choice) {
      if (!choice) return new Array(4).fill(dash.no_update);
      const urls = atlas.directory ? atlas.directory.raeume[choice.stand][choice.ebene] : atlas.start.geometrie;
      return [...atlas.layersOf("flaechen-a", urls), ...atlas.layersOf("flaechen-b", choice.zwei ? urls : null)];
    },

    /** Controls show what the URL says; only real differences are written, so nothing echoes. */
    controls(selection, ...now) {
      if (!selection || !atlas.directory) return new Array(CONTROLS.length).fill(dash.no_update);
      syncPicker(selection);
      const groups = [{ label: atlas.directory.regionen[selection.stand].name, value: ALL },
        ...atlas.directory.gruppenfolge[selection.stand].map((key) => ({ label: atlas.directory.gruppen[selection.stand][key], value: key }))];
      const wanted = shownChoices(selection);
      at("eigene-grenzen").hidden = selection.methode !== "eigene";
      at("wahl-karten").classList.toggle("aus", !selection.vergleich);
      at("grenzaenderung").hidden = selection.basis === null;
      const compares = selection.basis !== null || selection.vergleich !== null;
      // opened once where something is compared; closing it is the reader's choice
      if (compares && !compared) at("vergleichen").open = true;
      compared = compares;
      const bases = atlas.baseYears(selection.indikator, selection.ebene).map(String);
      if (bases.join() !== basesShown) {
        basesShown = bases.join();
        dash.set_props("wahl-basis", { options: [{ label: atlas.text("keine_basis"), value: NONE }, ...bases.map((year) => ({ label: year, value: year }))] });
      }
      if (!written || written[1] !== wanted[1]) dash.set_props("wahl-innerhalb", { options: groups });
      // a choice that did not change is not written: a faster hand may have moved that control already
      const before = written;
      written = wanted;
      return wanted.map((value, i) => (same(value, now[i]) || (before && same(value, before[i])) ? dash.no_update : value));
    },

    /** A control was changed by hand. */
    changed(ebene, stand, innerhalb, feld, vergleich, karten, methode, klassen, bezug, palette, lesart, basis, grenzaenderung) {
      const trigger = (dash.callback_context.triggered[0] || {}).prop_id;
      if (!trigger || !atlas.directory) return dash.no_update;
      const selection = atlas.selection;
      const patches = {
        "wahl-ebene.value": { ebene }, "wahl-stand.value": { stand }, "wahl-innerhalb.value": { innerhalb: innerhalb === ALL ? null : innerhalb },
        "wahl-feld.value": { feld: feld === NONE ? null : feld },
        "wahl-vergleich.value": vergleich === NONE ? { vergleich: null } : { vergleich, ansicht: "zusammenhang" },
        "wahl-karten.value": { karten: (karten || []).includes(2) && selection.vergleich ? 2 : 1 },
        "wahl-klassen.value": { klassen: Number(klassen) }, "wahl-bezug.value": { bezug }, "wahl-palette.value": { palette: palette === AUTO ? null : palette },
        "wahl-lesart.value": { lesart }, "wahl-basis.value": { basis: basis === NONE ? null : Number(basis) }, "wahl-grenzaenderung.value": { grenzaenderung },
      };
      if (trigger === "wahl-methode.value") {
        if (methode === "eigene") {
          at("eigene-grenzen").hidden = false;
          if (selection.methode !== "eigene" && atlas.current) {
            dash.set_props("wahl-grenzen", { value: atlas.current.a.limits.map((limit) => atlas.number(limit, atlas.limitDecimals(atlas.current.a))).join("; ") });
          }
          return dash.no_update;
        }
        patches[trigger] = { methode };
      }
      const patch = patches[trigger];
      const key = patch && Object.keys(patch)[0];
      if (patch && !same(patch[key], selection[key])) {
        atlas.navigate(patch);
        // what could not be followed is taken back
        const i = CONTROLS.indexOf(trigger.replace(".value", ""));
        if (!same(atlas.selection[key], patch[key])) dash.set_props(CONTROLS[i], { value: shownChoices(atlas.selection)[i] });
      }
      return dash.no_update;
    },

    /** The slider counts years of this indicator. */
    year(position) {
      if (!atlas.current || !dash.callback_context.triggered.length) return dash.no_update;
      const years = atlas.current.a.file.jahre;
      const jahr = years[Math.max(0, Math.min(years.length - 1, Number(position)))];
      if (jahr !== atlas.selection.jahr) atlas.navigate({ jahr }, "replace");
      return dash.no_update;
    },

    search(text) { if (atlas.directory) search(text); return dash.no_update; },

    /** The server has read the typed limits. */
    limits(answer) {
      if (answer && answer.grenzen && answer.grenzen.length) {
        atlas.navigate({ methode: "eigene", grenzen: answer.grenzen, klassen: answer.grenzen.length + 1 });
      }
      return dash.no_update;
    },

    context(answer) { atlas.answer("kontext", answer); return dash.no_update; },
    profile(answer) { atlas.answer("profil", answer); return dash.no_update; },
    relation(answer) { atlas.answer("zusammenhang", answer); return dash.no_update; },
    series(answer) { atlas.answer("zeit", answer); return dash.no_update; },
    charts() { atlas.chartsReady(); return dash.no_update; },
  };
})();
