// Each press is a tap with an id of its own. Taps go out one after the other, and again with the same id until
// the server has them: bad Wi-Fi neither loses one nor counts one twice. Without this script the forms work too.

const page = document.querySelector("[data-counts]");
const author = page.dataset.counts; // a shared tablet: one person's taps are never sent as another's
const waits = page.querySelector("[data-waits]");
const STORE = "taps";
const PATIENCE = [1, 2, 4, 8, 15]; // seconds between tries
let queue = read();
let isSending = false;

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(STORE)) ?? [];
  } catch {
    return [];
  }
}

function keep() {
  try {
    sessionStorage.setItem(STORE, JSON.stringify(queue));
  } catch {
    // Storage is full or switched off: the taps live in the page alone.
  }
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

page.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-tap]");
  if (!form) return;
  event.preventDefault();
  press(form, event.submitter);
});

// A number that was typed is saved when the finger leaves the field.
page.addEventListener("change", (event) => {
  const form = event.target.closest("form.count-form");
  if (form && isTyped(form)) form.requestSubmit(form.querySelector(".count-form__save"));
});

page.addEventListener("input", (event) => {
  const form = event.target.closest("form.count-form");
  form?.classList.toggle("is-typed", isTyped(form));
});

function typedFields(form) {
  return ["num", "den"].filter((name) => form.elements[name] && form.elements[name].value.trim() !== form.elements[`${name}_was`].value);
}

function isTyped(form) {
  return typedFields(form).length > 0;
}

function press(form, button) {
  const typed = typedFields(form);
  if (!button?.name && typed.length === 0) return;
  const data = new FormData(form, button);
  data.delete("csrfmiddlewaretoken");
  const tap = new URLSearchParams(data.get("tap") ?? "");
  if (tap.has("uuid")) {
    tap.set("uuid", newId());
    data.set("tap", tap.toString());
  }
  queue.push({ author, action: form.getAttribute("action"), card: form.closest("[data-card]").id, tries: 0, fields: [...data] });
  keep();
  typed.forEach((name) => markSent(form, name));
  if (tap.get("kind") === "add") showAtOnce(form, tap);
  send();
}

// What is on its way counts as seen: a number typed next replaces it too.
function saw(form, name, uuid) {
  const seen = form.elements[`seen_${name}`];
  seen.value = `${seen.value} ${uuid}`.trim();
}

function markSent(form, name) {
  const uuid = form.elements[`${name}_uuid`];
  saw(form, name, uuid.value);
  uuid.value = newId();
  form.elements[`${name}_was`].value = form.elements[name].value.trim();
  form.classList.remove("is-typed");
}

function showAtOnce(form, tap) {
  saw(form, "num", tap.get("uuid"));
  const now = Math.max(0, (Number.parseInt(form.elements.num.value, 10) || 0) + Number(tap.get("amount")));
  form.elements.num.value = form.elements.num_was.value = String(now);
  form.querySelector(".count-form__down").disabled = now < 1;
}

async function send() {
  if (isSending) return;
  isSending = true;
  let tap;
  while ((tap = queue.find((one) => one.author === author))) {
    const answer = await post(tap);
    if (!answer || answer.status >= 500 || answer.status === 429) {
      tell(page.dataset.waiting);
      await pause(PATIENCE[Math.min(tap.tries, PATIENCE.length - 1)]);
      tap.tries += 1;
      continue;
    }
    // The sign-in has lapsed: the page leads to it and back, and the taps wait here meanwhile.
    if (answer.type === "opaqueredirect") return location.reload();
    // A new sign-in made this page's token old: the page comes again, once.
    if (answer.status === 403 && !tap.isSecond) {
      tap.isSecond = true;
      keep();
      return location.reload();
    }
    queue = queue.filter((one) => one !== tap);
    keep();
    tell("");
    if ([200, 409, 422].includes(answer.status)) await show(tap, await answer.text(), answer.status);
    else tell(page.dataset.refused);
  }
  isSending = false;
}

async function post(tap) {
  const body = new URLSearchParams(tap.fields);
  body.set("csrfmiddlewaretoken", page.querySelector("[name=csrfmiddlewaretoken]").value);
  try {
    return await fetch(tap.action, { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "manual" });
  } catch {
    return null;
  }
}

function pause(seconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, seconds * 1000);
    function done() {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    }
    addEventListener("online", done);
  });
}

function tell(text) {
  waits.textContent = text;
  waits.hidden = !text;
}

// The card comes fresh from the server once nothing more of it is on its way and no finger is on it.
async function show(tap, html, status) {
  const isOver = !queue.some((one) => one.card === tap.card && one.author === author);
  if (!isOver && status === 200) return;
  if (isPressed) await new Promise((resolve) => addEventListener("pointerup", () => setTimeout(resolve), { once: true }));
  const old = document.getElementById(tap.card);
  if (!old || new URL(tap.action, location).pathname !== old.querySelector("form.count-form")?.getAttribute("action")) return;
  if (queue.some((one) => one.card === tap.card && one.author === author) && status === 200) return;
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  const fresh = template.content.firstElementChild;
  const focused = old.contains(document.activeElement) ? describe(document.activeElement) : null;
  keepTyped(old, fresh);
  old.replaceWith(fresh);
  if (focused) fresh.querySelector(focused)?.focus({ preventScroll: true });
  page.querySelector("[data-said-here]").textContent = fresh.dataset.said;
}

function describe(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  return ["count-form__up", "count-form__down"].filter((name) => element.classList.contains(name)).map((name) => `.${name}`)[0] ?? ".count-form__up";
}

// What is being typed right now stays typed.
function keepTyped(old, fresh) {
  const [was, will] = [old, fresh].map((card) => card.querySelector("form.count-form"));
  if (!was || !will) return;
  for (const name of typedFields(was)) will.elements[name].value = was.elements[name].value;
  will.classList.toggle("is-typed", isTyped(will));
}

let isPressed = false;
addEventListener("pointerdown", () => (isPressed = true));
for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => (isPressed = false));

// Leaving with unsent taps asks first; they are kept, but this tab has to come back to send them.
addEventListener("beforeunload", (event) => {
  if (queue.some((one) => one.author === author && one.tries > 0)) event.preventDefault();
});

document.documentElement.classList.add("is-live");
send();
