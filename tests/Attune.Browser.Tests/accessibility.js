// What is wrong with this page for people who see little, hear it read, or use the keyboard. Gives a list of sentences.
() => {
  const faults = [];
  const say = (what, element) => faults.push(what + (element ? ': ' + element.outerHTML.slice(0, 160) : ''));
  const seen = e => {
    if (e.closest('.skip') || e.closest('details:not([open]) > :not(summary)')) return false;
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    return box.width > 1 && box.height > 1 && style.visibility !== 'hidden' && style.display !== 'none';
  };
  const text = e => (e.textContent || '').trim();
  const nameOf = e => (e.getAttribute('aria-label')
    || (e.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean).map(id => text(document.getElementById(id) || document.createElement('i'))).join(' ')
    || (e.labels && [...e.labels].map(text).join(' ')) || (e.matches('a, button, summary') ? text(e) || [...e.querySelectorAll('img')].map(i => i.alt).join(' ') : '')
    || e.getAttribute('title') || '').trim();

  if (!document.documentElement.lang) say('the page names no language');
  if (!document.title.trim()) say('the page has no title');
  if (document.querySelectorAll('main').length !== 1) say('the page has not one main part');
  if (!document.querySelector('header')) say('the page has no header');
  const navs = [...document.querySelectorAll('nav')];
  if (navs.some(n => !nameOf(n))) say('a navigation has no name');
  if (new Set(navs.map(nameOf)).size !== navs.length) say('two navigations have one name');

  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')];
  if (headings.filter(h => h.tagName === 'H1').length !== 1) say('the page has not one first heading');
  headings.reduce((before, h) => {
    const level = +h.tagName[1];
    if (level > before + 1) say('a heading skips a level', h);
    if (!text(h)) say('a heading is empty', h);
    return level;
  }, 0);

  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) say('an id is there twice, ' + id);
  for (const e of document.querySelectorAll('[aria-describedby], [aria-labelledby], [aria-controls]'))
    for (const a of ['aria-describedby', 'aria-labelledby', 'aria-controls'])
      for (const id of (e.getAttribute(a) || '').split(/\s+/).filter(Boolean)) if (!document.getElementById(id)) say(a + ' names nothing', e);
  for (const e of document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a[href], summary, [role=button], [tabindex="0"]'))
    if (seen(e) && !nameOf(e) && !text(e)) say('something to use has no name', e);
  for (const e of document.querySelectorAll('input:not([type=hidden]):not([type=submit]):not([type=button]), select, textarea'))
    if (seen(e) && !nameOf(e)) say('a field has no label', e);
  for (const e of document.querySelectorAll('img:not([alt]), svg:not([aria-hidden]):not([role])')) say('a picture has no text', e);
  for (const e of document.querySelectorAll('table')) if (!e.querySelector('caption') && !nameOf(e) && !e.closest('.said')) say('a table has no caption', e);
  for (const e of document.querySelectorAll('[tabindex]')) if (e.tabIndex > 0) say('the order of Tab is changed', e);
  for (const e of document.querySelectorAll('button, select, summary, input:not([type=hidden]):not([type=checkbox]):not([type=radio])'))
    if (seen(e) && e.getBoundingClientRect().height < 24) say('something to press is less than 24 pixels high', e);

  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const ground = e => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), rgba(getComputedStyle(document.body).backgroundColor));
  };
  const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const checked = new Set();
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || checked.has(e) || !seen(e) || e.closest('script, style, :disabled')) continue;
    checked.add(e);
    const style = getComputedStyle(e), behind = ground(e), front = over(rgba(style.color), behind);
    const [hi, lo] = [light(front), light(behind)].sort((a, b) => b - a), ratio = (hi + 0.05) / (lo + 0.05);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) say('text stands out too little (' + ratio.toFixed(2) + ' to 1)', e);
  }

  if (document.documentElement.scrollWidth > window.innerWidth + 1) say('the page is wider than the window, ' + document.documentElement.scrollWidth + ' pixels');
  return faults;
}
