// The review page: quoted words lead to their passage and back; parts of the review become tabs.

const tabs = [...document.querySelectorAll("#tabs a")];
const parts = tabs.map((tab) => document.querySelector(tab.hash));
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

function openTab(index) {
  tabs.forEach((tab, at) => tab.setAttribute("aria-selected", String(at === index)));
  parts.forEach((part, at) => (part.hidden = at !== index));
  tabs.forEach((tab, at) => (tab.tabIndex = at === index ? 0 : -1));
}

function makeTabs() {
  const bar = document.getElementById("tabs");
  bar.setAttribute("role", "tablist");
  document.body.classList.add("tabbed");
  tabs.forEach((tab, index) => {
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", parts[index].id);
    parts[index].setAttribute("role", "tabpanel");
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      openTab(index);
    });
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = (index + step + tabs.length) % tabs.length;
      openTab(next);
      tabs[next].focus();
    });
  });
  openTab(0);
}

function reveal(element) {
  // a long way is jumped: watching pages fly past tells nothing
  const far = Math.abs(element.getBoundingClientRect().top) > 2 * innerHeight;
  element.scrollIntoView({ block: "center", behavior: calm || far ? "auto" : "smooth" });
}

function showPassage(key) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  const pieces = document.querySelectorAll(`[data-marks~="${CSS.escape(key)}"]`);
  for (const piece of pieces) piece.classList.add("lit");
  if (pieces.length) reveal(pieces[0]);
}

function showCard(id) {
  const card = document.getElementById(id);
  if (!card) return;
  const tab = parts.findIndex((part) => part.contains(card));
  if (tab >= 0) openTab(tab);
  card.closest("details.rest")?.setAttribute("open", "");
  reveal(card);
  card.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const pointer = event.target.closest("[data-mark]");
  const mark = event.target.closest("[data-owner]");
  const part = event.target.closest('a[href^="#tab-"]:not([role="tab"])');
  if (pointer) {
    event.preventDefault();
    showPassage(pointer.dataset.mark);
  } else if (part) {
    event.preventDefault();
    openTab(tabs.findIndex((tab) => tab.hash === part.hash));
    document.getElementById("tabs").scrollIntoView({ block: "start" });
  } else if (mark && getSelection().isCollapsed) {
    showCard(mark.dataset.owner);
  }
});

// j and k walk through the findings, as in a mail program
document.addEventListener("keydown", (event) => {
  if (!["j", "k"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, select, textarea")) return;
  const cards = [...document.querySelectorAll("#tab-findings .card")].filter((card) => card.offsetParent);
  if (!cards.length) return;
  const at = cards.findIndex((card) => card.contains(document.activeElement));
  const next = event.key === "j" ? Math.min(at + 1, cards.length - 1) : Math.max(at - 1, 0);
  showCard(cards[next].id);
  const pointer = cards[next].querySelector("[data-mark]");
  if (pointer) showPassage(pointer.dataset.mark);
});

for (const form of document.querySelectorAll("[data-confirm]")) {
  form.addEventListener("submit", (event) => {
    if (!confirm(form.dataset.confirm)) event.preventDefault();
  });
}

// Deciding: the name is asked for once and remembered in this browser only; a decision comes back as the
// findings that the server rendered, so that what one decision changes in another finding is seen at once.
const NAME = "four-corners-name";

function named() {
  const known = localStorage.getItem(NAME);
  for (const field of document.querySelectorAll("#tab-findings input.by")) if (known && !field.value) field.value = known;
  for (const label of document.querySelectorAll(".deciding .name")) label.hidden = true;
  const asked = document.querySelector(".signing");
  if (asked) asked.hidden = false;
}

function refuse(form, sentence) {
  form.querySelector(".refusal")?.remove();
  const told = document.createElement("p");
  told.className = "refusal";
  told.setAttribute("role", "alert");
  told.textContent = sentence;
  form.append(told);
}

async function decide(form, choice) {
  const asked = document.querySelector(".signing input");
  const body = new FormData(form);
  body.set("choice", choice);
  body.set("by", asked.value);
  if (!asked.value.trim()) {
    refuse(form, "Say first who decides: your name stands above the findings.");
    return asked.focus();
  }
  const open = showsOpen();
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(body), headers: { "X-Part": "true" } });
  if (!answer.ok) return refuse(form, await answer.text());
  const id = form.closest(".card").id;
  const rest = [...document.querySelectorAll("#tab-findings .card")].map((card) => card.id);
  document.getElementById("tab-findings").outerHTML = await answer.text(); // made and escaped by the server
  parts[0] = document.getElementById("tab-findings");
  parts[0].setAttribute("role", "tabpanel");
  named();
  showOpen(open);
  const next = rest.slice(rest.indexOf(id)).map((each) => document.getElementById(each)).find((card) => card?.offsetParent);
  next?.focus({ preventScroll: true });
}

function showsOpen() {
  return document.getElementById("tab-findings").classList.contains("only-open");
}

function showOpen(open) {
  document.getElementById("tab-findings").classList.toggle("only-open", open);
  const filter = document.querySelector("[data-filter]");
  if (filter) filter.textContent = open ? "Show all" : "Show open ones";
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest(".deciding");
  if (!form || !event.submitter) return;
  event.preventDefault();
  decide(form, event.submitter.value).catch(() => refuse(form, "The service could not be reached; try again."));
});
document.addEventListener("change", (event) => {
  const name = event.target.matches(".signing input") && event.target.value.trim();
  if (name) localStorage.setItem(NAME, name);
});
document.addEventListener("click", (event) => {
  const filter = event.target.closest("[data-filter]");
  if (!filter || new URLSearchParams(location.search).has("show")) return;
  event.preventDefault();
  showOpen(!showsOpen());
});

makeTabs();
named();
if (/^#f\d+$/.test(location.hash)) showCard(location.hash.slice(1));
if (/^#q\d+$/.test(location.hash)) showPassage(location.hash.slice(1));
