/* The forks of a line in one run, round by round, with their slices as dots. */
'use strict';

const rounds = (() => {
  const [WIDTH, HEIGHT] = [240, 40];
  const DOT = 1.5;

  function shape(name, attributes) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  }

  /** All forks of a line have one axis, so that they can be compared with one another. */
  function picture(scores, longest, [least, most], colour) {
    const made = shape('svg', { class: 'slices', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' });
    const x = (i) => 2 * DOT + ((WIDTH - 4 * DOT) * i) / Math.max(1, longest - 1);
    const y = (value) => HEIGHT - 2 * DOT - ((HEIGHT - 4 * DOT) * (value - least)) / (most - least || 1);
    made.append(...scores.map((value, i) => shape('circle', { cx: x(i).toFixed(1), cy: y(value).toFixed(1), r: DOT, fill: colour })));
    return made;
  }

  const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;

  /** A table of a line's forks: each with its round, its slices in the unit, and what there is to say of it. */
  function table(title, forks, unit, colour) {
    const all = forks.flatMap(({ scores }) => scores);
    const extent = [all.reduce((a, b) => Math.min(a, b), Infinity), all.reduce((a, b) => Math.max(a, b), -Infinity)];
    const longest = Math.max(...forks.map(({ scores }) => scores.length));
    const made = element('table');
    const head = element('thead');
    head.append(row(['fork', 'round', 'mean', 'slices', 'least … greatest', 'remark'], true));
    const body = element('tbody');
    body.append(...forks.map(({ round, scores, note }, i) => {
      const dots = element('td');
      if (scores.length > 1) dots.append(picture(scores, longest, extent, colour));
      const ends = scores.length > 1 ? `${quantity(Math.min(...scores), unit)} … ${quantity(Math.max(...scores), unit)}` : '–';
      return row([
        element('td', String(i + 1), { class: 'words' }), round === null ? '–' : String(round), scores.length ? quantity(mean(scores), unit) : '–',
        dots, ends, element('td', note, { class: 'words' }),
      ]);
    }));
    made.append(element('caption', title), head, body);
    return made;
  }

  return { table };
})();
