// Keeps the page up to date: when a story changes, the same address is fetched again and only the pieces whose
// version differs are replaced. Focus and open folds are carried over. Links within a story go the same way, so that
// choosing a line moves nothing else. Without this script the page works by whole loads.

const news = document.getElementById("news");
const shown = document.body.dataset.story;

function key(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const href = element.getAttribute("href");
  if (href) return `${element.localName}[href="${CSS.escape(href)}"]`;
  return element.name ? `${element.localName}[name="${CSS.escape(element.name)}"]` : null;
}

function replace(old, fresh) {
  const folds = new Map([...old.querySelectorAll("details[id]")].map((d) => [d.id, d.open]));
  const focused = old.contains(document.activeElement) ? key(document.activeElement) : null;
  fresh.querySelectorAll("details[id]").forEach((d) => {
    if (folds.has(d.id)) d.open = folds.get(d.id);
  });
  const scrolled = [old, ...old.querySelectorAll("[data-scroll]")].map((e) => e.scrollTop);
  old.replaceWith(fresh);
  [fresh, ...fresh.querySelectorAll("[data-scroll]")].forEach((e, i) => (e.scrollTop = scrolled[i] ?? 0));
  if (focused) fresh.querySelector(focused)?.focus({ preventScroll: true });
}

const pieces = (root) => [...root.querySelectorAll("[data-piece]")];
const names = (root) => pieces(root).map((piece) => piece.dataset.piece).join();

async function update() {
  const wanted = location.href;
  const answer = await fetch(wanted, { headers: { accept: "text/html" } });
  if (!answer.ok || location.href !== wanted) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (names(page) !== names(document)) return void location.reload();
  for (const fresh of pieces(page)) {
    const old = document.querySelector(`[data-piece="${fresh.dataset.piece}"]`);
    if (old.dataset.version !== fresh.dataset.version) replace(old, document.adoptNode(fresh));
  }
}

// One update at a time, and at most one more in waiting: it will see all that came meanwhile.
let active = Promise.resolve();
let waiting = null;
function refresh() {
  waiting ??= active.then(() => {
    waiting = null;
    return (active = update().catch(() => {}));
  });
  return waiting;
}

const source = new EventSource("/events");
source.addEventListener("story", async (event) => {
  const story = JSON.parse(event.data);
  if (shown && story.id !== shown) return;
  await refresh();
  news.textContent = shown ? "This story was updated." : `Updated: ${story.title}`;
});
// What changed between the page's making and this moment, or while the line was cut, was told to nobody here.
source.addEventListener("open", refresh);
addEventListener("pagehide", () => source.close());
addEventListener("pageshow", (event) => event.persisted && location.reload());

// The strip of the pipeline's health moves without any story changing.
if (document.querySelector('[data-piece="health"]')) {
  setInterval(() => document.visibilityState === "visible" && refresh(), 5000);
}

// Within a story, links change the address and the pieces that differ, nothing else.
let search = location.search;
async function go() {
  search = location.search;
  await refresh();
  const target = document.getElementById(location.hash.slice(1));
  const top = target?.getBoundingClientRect().top ?? 0;
  if (top < 0 || top > innerHeight / 2) target.scrollIntoView();
  news.textContent = document.querySelector("#detail h2")?.textContent ?? "";
}

if (shown) {
  addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.getAttribute("href"), location.href);
    if (url.origin + url.pathname !== location.origin + location.pathname || url.search === search) return;
    event.preventDefault();
    history.pushState(null, "", url);
    go();
  });
  addEventListener("popstate", () => location.search !== search && go());
  const tree = document.querySelector(".tree");
  const chosen = tree?.querySelector("svg .chosen :is(.hit, .dot)")?.getBoundingClientRect();
  if (chosen) tree.scrollTop = chosen.top - tree.getBoundingClientRect().top - tree.clientHeight / 2;
}

// Files dropped anywhere on the page go the way of the form.
const form = document.querySelector("form[data-drop]");
if (form) {
  const over = (on) => document.body.classList.toggle("dropping", on);
  addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  addEventListener("dragleave", (event) => event.relatedTarget || over(false));
  addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files.length) {
      form.elements.files.files = event.dataTransfer.files;
      form.requestSubmit();
    }
  });
}
