/* The page „Profile“: looks after the job and filters the list. Without it both still work by reloading and scrolling. */
(function () {
  "use strict";
  const at = (id) => document.getElementById(id);
  const PAUSE = 1000;
  const SPOKEN = 4; // seconds between two announcements

  function show(job, state, spoken) {
    const bar = at("fortschritt");
    bar.setAttribute("aria-valuemax", state.gesamt || 1);
    bar.setAttribute("aria-valuenow", state.erledigt);
    bar.firstElementChild.style.width = `${state.gesamt ? (100 * state.erledigt) / state.gesamt : 0}%`;
    const words = at("auftrag-worte");
    if (words.textContent !== state.worte && (!state.aktiv || Date.now() - spoken.at > SPOKEN * 1000)) {
      words.textContent = state.worte;
      spoken.at = Date.now();
    }
    if (state.aktiv) return;
    const focused = at("abbrechen").contains(document.activeElement);
    at("abbrechen").hidden = true;
    at("nochmal").hidden = false;
    at("ergebnis").hidden = !state.fertig;
    bar.hidden = !state.fertig;
    if (focused) (state.fertig ? at("ergebnis") : at("nochmal")).focus();
    job.dataset.aktiv = "nein";
  }

  async function follow(job, spoken) {
    try {
      const answer = await fetch(job.dataset.auftrag, { cache: "no-store" });
      if (answer.status === 404) { window.location.reload(); return; }
      if (answer.ok) show(job, await answer.json(), spoken);
    } catch { /* the next look may find the server again */ }
    if (job.dataset.aktiv === "ja") window.setTimeout(() => follow(job, spoken), PAUSE);
  }

  /* A Kommune stays where its name or one of its areas fits; only fitting areas are listed then. */
  function filter(text) {
    const wanted = text.trim().toLocaleLowerCase("de");
    const fits = (entry) => entry.dataset.ort.toLocaleLowerCase("de").includes(wanted);
    let found = 0;
    for (const card of document.querySelectorAll(".profil-ort-karte")) {
      const whole = fits(card);
      const rows = [...card.querySelectorAll(".profil-raeume > li")];
      const parts = rows.filter(fits);
      rows.forEach((row) => { row.hidden = !whole && !parts.includes(row); });
      card.hidden = !whole && !parts.length;
      const more = card.querySelector(".profil-mehr");
      if (more) more.open = Boolean(wanted) && !whole && parts.length > 0;
      if (!card.hidden) found += whole ? 1 : parts.length;
    }
    const hits = at("profil-treffer");
    const words = found ? hits.dataset.treffer.replace("{n}", found) : hits.dataset.keine.replace("{suche}", () => text.trim());
    hits.textContent = wanted ? words : "";
  }

  const search = at("profil-suche");
  at("profil-suchfeld").hidden = false;
  search.addEventListener("input", () => filter(search.value));
  const job = at("auftrag");
  if (job && job.dataset.aktiv === "ja") follow(job, { at: 0 });
})();
