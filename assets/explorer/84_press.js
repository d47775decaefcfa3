/* The dialog „Pressepaket“: the very picture of the archive, words that can be edited, and all of it in the address
   behind "#pressepaket", so that a prepared kit can be handed to a colleague. Nothing is drawn or counted here. */
(function () {
  "use strict";
  const atlas = window.atlas;
  const { node } = atlas;
  const at = (id) => document.getElementById(id);
  const ID = "pressepaket", MARK = "#pressepaket";
  const FIELDS = ["titel", "untertitel"];
  const PAUSE = 350;  // ms without a keystroke before a picture is drawn
  const AGAIN = 1500;  // ms until a busy server is asked again
  const state = { format: "16-9", titel: null, untertitel: null };  // null: as suggested
  let answer = null;  // words of the view
  let turn = 0, timer = null, shown = null;

  const suggested = (name) => (answer && answer.vorschlaege ? answer.vorschlaege[0][name] : "");
  const words = (name) => (state[name] === null ? suggested(name) : state[name]);
  const plain = (text) => text.replace(/\s*\n\s*/g, " ");
  const isOpen = () => at(ID) && at(ID).open;

  /** Query of a file of this view in these words. */
  function query(options) {
    const asked = new URLSearchParams(atlas.format(atlas.selection));
    Object.entries(options || {}).forEach(([key, value]) => asked.set(key, value));
    FIELDS.forEach((name) => { if (state[name] !== null) asked.set(name, state[name]); });
    return asked.toString();
  }

  /* --- the address --- */
  function fragment() {
    const parts = new URLSearchParams();
    if (state.format !== "16-9") parts.set("format", state.format);
    FIELDS.forEach((name) => { if (state[name] !== null) parts.set(name, state[name]); });
    const text = parts.toString();
    return MARK + (text ? `?${text}` : "");
  }
  const write = (hash) => history.replaceState(history.state, "", `${location.pathname}${location.search}${hash}`);

  function read(hash) {
    const parts = new URLSearchParams(hash.slice(MARK.length + 1));
    const format = parts.get("format");
    if (format && document.querySelector(`[data-presse-format="${CSS.escape(format)}"]`)) state.format = format;
    FIELDS.forEach((name) => { state[name] = parts.has(name) ? parts.get(name) : null; });
  }

  /* --- the picture --- */
  function say(text) { at("presse-meldung").textContent = text; }
  // the page's own place for announcements is inert while the dialog is open
  function announce(text) { at("presse-ansage").textContent = text; }

  const tooLong = (name) => [...words(name).trim()].length > Number(at(`presse-${name}`).dataset.hoechstens);

  async function draw() {
    turn += 1;
    const mine = turn;
    const stage = at("presse-buehne");
    usable(false);
    if (!answer) return;
    if (answer.fehler || FIELDS.some(tooLong)) { stage.removeAttribute("aria-busy"); stage.classList.toggle("veraltet", Boolean(shown)); say(answer.fehler || atlas.text("presse_zu_lang")); return; }
    stage.setAttribute("aria-busy", "true");
    if (!shown) say(atlas.text("presse_zeichnet"));
    try {
      const reply = await fetch(`/export/karte.png?${query({ blatt: state.format })}`, { headers: { Accept: "text/plain" } });
      if (mine !== turn) return;
      if (reply.status === 503) { timer = setTimeout(draw, AGAIN); return; }
      if (reply.status === 400) { refuse(await reply.text()); return; }
      if (!reply.ok) throw new Error(String(reply.status));
      await show(await reply.blob(), mine);
    } catch (error) {
      if (mine === turn) refuse(atlas.text("presse_fehler"));
    }
  }

  async function show(blob, mine) {
    const url = URL.createObjectURL(blob);
    const picture = at("presse-vorschau");
    const waiting = new Image();
    waiting.src = url;
    await waiting.decode();
    if (mine !== turn) { URL.revokeObjectURL(url); return; }
    picture.src = url;
    picture.alt = answer.alternativtext;
    picture.hidden = false;
    await picture.decode();
    if (shown) URL.revokeObjectURL(shown);
    shown = url;
    if (mine !== turn) return;
    const stage = at("presse-buehne");
    stage.removeAttribute("aria-busy");
    stage.classList.remove("veraltet");
    stage.dataset.format = state.format;
    say("");
    announce(atlas.text("presse_gezeichnet"));
    usable(true);
    performance.mark("atlas:presse");
  }

  function refuse(text) {
    at("presse-buehne").removeAttribute("aria-busy");
    at("presse-buehne").classList.toggle("veraltet", Boolean(shown));
    say(text);
  }

  /* The archive can be had once the picture shows what it would hold. */
  function usable(yes) {
    const link = at("presse-laden");
    if (yes) { link.href = `/export/pressepaket.zip?${query()}`; link.removeAttribute("aria-disabled"); }
    else { link.removeAttribute("href"); link.setAttribute("aria-disabled", "true"); }
  }

  function later() { clearTimeout(timer); timer = setTimeout(draw, PAUSE); usable(false); at("presse-buehne").setAttribute("aria-busy", "true"); }

  /* --- the words --- */
  function count(name) {
    const field = at(`presse-${name}`), n = [...field.value.trim()].length;
    const line = at(`presse-${name}-zahl`);
    line.textContent = atlas.text("presse_zeichen", { n: atlas.number(n, 0), hoechstens: field.dataset.hoechstens });
    line.classList.toggle("zu-lang", tooLong(name));
    field.setAttribute("aria-invalid", String(tooLong(name)));
    document.querySelector(`[data-presse-zurueck="${name}"]`).disabled = state[name] === null;
  }

  /** Everything that follows the state, without the picture. */
  function refresh() {
    FIELDS.forEach((name) => { const field = at(`presse-${name}`); if (plain(field.value) !== words(name)) field.value = words(name); count(name); });
    document.querySelectorAll("[data-presse-format]").forEach((button) => {
      const chosen = button.dataset.presseFormat === state.format;
      button.setAttribute("aria-pressed", String(chosen));
      if (chosen) at("presse-groesse").textContent = atlas.text("presse_groesse", { groesse: button.dataset.groesse });
    });
    document.querySelectorAll("#presse-vorschlaege button").forEach((button, i) => {
      const entry = answer.vorschlaege[i];
      button.setAttribute("aria-pressed", String(entry.titel === words("titel") && entry.untertitel === words("untertitel")));
    });
    if (isOpen()) write(fragment());
  }

  function set(name, text) { state[name] = text === suggested(name) || (name === "titel" && !text.trim()) ? null : text; }

  function fill() {
    const list = at("presse-vorschlaege");
    list.replaceChildren(...(answer.vorschlaege || []).map((entry) => node("li", {}, node("button", { type: "button", class: "vorschlag",
      "aria-pressed": "false", onclick: () => { set("titel", entry.titel); set("untertitel", entry.untertitel); refresh(); draw(); } },
      node("span", { class: "vorschlag-art", text: entry.art }), node("span", { class: "vorschlag-titel", text: entry.titel }),
      entry.untertitel ? node("span", { class: "vorschlag-unter", text: entry.untertitel }) : null))));
    ["bildunterschrift", "alternativtext"].forEach((name) => atlas.setText(`presse-${name}`, answer[name] || ""));
    const classes = at("presse-klassen"), found = answer.klassen || { saetze: [] };
    classes.hidden = !found.saetze.length;
    classes.classList.toggle("warnt", Boolean(found.warnt));
    classes.open = false;
    const [first, ...others] = found.saetze;
    classes.replaceChildren(node("summary", {}, node("b", { text: atlas.text(found.warnt ? "presse_vorsicht" : "presse_klassen") }),
      node("span", { text: first })), ...others.map((text) => node("p", { text })));
    classes.classList.toggle("kurz", !others.length);
  }

  function copy(button) {
    const name = button.dataset.presseKopieren;
    const label = button.querySelector("span:last-child"), before = label.dataset.worte || label.textContent;
    label.dataset.worte = before;
    const text = name === "link" ? location.href : at(`presse-${name}`).textContent;
    const done = (key) => {
      label.textContent = atlas.text(key);
      button.classList.add("gesagt");
      announce(atlas.text(key));
      setTimeout(() => { label.textContent = before; button.classList.remove("gesagt"); }, 1800);
    };
    navigator.clipboard.writeText(text).then(() => done("presse_kopiert"), () => done("presse_nicht_kopiert"));
  }

  /* --- opening and closing --- */
  function ask() {
    answer = null;
    shown = null;
    at("presse-vorschau").hidden = true;
    usable(false);
    say(atlas.text("presse_zeichnet"));
    window.dash_clientside.set_props("frage-presse", { data: { ...atlas.selection } });
  }

  const same = (question) => atlas.format({ ...atlas.selection, ...question }) === atlas.format(atlas.selection);

  atlas.dialogs[ID] = {
    open() {
      if (location.hash.startsWith(MARK)) read(location.hash);
      else FIELDS.forEach((name) => { state[name] = null; });
      announce("");
      refresh();
      if (answer && same(answer.frage)) draw();
      else ask();
    },
    close() { turn += 1; clearTimeout(timer); write(""); },
  };

  window.dash_clientside = window.dash_clientside || {};
  const own = (window.dash_clientside.atlas = window.dash_clientside.atlas || {});
  own.press = function (data) {
    if (data && !data.fehler && !same(data.frage)) return window.dash_clientside.no_update;
    answer = data;
    if (answer && isOpen()) { fill(); refresh(); draw(); }
    return window.dash_clientside.no_update;
  };

  document.addEventListener("input", (event) => {
    const name = FIELDS.find((field) => event.target.id === `presse-${field}`);
    if (!name) return;
    set(name, plain(event.target.value));
    count(name);
    write(fragment());
    later();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest ? event.target.closest("[data-presse-format],[data-presse-zurueck],[data-presse-kopieren]") : null;
    if (!button) return;
    if (button.dataset.presseKopieren) { copy(button); return; }
    if (button.dataset.presseFormat) state.format = button.dataset.presseFormat;
    else { state[button.dataset.presseZurueck] = null; at(`presse-${button.dataset.presseZurueck}`).focus(); }
    refresh();
    draw();
  });
  // a line break has no place in a title
  document.addEventListener("keydown", (event) => { if (event.key === "Enter" && FIELDS.some((name) => event.target.id === `presse-${name}`)) event.preventDefault(); });

  /* A link to a prepared kit opens it once the map stands. */
  let greeted = false;
  atlas.renderers.push(() => {
    if (!greeted && !atlas.bare && location.hash.startsWith(MARK)) atlas.openDialog(ID, document.querySelector("#dateien summary"));
    greeted = true;
    // Back and Forward change the view under an open dialog
    if (isOpen() && answer && !same(answer.frage)) ask();
  });
})();
