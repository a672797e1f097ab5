// What a page shows of others' work, looked up again every few seconds while somebody looks at it.
const place = document.getElementById("live");
const soon = 3000;
const later = 6000;
let stamp = "";
let pause = soon;
let seen = bare(place.innerHTML);

// A form's token is another one each time and says nothing of the list.
function bare(html) {
  return html.replace(/(name="axis-form"[^>]*value=")[^"]*/g, "$1");
}

function show(text) {
  const fresh = document.createElement("template");
  fresh.innerHTML = text;
  if (bare(fresh.innerHTML) === seen) return;

  // Ticks that were made are not taken away under somebody's hand.
  if (place.querySelector("input:checked")) return;
  seen = bare(fresh.innerHTML);
  pause = soon;

  // Whoever stands on a line by the keyboard stays on it.
  const line = place.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  place.replaceChildren(fresh.content);
  if (line) place.querySelector(`[href="${CSS.escape(line)}"]`)?.focus({ preventScroll: true });
  const said = document.getElementById("live-said");
  if (said) said.textContent = `${said.dataset.said} ${new Date().toLocaleTimeString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh" })}`;
}

async function look() {
  if (document.visibilityState === "visible") {
    try {
      const answer = await fetch(place.dataset.live, { credentials: "same-origin", cache: "no-store", headers: stamp === "" ? {} : { "If-None-Match": stamp } });
      if (answer.redirected || answer.status === 401) {
        // Somebody has to sign in again: the page itself leads there, and back.
        window.location.reload();
        return;
      }
      // What stands still is asked for less often.
      pause = Math.min(pause * 1.2, later);
      if (answer.ok) {
        stamp = answer.headers.get("ETag") ?? "";
        show(await answer.text());
      }
    } catch (reason) {
      console.warn("live", reason);
    }
  }
  setTimeout(look, pause);
}

look();
