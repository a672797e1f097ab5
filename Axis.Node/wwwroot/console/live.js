// Where a document is, looked up again every few seconds while somebody looks at the page.
const place = document.getElementById("live");
let seen = "";

async function look() {
  if (document.visibilityState === "visible") {
    try {
      const answer = await fetch(place.dataset.live, { credentials: "same-origin" });
      if (answer.redirected || answer.status === 401) {
        // Somebody has to sign in again: the page itself leads there, and back.
        window.location.reload();
        return;
      }
      if (answer.ok) {
        const text = await answer.text();
        if (text !== seen) {
          if (seen !== "") place.innerHTML = text;
          seen = text;
        }
      }
    } catch (reason) {
      console.warn("tracking", reason);
    }
  }
  setTimeout(look, 3000);
}

look();
