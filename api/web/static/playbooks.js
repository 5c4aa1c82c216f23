// Remembers the name that somebody acts under, in this browser only. There is no sign-in yet.
const KEY = "four-corners-name";
const fields = [...document.querySelectorAll("input.by")];
const known = localStorage.getItem(KEY);
for (const field of fields) {
  if (known && !field.value) field.value = known;
  field.addEventListener("change", () => {
    const name = field.value.trim();
    if (name) localStorage.setItem(KEY, name);
    for (const other of fields) other.value = field.value;
  });
}
