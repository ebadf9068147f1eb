(() => {
  const all = (query, within = document) => [...within.querySelectorAll(query)], byId = (id) => document.getElementById(id);
  const table = byId('actor-table'), rows = table ? [...table.tBodies[0].rows] : [], SHOWN = 25; let whole = false;
  const show = () => {
    const words = byId('search').value.toLowerCase().split(',').map((word) => word.trim()).filter(Boolean);
    const found = rows.filter((row) => !words.length || words.some((word) => row.cells[0].textContent.toLowerCase().includes(word)));
    const shown = whole || words.length ? found : found.slice(0, SHOWN);
    rows.forEach((row) => { row.hidden = !shown.includes(row); });
    byId('found').textContent = `${shown.length} of ${rows.length} shown`;
    byId('all').hidden = shown.length === found.length;
  };
  const value = (row, at) => row.cells[at].dataset.v ?? row.cells[at].textContent.replace(/,/g, '');
  const sort = (head, at) => {
    const text = at === 0, before = head.getAttribute('aria-sort'), down = before ? before === 'ascending' : !text;
    all('th', table.tHead).forEach((other) => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const none = (v) => !text && (v === '' || isNaN(v)), order = (x, y) => (text ? x.localeCompare(y, 'en') : x - y);
    const compared = (x, y) => none(x) - none(y) || (none(x) ? 0 : down ? order(y, x) : order(x, y));
    rows.sort((a, b) => compared(value(a, at), value(b, at)));
    table.tBodies[0].append(...rows);
    show();
  };
  if (table) {
    all('th:not([data-plain])', table.tHead).forEach((head, at) => {
      const button = Object.assign(document.createElement('button'), { type: 'button', textContent: head.textContent });
      button.addEventListener('click', () => sort(head, head.cellIndex));
      head.replaceChildren(button);
    });
    byId('search').addEventListener('input', show);
    byId('all').addEventListener('click', () => show(whole = true));
    show(byId('search').closest('p').hidden = false);
  }
  const of = (item) => [`o${item.querySelector('.o')?.textContent}`, `p${item.dataset.p}`];
  const filter = (panel, key = '') => {
    const items = all('li', panel), periods = byId('periods').textContent.split(' ');
    const select = panel.querySelector('select') ?? document.createElement('select');
    if (!select.isConnected) {
      const keys = (n) => [...new Set(items.map((item) => of(item)[n]).filter((k) => k.slice(1) !== 'undefined'))];
      select.append(new Option(`all ${items.length} sentences`, ''), ...keys(0).sort().map((k) => new Option(k.slice(1), k)));
      select.append(...keys(1).sort((a, b) => a.slice(1) - b.slice(1)).map((k) => new Option(periods[k.slice(1)], k)));
      select.addEventListener('change', () => items.forEach((i) => { i.hidden = select.value !== '' && !of(i).includes(select.value); }));
      panel.querySelector('.inside').prepend(Object.assign(document.createElement('label'), { textContent: 'Show ' }));
      panel.querySelector('label').append(select);
    }
    select.value = key;
    select.dispatchEvent(new Event('change'));
  };
  const opened = ({ target }) => target.open && !target.querySelector('select') && filter(target);
  all('details.evidence').forEach((panel) => panel.addEventListener('toggle', opened));
  const go = () => {
    const target = byId(location.hash.slice(1)), panel = target?.closest('details.evidence'), item = target?.closest('li');
    if (!panel) return;
    filter(panel, item ? of(item)[target.id.includes('-p') ? 1 : 0] : '');
    panel.open = true;
    (item ?? panel).scrollIntoView({ block: item ? 'center' : 'start' });
    (item ? target : panel.querySelector('summary')).focus({ preventScroll: true });
  };
  addEventListener('hashchange', go);
  go();
})();
