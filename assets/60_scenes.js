/* The scenes of a talk: kept in this browser, saved as a file, carried by a link. Views are addresses on this server;
   what a file or link may hold is decided by layouts/scenes.py alone. */
(function () {
  "use strict";
  const { atlas } = window;
  if (atlas.bare) return;
  const { start } = atlas;
  const FORMAT = "sozialraum-szenen";
  const VERSION = 1;
  const KEY = `${FORMAT}:${start.region}`;
  const HASH = "#szenen=";
  const LIMITS = { szenen: 60, titel: 200, notiz: 4000, ansicht: 2000, datei: 200000, link: 8000 };

  const text = (value, longest) => (typeof value === "string" ? value.slice(0, longest) : "");

  /** Whether a text is the address of a page of this atlas: path and query, nothing else. */
  function isView(view) {
    if (typeof view !== "string" || view.length > LIMITS.ansicht || !/^\/(?![/\\])[\x21-\x7e]*$/.test(view) || view.includes("#")) return false;
    return start.seiten.includes(view.split("?")[0]);
  }

  /* What this browser kept may come from an older atlas or another hand. */
  function tidy(talk) {
    const list = talk && Array.isArray(talk.szenen) ? talk.szenen : [];
    return {
      titel: text(talk && talk.titel, LIMITS.titel),
      szenen: list.filter((scene) => scene && isView(scene.ansicht)).slice(0, LIMITS.szenen)
        .map((scene) => ({ titel: text(scene.titel, LIMITS.titel), notiz: text(scene.notiz, LIMITS.notiz), ansicht: scene.ansicht })),
    };
  }

  function load() {
    try { return tidy(JSON.parse(localStorage.getItem(KEY) || "null")); } catch (_) { return tidy(null); }
  }

  const talks = { limits: LIMITS, listeners: [], talk: load(), borrowed: false, isView };

  /** Keep a changed talk; false where this browser keeps nothing. */
  talks.change = function (talk) {
    talks.talk = tidy(talk);
    let kept = true;
    if (!talks.borrowed) try { localStorage.setItem(KEY, talks.file(talks.talk)); } catch (_) { kept = false; }
    talks.listeners.forEach((listener) => listener(talks.talk));
    return kept;
  };

  /** Show a talk without keeping it: what this browser has recorded stays as it is. */
  talks.borrow = function (talk) { talks.borrowed = true; talks.change(talk); };

  /** Keep a borrowed talk behind the scenes of this browser; false where they are too many or cannot be kept. */
  talks.adopt = function () {
    const own = load();
    const szenen = [...own.szenen, ...talks.talk.szenen];
    if (szenen.length > LIMITS.szenen) return false;
    talks.borrowed = false;
    return talks.change({ titel: own.titel || talks.talk.titel, szenen });
  };

  /* Another window of this atlas changed them. */
  window.addEventListener("storage", (event) => {
    if (event.key !== KEY || talks.borrowed) return;
    talks.talk = load();
    talks.listeners.forEach((listener) => listener(talks.talk));
  });

  /** The file of a talk. */
  talks.file = (talk) => `${JSON.stringify({ format: FORMAT, version: VERSION, region: start.region, titel: talk.titel, szenen: talk.szenen }, null, 1)}\n`;

  /** A file's text → { vortrag } or { fehler: [sentences] }; the server decides and keeps nothing. */
  talks.read = async function (content) {
    if (new Blob([content]).size > LIMITS.datei) return { fehler: [atlas.text("szenen_zu_gross")] };
    try {
      const answer = await fetch("/vortrag/pruefen", { method: "POST", headers: { "Content-Type": "text/plain;charset=utf-8" }, body: content });
      return await answer.json();
    } catch (_) {
      return { fehler: [atlas.text("szenen_netz")] };
    }
  };

  /* --- the link: everything behind the #, which browsers never send to a server --- */
  async function through(stream, bytes, most) {
    const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
    const parts = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > most) { reader.cancel(); throw new Error("too large"); }
      parts.push(value);
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  }

  /** Address under which anybody sees this talk. */
  talks.link = async function (talk) {
    const packed = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(talks.file(talk)), LIMITS.datei);
    const letters = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
    return `${start.oeffentlich || location.origin}/vortrag/${HASH}${letters}`;
  };

  talks.carried = () => location.hash.startsWith(HASH);

  /** The talk a link carries, read like a file. */
  talks.unpack = async function () {
    let content;
    try {
      const letters = location.hash.slice(HASH.length).replace(/-/g, "+").replace(/_/g, "/");
      const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
      content = new TextDecoder("utf-8", { fatal: true }).decode(await through(new DecompressionStream("deflate-raw"), bytes, LIMITS.datei));
    } catch (_) {
      return { fehler: [atlas.text("szenen_link_kaputt")] };
    }
    return talks.read(content);
  };

  /** Let people choose a file; its text, or nothing. */
  talks.choose = () => new Promise((resolve) => {
    const input = atlas.node("input", { type: "file", accept: ".json,application/json", hidden: true });
    input.addEventListener("change", () => {
      const [file] = input.files;
      input.remove();
      if (!file) resolve(null);
      else if (file.size > LIMITS.datei) resolve({ fehler: [atlas.text("szenen_zu_gross")] });
      else file.text().then((content) => talks.read(content)).then(resolve);
    });
    input.addEventListener("cancel", () => { input.remove(); resolve(null); });
    document.body.append(input);
    input.click();
  });

  atlas.talks = talks;
})();
