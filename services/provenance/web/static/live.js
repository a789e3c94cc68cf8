// Keeps the page up to date: when a story changes, the same address is fetched again and only the pieces whose
// version differs are replaced. Focus and open folds are carried over. Without this script the page works by reload.

const news = document.getElementById("news");
const shown = document.body.dataset.story;

function key(element) {
  if (!element) return null;
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
  const scrolled = [...old.querySelectorAll("[data-scroll]")].map((e) => e.scrollTop);
  old.replaceWith(fresh);
  fresh.querySelectorAll("[data-scroll]").forEach((e, i) => (e.scrollTop = scrolled[i] ?? 0));
  if (focused) fresh.querySelector(focused)?.focus({ preventScroll: true });
}

let busy = false;
let again = false;
async function refresh() {
  if (busy) return void (again = true);
  busy = true;
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    let changed = 0;
    for (const fresh of page.querySelectorAll("[data-piece]")) {
      const old = document.querySelector(`[data-piece="${fresh.dataset.piece}"]`);
      if (old && old.dataset.version !== fresh.dataset.version) {
        replace(old, document.adoptNode(fresh));
        changed += 1;
      }
    }
    if (changed) document.dispatchEvent(new Event("pieces"));
  } finally {
    busy = false;
    if (again) {
      again = false;
      setTimeout(refresh, 300);
    }
  }
}

const source = new EventSource("/events");
source.addEventListener("story", (event) => {
  const story = JSON.parse(event.data);
  if (shown && story.id !== shown) return;
  refresh().then(() => {
    news.textContent = shown ? "This story was updated." : `Updated: ${story.title}`;
  });
});
// What changed between the page's making and this moment, or while the line was cut, was told to nobody here.
source.addEventListener("open", refresh);
addEventListener("pagehide", () => source.close());

// The strip of the pipeline's health moves without any story changing.
if (document.querySelector('[data-piece="health"]')) {
  setInterval(() => document.visibilityState === "visible" && refresh(), 5000);
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
