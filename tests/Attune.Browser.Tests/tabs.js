// Watches where Tab leads. Evaluated before the first press; window.attuneTabs() then tells whether it has been everywhere, and what is wrong.
() => {
  const stops = new Set(), faults = [];
  let last = null, done = false;
  const look = () => {
    const e = document.activeElement;
    if (!e || e === document.body || e === last) {
      // The page's end; or it did not move at all.
      if (e === last && e && e !== document.body) done = true;
      return;
    }
    last = e;
    if (stops.has(e)) { done = true; return; }
    stops.add(e);
    const s = getComputedStyle(e), box = e.getBoundingClientRect();
    const marked = (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none';
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    if (!marked) faults.push('the focus cannot be seen on ' + e.outerHTML.slice(0, 160));
    else if (!inside) faults.push('what has the focus is out of sight: ' + e.outerHTML.slice(0, 160));
  };
  const shown = e => e.getClientRects().length > 0 && e.checkVisibility({ visibilityProperty: true });
  const reached = e => stops.has(e) || (e.type === 'radio' && [...stops].some(s => s.type === 'radio' && s.name === e.name && s.form === e.form));
  // The press itself tells where the last one led: by then everything has scrolled to its place.
  const watch = press => { if (press.key === 'Tab') look(); };
  document.addEventListener('keydown', watch, true);
  document.activeElement?.blur();
  scrollTo(0, 0);
  window.attuneTabs = () => done;
  window.attuneTabbed = () => {
    document.removeEventListener('keydown', watch, true);
    const all = [...document.querySelectorAll('a[href], button:not(:disabled), input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]')];
    return faults.concat(all.filter(e => shown(e) && !reached(e)).map(e => 'Tab does not lead to ' + e.outerHTML.slice(0, 160)), done ? [] : ['Tab leads nowhere in the end']);
  };
}
