// What every page does beyond plain HTML: keys, forms that say what is wrong next to the field, files shown when asked for. Without it every page still works.

const english = document.documentElement.lang === "en";

function typing(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));
}

function move(step) {
  const rows = [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
  if (rows.length === 0) return;
  const at = rows.indexOf(document.activeElement);
  rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))].focus();
}

// Whoever speaks to the computer, or brushes keys, turns single characters off (WCAG 2.1.4); the sheet still opens their list.
const KEYS = "axis-keys";
const keysOff = document.getElementById("keys-off");
if (keysOff) {
  keysOff.checked = localStorage.getItem(KEYS) === "off";
  keysOff.addEventListener("change", () => { if (keysOff.checked) localStorage.setItem(KEYS, "off"); else localStorage.removeItem(KEYS); });
}
for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => document.getElementById("keys").showModal());
}

document.addEventListener("keydown", (event) => {
  if (keysOff?.checked || event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "/") {
    const search = document.querySelector("input[type=search]");
    if (!search) return;
    event.preventDefault();
    search.focus();
  } else if (event.key === "?") document.getElementById("keys")?.showModal();
});

// A sheet that is open closes with Escape and with a click beside it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.person[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  const open = document.querySelector("details.person[open]");
  if (open && !open.contains(event.target)) open.open = false;
});

export function clearProblems(form) {
  for (const p of form.querySelectorAll("p.wrong")) p.hidden = true;
  for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
}

// Puts a problem document (RFC 9457) into the form: the sentence at its top, each field's next to the field.
export function showProblem(form, problem) {
  clearProblems(form);
  let first = null;
  const rest = [];
  for (const error of problem.errors ?? []) {
    const name = error.field.replace(/[[.].*$/, "");
    const field = form.querySelector(`[data-field="${CSS.escape(name)}"]`);
    const place = field?.querySelector("p.wrong");
    const text = [(english && error.detailEn) || error.detail, ...(error.suggestions ?? [])].join(" · ");
    if (!place) {
      rest.push(text);
      continue;
    }
    place.textContent = place.hidden ? text : `${place.textContent} ${text}`;
    place.hidden = false;
    const control = field.querySelector("input, select, textarea");
    if (control) {
      control.setAttribute("aria-invalid", "true");
      const told = new Set((control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean)).add(place.id);
      control.setAttribute("aria-describedby", [...told].join(" "));
      first ??= control;
    }
  }
  const top = form.querySelector(":scope > p.wrong");
  if (top) {
    const said = (english && problem.detailEn) || problem.detail;
    top.textContent = [said, ...rest.filter((text) => text !== said)].join(" ");
    top.hidden = false;
  }
  (first ?? top)?.scrollIntoView({ block: "nearest" });
  first?.focus();
}

export const lost = {
  detail: "Không liên lạc được với nút. Kiểm tra mạng rồi thử lại.",
  detailEn: "The node cannot be reached. Check the network and try again.",
};

// What changes something may have been done although its answer was lost.
const unsure = {
  detail: "Mất liên lạc với nút: chưa rõ việc này đã được ghi hay chưa. Kiểm tra mạng rồi tải lại trang để xem trước khi làm lại.",
  detailEn: "The line to the node was lost: whether this was kept is not known. Check the network and reload the page before you try again.",
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !("inline" in form.dataset)) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  const body = form.enctype === "multipart/form-data" ? data : new URLSearchParams(data);
  const buttons = [...form.querySelectorAll("button")];
  buttons.forEach((button) => { button.disabled = true; });
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (answer.ok) {
      window.location.assign(answer.headers.get("Location") ?? window.location.href);
      return;
    }
    showProblem(form, await answer.json());
  } catch {
    showProblem(form, unsure);
  }
  buttons.forEach((button) => { button.disabled = false; });
});

// Words to be sent another way; without this they are selected and copied by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const words = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(words.value);
      button.textContent = english ? "Copied" : "Đã chép";
    } catch {
      words.select();
    }
  });
}

// A file is fetched, and its view journalled, only when somebody asks to see it.
document.addEventListener("toggle", (event) => {
  const viewer = event.target;
  if (!(viewer instanceof HTMLDetailsElement) || !viewer.open || !viewer.dataset.frame || viewer.querySelector("iframe")) return;
  const frame = document.createElement("iframe");
  frame.src = `${viewer.dataset.frame}#navpanes=0`;
  frame.title = viewer.querySelector("summary").textContent;
  viewer.append(frame);
}, true);

if ("serviceWorker" in navigator && window.isSecureContext) {
  navigator.serviceWorker.register("/console/sw.js", { scope: "/console" }).catch((reason) => console.warn("service worker", reason));
}
