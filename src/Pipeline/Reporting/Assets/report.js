// Comfort only: without scripts the page shows the same, cells lead to their images, and nothing is lost but sorting and searching.

/** Opens whatever hides the target of the address, and moves the keyboard there. */
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let box = target.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
  const group = target.closest('details');
  if (group) {
    group.querySelector('summary').focus({ preventScroll: true });
    group.scrollIntoView();
  }
}

/** A cell's own order, else its text. */
function orderOf(row, column) {
  const cell = row.cells[column];
  return 'order' in cell.dataset ? (cell.dataset.order === '' ? null : Number(cell.dataset.order)) : cell.textContent.trim();
}

function compare(a, b) {
  if (a === null || b === null) return (a === null) - (b === null);
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true });
}

/** Sorts a table by one of its columns; what has no value stays last in both directions. */
function sort(table, header) {
  const column = header.cellIndex;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const numeric = header.classList.contains('n');
  const current = header.getAttribute('aria-sort');
  const descending = current ? current === 'ascending' : numeric;
  for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
  header.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
  rows.sort((a, b) => {
    const [x, y] = [orderOf(a, column), orderOf(b, column)];
    return x === null || y === null ? compare(x, y) : descending ? compare(y, x) : compare(x, y);
  });
  body.append(...rows);
}

function makeSortable(table) {
  for (const header of table.tHead.rows[0].cells) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener('click', () => sort(table, header));
  }
}

/** Shows the answers whose names hold the words that were typed. */
function makeSearchable(tools) {
  const [field, count] = [tools.querySelector('input'), tools.querySelector('output')];
  const groups = [...document.querySelectorAll('#answers details')];
  tools.hidden = false;
  tools.querySelector('[data-do=open]').addEventListener('click', () => groups.forEach(group => { group.open = true; }));
  tools.querySelector('[data-do=close]').addEventListener('click', () => groups.forEach(group => { group.open = false; }));
  field.addEventListener('input', () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const group of groups) {
      let own = 0;
      for (const card of group.querySelectorAll('.card')) {
        const text = card.textContent.toLowerCase();
        card.hidden = !words.every(word => text.includes(word));
        own += card.hidden ? 0 : 1;
      }
      group.hidden = own === 0;
      group.open = words.length > 0 && own > 0;
      shown += own;
    }
    count.value = words.length ? `${shown} found` : '';
  });
}

document.querySelectorAll('table.sortable').forEach(makeSortable);
document.querySelectorAll('[data-search]').forEach(makeSearchable);
addEventListener('hashchange', reveal);
// A second click on the same link changes no hash.
document.addEventListener('click', event => {
  if (event.target.closest?.('a[href^="#"]')?.hash === location.hash && location.hash) reveal();
});
reveal();
