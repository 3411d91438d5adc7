// Counts the time that a task takes while somebody is at it, and takes letters as keys where they want that.
// A script beside the page: everything works without it.
(() => {
  const form = document.getElementById("verdict");
  if (!form) return;
  const idleAfter = 60000;
  const active = form.elements.active;
  const store = `attune-active-${form.dataset.task}`;
  let counted = Math.max(Number(active.value) || 0, Number(sessionStorage.getItem(store)) || 0);
  let since = performance.now();
  let lastSign = since;

  const count = () => {
    const now = performance.now();
    if (!document.hidden) counted += Math.max(0, Math.min(now, lastSign + idleAfter) - since);
    since = now;
    active.value = String(Math.round(counted));
    sessionStorage.setItem(store, active.value);
  };
  const sign = () => { count(); lastSign = performance.now(); };
  for (const event of ["pointermove", "pointerdown", "keydown", "scroll", "touchstart"]) addEventListener(event, sign, { passive: true });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      const now = performance.now();
      counted += Math.max(0, Math.min(now, lastSign + idleAfter) - since);
      since = now;
      sessionStorage.setItem(store, String(Math.round(counted)));
    } else {
      since = lastSign = performance.now();
    }
  });
  addEventListener("pagehide", count);

  let sent = false;
  form.addEventListener("submit", event => {
    if (sent) { event.preventDefault(); return; }
    sent = true;
    count();
  });
  // Back in the history the page is as it was left.
  addEventListener("pageshow", () => { sent = false; });

  const keys = document.getElementById("keys");
  const wanted = "attune-annotation-keys";
  const show = () => { for (const sign of form.querySelectorAll("kbd, .digits")) sign.hidden = !keys.checked; };
  keys.closest(".keys").hidden = false;
  keys.checked = localStorage.getItem(wanted) === "yes";
  show();
  keys.addEventListener("change", () => { localStorage.setItem(wanted, keys.checked ? "yes" : "no"); show(); });
  // A digit scores the first scale without a score, or where all have one the scale that has the focus; after the last the button is next.
  const scales = [...form.querySelectorAll("[data-scale]")];
  const score = digit => {
    const scale = scales.find(s => !s.querySelector(":checked")) ?? document.activeElement.closest("[data-scale]");
    const level = /^[0-9]$/.test(digit) && scale?.querySelector(`input[value="${digit}"]`);
    if (!level) return false;
    level.checked = true;
    (scales.some(s => !s.querySelector(":checked")) ? level : form.querySelector("button[data-key]")).focus();
    return true;
  };
  document.addEventListener("keydown", event => {
    if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target.closest("textarea, input:not([type=checkbox], [type=radio]), select")) return;
    if (score(event.key)) { event.preventDefault(); return; }
    const button = form.querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
})();
