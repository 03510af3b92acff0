/* The first page's search and list of all benchmarks. What comes out of the data is set as text, never as markup. */
'use strict';

const labcoat = (() => {
  const MOST_HITS = 20;
  let loading;
  let entries = []; // with the words that are searched
  let tracks = [];

  /** The data are loaded when somebody looks for something, once. */
  function loadIndex() {
    loading ??= load('data/index.js');
    return loading;
  }

  const address = (entry, track) => `chart.html#${tracks[track].folder}/${entry.chart}`;

  /** Its name leads to the first of the tracks that have it, which the others follow. */
  function links(entry) {
    const [first, ...others] = entry.tracks;
    const made = [element('a', entry.name, { href: address(entry, first) })];
    if (others.length) {
      const more = element('small', ' also ');
      others.forEach((track, i) => more.append(i ? '; ' : '', element('a', tracks[track].title, { href: address(entry, track), 'aria-label': `${entry.name}, ${tracks[track].title}` })));
      made.push(more);
    }
    return made;
  }

  function search(query) {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = words.length ? entries.filter(({ text }) => words.every((word) => text.includes(word))) : [];
    $('hits').replaceChildren(...hits.slice(0, MOST_HITS).map(({ entry }) => {
      const item = element('li');
      item.append(...links(entry), element('span', [entry.layer, entry.question].filter(Boolean).join(': '), { class: 'faint block' }));
      return item;
    }));
    const more = hits.length > MOST_HITS ? `, the first ${MOST_HITS} shown` : '';
    $('found').textContent = words.length ? `${hits.length} of ${entries.length} benchmarks${more}` : '';
  }

  function groups() {
    const layers = new Map();
    entries.forEach(({ entry }) => {
      if (!layers.has(entry.layer)) layers.set(entry.layer, new Map());
      const classes = layers.get(entry.layer);
      const name = entry.name.slice(0, entry.name.lastIndexOf('.', (entry.name.indexOf(' [') + 1 || entry.name.length + 1) - 1));
      if (!classes.has(name)) classes.set(name, []);
      classes.get(name).push(entry);
    });
    return layers;
  }

  function fillList() {
    if ($('all').querySelector('dl')) return;
    groups().forEach((classes, layer) => {
      if (layer) $('all').append(element('h3', layer));
      const list = element('dl');
      classes.forEach((members, name) => {
        const term = element('dt', name);
        if (members[0].question) term.append(element('span', ` ${members[0].question}`, { class: 'faint' }));
        list.append(term, ...members.map((entry) => {
          const item = element('dd');
          item.append(...links(entry));
          return item;
        }));
      });
      $('all').append(list);
    });
  }

  const tell = (error) => { $('found').textContent = error.message; };

  /** What is looked for and what is open are in the address, so that it can be sent to somebody. */
  function keepInAddress() {
    const settings = new URLSearchParams();
    if ($('query').value.trim()) settings.set('find', $('query').value);
    const open = [...document.querySelectorAll('details[open]')].map(({ id }) => id);
    if (open.length) settings.set('open', open.join(','));
    history.replaceState(null, '', `#${settings}`);
  }

  function look() {
    const query = $('query').value;
    keepInAddress();
    loadIndex().then(() => search(query)).catch(tell);
  }

  addEventListener('DOMContentLoaded', () => {
    if (!$('find')) return;
    $('find').addEventListener('submit', (event) => event.preventDefault());
    $('query').addEventListener('focus', () => loadIndex().catch(tell));
    $('query').addEventListener('input', look);
    $('all').addEventListener('toggle', () => loadIndex().then(fillList).catch(tell));
    if (location.hash === '#benchmarks') $('all').open = true;
    addEventListener('hashchange', () => { if (location.hash === '#benchmarks') $('all').open = true; });
    const settings = new URLSearchParams(location.hash.slice(1));
    (settings.get('open') ?? '').split(',').filter((id) => $(id) instanceof HTMLDetailsElement).forEach((id) => { $(id).open = true; });
    if (settings.has('find')) {
      $('query').value = settings.get('find');
      look();
    }
    document.querySelectorAll('details').forEach((section) => section.addEventListener('toggle', keepInAddress));
  });

  return {
    ready: () => entries.length > 0,
    index: (data) => {
      tracks = data.tracks;
      entries = data.benchmarks.map((entry) => ({ entry, text: `${entry.name} ${entry.layer} ${entry.question}`.toLowerCase() }));
    },
  };
})();
