// The queue page: drop files, watch reviews come in. Without this script the form still uploads.

const form = document.getElementById("upload");
const drop = document.getElementById("drop");
const input = document.getElementById("file");
const refusal = document.getElementById("refusal");
const working = document.getElementById("working");
const list = document.getElementById("list");
const followed = new Set();
const FOLLOWED_AT_ONCE = 4; // browsers keep six connections to a server

function show(element, words) {
  element.textContent = words;
  element.hidden = words === "";
}

async function refresh() {
  const answer = await fetch("/queue" + location.search);
  if (answer.ok) {
    list.innerHTML = await answer.text(); // made and escaped by the server
    followRunning();
  }
}

function followRunning() {
  for (const row of list.querySelectorAll("[data-follow]")) {
    const id = row.dataset.follow;
    if (followed.has(id) || followed.size >= FOLLOWED_AT_ONCE) continue;
    followed.add(id);
    const events = new EventSource(`/api/v1/contracts/${id}/events`);
    const over = () => {
      events.close();
      followed.delete(id);
    };
    events.addEventListener("progress", refresh);
    events.addEventListener("end", () => {
      over();
      refresh();
    });
    events.addEventListener("error", () => {
      if (events.readyState === EventSource.CLOSED) over();
    });
  }
}

async function send(file) {
  const body = new FormData(form);
  body.set("file", file);
  const answer = await fetch("/api/v1/contracts", {
    method: "POST",
    body,
    headers: { "Idempotency-Key": crypto.randomUUID?.() ?? String(Math.random()) },
  });
  if (answer.ok) return "";
  const problem = await answer.json().catch(() => ({}));
  return `${file.name}: ${problem.detail ?? "the upload did not work; try again"}`;
}

async function sendAll(files) {
  show(refusal, "");
  const refused = [];
  for (const file of files) {
    show(working, `Reading ${file.name} …`);
    try {
      const problem = await send(file);
      if (problem) refused.push(problem);
    } catch {
      refused.push(`${file.name}: the service could not be reached; try again`);
    }
    await refresh();
  }
  show(working, "");
  show(refusal, refused.join(" "));
  form.reset();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  sendAll([...input.files]);
});
input.multiple = true;
for (const name of ["dragenter", "dragover"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  sendAll([...event.dataTransfer.files]);
});
followRunning();
